"""Where votes are kept: one row a visitor and question, and beside them the tallies, always changed together.

A visitor is known to the store only by a keyed hash. The same code serves SQLite and PostgreSQL.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, delete, func, literal, select

from explainer.poll.database import Writer, insert_of, open_engine, stop_votes, take_lock, url_of
from explainer.poll.rate_limits import Allowance
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import tallies, upgrade, votes

_NAME = re.compile(r"[a-z0-9-]{1,64}")


class RefusedError(ValueError):
    """What was asked for is no vote; nothing was written."""


class UnknownReactionError(RefusedError):
    """The reaction is none of the seven."""


class UnknownQuestionError(RefusedError):
    """There is no such question."""


class UnknownVisitorError(RefusedError):
    """A visitor's hash doesn't look like this."""


class VoteStore:
    """Votes in an SQLite file (a path) or a PostgreSQL database (its address), made or upgraded when opened.

    ``questions`` are the questions that exist; without them every well-formed name is one.
    """

    def __init__(self, place: Path | str | URL, questions: Collection[str] | None = None) -> None:
        self._questions = questions
        self._engine = open_engine(url_of(place))
        self._writer = Writer(self._engine)
        try:
            upgrade(self._writer)
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def engine(self) -> Engine:
        """The database behind the store."""
        return self._engine

    @property
    def writer(self) -> Writer:
        """Transactions that write."""
        return self._writer

    def vote(self, visitor: str, question: str, reaction: str | None, allowance: Allowance | None = None) -> None:
        """Set, change or (with ``None``) take back a visitor's reaction to a question.

        When this returns, the vote and its tally are on disk. Raises :class:`RefusedError`, and
        :class:`~explainer.poll.rate_limits.LimitReachedError` if the ``allowance`` of the visitor's network is used up;
        errors of the database pass through. After any of them nothing was written.
        """
        self._check(visitor, question, reaction)
        with self._writer.begin() as connection:
            take_lock(connection, "vote", visitor, question)  # the same visitor may vote from two tabs at once
            before = _reaction_of(connection, visitor, question)
            if before == reaction:
                return
            if allowance is not None:
                allowance.use(connection, is_new=before is None and not _is_known(connection, visitor))
            _write(connection, visitor, question, reaction)
            add_to_tallies(connection, {(question, before): -1, (question, reaction): +1})

    def reaction_of(self, visitor: str, question: str) -> str | None:
        """The visitor's present reaction to a question, if any."""
        with self._engine.connect() as connection:
            return _reaction_of(connection, visitor, question)

    def tally(self, question: str) -> Mapping[str, int]:
        """How many visitors chose each of the seven reactions; 0 where nobody did. Reads seven rows at most."""
        counted = select(tallies.c.reaction, tallies.c.number).where(tallies.c.question == question)
        with self._engine.connect() as connection:
            found = {reaction: number for reaction, number in connection.execute(counted)}
        return {reaction: found.get(reaction, 0) for reaction in REACTION_IDS}

    def forget(self, visitor: str) -> int:
        """Delete all votes of a visitor; how many there were."""
        mine = votes.c.visitor == visitor
        with self._writer.begin() as connection:
            stop_votes(connection)
            gone = connection.execute(select(votes.c.question, votes.c.reaction).where(mine)).all()
            connection.execute(delete(votes).where(mine))
            add_to_tallies(connection, {(question, reaction): -1 for question, reaction in gone})
        return len(gone)

    def ping(self) -> None:
        """Reach the database, or raise what it says."""
        with self._engine.connect() as connection:
            connection.execute(select(literal(1)).select_from(tallies).limit(1))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _check(self, visitor: str, question: str, reaction: str | None) -> None:
        if reaction is not None and reaction not in REACTION_IDS:
            raise UnknownReactionError(repr(reaction)[:80])
        if not _NAME.fullmatch(question) or (self._questions is not None and question not in self._questions):
            raise UnknownQuestionError(repr(question)[:80])
        if not _NAME.fullmatch(visitor):
            raise UnknownVisitorError(repr(visitor)[:80])


def _reaction_of(connection: Connection, visitor: str, question: str) -> str | None:
    mine = (votes.c.visitor == visitor, votes.c.question == question)
    return connection.scalar(select(votes.c.reaction).where(*mine))


def _is_known(connection: Connection, visitor: str) -> bool:
    return connection.scalar(select(literal(1)).where(votes.c.visitor == visitor).limit(1)) is not None


def _write(connection: Connection, visitor: str, question: str, reaction: str | None) -> None:
    if reaction is None:
        connection.execute(delete(votes).where(votes.c.visitor == visitor, votes.c.question == question))
        return
    new = {"reaction": reaction, "voted_at": datetime.now(UTC)}
    row = insert_of(connection)(votes).values(visitor=visitor, question=question, **new)
    connection.execute(row.on_conflict_do_update(index_elements=["visitor", "question"], set_=new))


def add_to_tallies(connection: Connection, changes: Mapping[tuple[str, str | None], int]) -> None:
    """Change tallies by so many votes each, in a fixed order, so that two transactions never wait for each other."""
    for question, reaction in sorted((question, reaction) for question, reaction in changes if reaction is not None):
        row = insert_of(connection)(tallies).values(
            question=question, reaction=reaction, number=changes[question, reaction]
        )
        added = tallies.c.number + row.excluded.number
        connection.execute(row.on_conflict_do_update(index_elements=["question", "reaction"], set_={"number": added}))


def recount(store: VoteStore) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Count all votes anew and put right the tallies that differ.

    What differed, by question and reaction: the kept number and the counted one. Empty is the proof that tally = votes.
    """
    with store.writer.begin() as connection:
        stop_votes(connection)
        kept = {(q, r): n for q, r, n in connection.execute(select(tallies)) if n}
        grouped = select(votes.c.question, votes.c.reaction, func.count()).group_by(votes.c.question, votes.c.reaction)
        counted = {(q, r): n for q, r, n in connection.execute(grouped)}
        wrong = {
            each: (kept.get(each, 0), counted.get(each, 0))
            for each in sorted(kept | counted)
            if kept.get(each, 0) != counted.get(each, 0)
        }
        add_to_tallies(connection, {each: right - had for each, (had, right) in wrong.items()})
    return wrong
