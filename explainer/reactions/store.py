"""Where votes are kept: one row a visitor and question, in SQLite, through SQLAlchemy Core.

A visitor is known to the store only by a keyed hash. The poll's other modules decide what a question or a reaction
is; the store refuses reactions it does not know.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import ConnectionPoolEntry

from explainer.reactions.kinds import REACTION_IDS

BUSY_TIMEOUT_MS = 5_000
"""How long a vote waits for another one to be written. Without it most votes of a crowd fail."""

metadata = MetaData()
votes = Table(
    "votes",
    metadata,
    Column("visitor", String(64), primary_key=True, doc="keyed hash of the visitor's cookie"),
    Column("question", String(64), primary_key=True),
    Column("reaction", String(16), nullable=False),
    Column("voted_at", DateTime(timezone=True), nullable=False),
)


class UnknownReactionError(ValueError):
    """The reaction is none of the seven."""


class VoteStore:
    """Votes in one SQLite file, which is created on first use."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{file}")
        event.listen(self._engine, "connect", _set_pragmas)
        metadata.create_all(self._engine)

    @property
    def engine(self) -> Engine:
        """The database behind the store."""
        return self._engine

    def vote(self, visitor: str, question: str, reaction: str | None) -> None:
        """Set, change or (with ``None``) take back a visitor's reaction to a question.

        Raises :class:`UnknownReactionError`; errors of the database pass through.
        """
        if reaction is not None and reaction not in REACTION_IDS:
            raise UnknownReactionError(reaction)
        with self._engine.begin() as connection:
            if reaction is None:
                mine = (votes.c.visitor == visitor) & (votes.c.question == question)
                connection.execute(delete(votes).where(mine))
            else:
                _upsert(connection, visitor, question, reaction)

    def reaction_of(self, visitor: str, question: str) -> str | None:
        """The visitor's present reaction to a question, if any."""
        chosen = select(votes.c.reaction).where(votes.c.visitor == visitor, votes.c.question == question)
        with self._engine.connect() as connection:
            return connection.scalar(chosen)

    def tally(self, question: str) -> Mapping[str, int]:
        """How many visitors chose each of the seven reactions; 0 where nobody did."""
        counted = select(votes.c.reaction, func.count()).where(votes.c.question == question).group_by(votes.c.reaction)
        with self._engine.connect() as connection:
            found = {reaction: number for reaction, number in connection.execute(counted)}
        return {reaction: found.get(reaction, 0) for reaction in REACTION_IDS}

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _upsert(connection: Connection, visitor: str, question: str, reaction: str) -> None:
    new = {"reaction": reaction, "voted_at": datetime.now(UTC)}
    row = insert(votes).values(visitor=visitor, question=question, **new)
    connection.execute(row.on_conflict_do_update(index_elements=["visitor", "question"], set_=new))


def _set_pragmas(connection: object, _: ConnectionPoolEntry) -> None:
    """Readers never wait for a writer (WAL), and a vote is on disk before it is acknowledged (synchronous=FULL)."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
