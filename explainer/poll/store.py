"""Keep votes: one row for each visitor and question, and tallies that change in the same transaction.

The store knows visitors only by a keyed hash. SQLite and PostgreSQL run the same code.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, delete, event, func, literal, select
from sqlalchemy.pool import ConnectionPoolEntry

from explainer.poll.database import Writer, block_votes, dialect_insert, open_engine, take_lock, to_url
from explainer.poll.rate_limits import RateLimit
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import tallies, upgrade, votes
from explainer.poll.store_notes import READY_NOTE, check_notes, write_note

_PAIR = (votes.c.question, votes.c.reaction)
_NAME = re.compile(r"[a-z0-9-]{1,64}")


class InvalidVoteError(ValueError):
    """The vote has an invalid part; nothing was written."""


class UnknownReactionError(InvalidVoteError):
    """The reaction is not one of the seven."""


class UnknownQuestionError(InvalidVoteError):
    """There is no question with this id."""


class InvalidVisitorError(InvalidVoteError):
    """The visitor's hash is not well formed."""


class VoteStore:
    """Votes in an SQLite file (a path) or a PostgreSQL database (a URL). Opening it makes or upgrades its tables.

    ``questions`` are the ids that can be voted on; without them every well-formed id can be. A store that may not be
    new is not made where none is. Raises the errors of :func:`~explainer.poll.schema.upgrade`, and the database's own.
    """

    def __init__(
        self, database: Path | str | URL, questions: Collection[str] | None = None, *, may_be_new: bool = True
    ) -> None:
        self._questions = questions
        self._engine = open_engine(to_url(database))
        self._writer = Writer(self._engine)
        self._is_closed = False
        event.listen(self._engine, "checkin", self._drop_if_closed)
        try:
            upgrade(self._writer, may_be_new=may_be_new)
        except BaseException:
            self.close()
            raise

    @property
    def engine(self) -> Engine:
        """The database's engine, for transactions that only read."""
        return self._engine

    @property
    def writer(self) -> Writer:
        """Starts transactions that write."""
        return self._writer

    def vote(
        self,
        visitor: str,
        question: str,
        reaction: str | None,
        limit: RateLimit | None = None,
        *,
        key: bytes | None = None,
        now: datetime | None = None,
    ) -> None:
        """Set or change a visitor's reaction to a question; ``None`` takes it back.

        With the ``key`` of the visitor's hash, the vote is written only if it is the key of this store, and if the
        votes have not been moved away. When this returns, the vote and its tally are on disk. Raises
        :class:`InvalidVoteError`, :class:`~explainer.poll.rate_limits.LimitReachedError` if the visitor or their
        network has reached a ``limit``, the errors of :func:`~explainer.poll.store_notes.check_notes`, and the
        database's own. If it raises, nothing was written.
        """
        self._check(visitor, question, reaction)
        with self._writer.begin() as connection:
            if key is not None:
                check_notes(connection, key)
            take_lock(connection, "vote", visitor, question)  # the same visitor may vote in two tabs at once
            before = _read_reaction(connection, visitor, question)
            if before == reaction:
                return
            if limit is not None:
                has_votes = before is not None or _has_voted(connection, visitor)
                limit.count_vote(connection, has_votes=has_votes, now=now)
            _write_reaction(connection, visitor, question, reaction, now or datetime.now(UTC))
            add_to_tallies(connection, {(question, before): -1, (question, reaction): +1})

    def reaction_of(self, visitor: str, question: str) -> str | None:
        """Return the visitor's present reaction to a question, if any."""
        with self._engine.connect() as connection:
            return _read_reaction(connection, visitor, question)

    def reactions_of(self, visitor: str, questions: Collection[str]) -> Mapping[str, str]:
        """Return the visitor's present reactions to some questions, by question."""
        theirs = (votes.c.visitor == visitor, votes.c.question.in_(questions))
        with self._engine.connect() as connection:
            return {question: reaction for question, reaction in connection.execute(select(*_PAIR).where(*theirs))}

    def tally(self, question: str) -> Mapping[str, int]:
        """Return the number of votes for each of the seven reactions. However many votes, it reads seven rows."""
        return self.tallies([question])[question]

    def tallies(self, questions: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Return the tally of each of some questions, in one query."""
        query = select(tallies).where(tallies.c.question.in_(questions))
        with self._engine.connect() as connection:
            numbers = {(question, reaction): number for question, reaction, number in connection.execute(query)}
        return {name: {each: numbers.get((name, each), 0) for each in REACTION_IDS} for name in questions}

    def forget(self, visitor: str) -> int:
        """Delete all votes of a visitor and return their number."""
        is_theirs = votes.c.visitor == visitor
        with self._writer.begin() as connection:
            block_votes(connection)
            theirs = connection.execute(select(votes.c.question, votes.c.reaction).where(is_theirs)).all()
            connection.execute(delete(votes).where(is_theirs))
            add_to_tallies(connection, {(question, reaction): -1 for question, reaction in theirs})
        return len(theirs)

    def ping(self) -> None:
        """Check that the database answers; its error passes through if it does not."""
        with self._engine.connect() as connection:
            connection.execute(select(literal(1)).select_from(tallies).limit(1))

    def try_writing(self, key: bytes) -> None:
        """Do what a vote needs: use the store with this key, lock, write and flush. Errors as of :meth:`vote`."""
        with self._writer.begin() as connection:
            check_notes(connection, key)
            write_note(connection, READY_NOTE, datetime.now(UTC).isoformat(timespec="seconds"))

    def close(self) -> None:
        """Close all connections to the database; those in use, as soon as their work is done."""
        self._is_closed = True
        self._engine.dispose()

    def _drop_if_closed(self, _: object, record: ConnectionPoolEntry) -> None:
        if self._is_closed:
            record.invalidate()

    def _check(self, visitor: str, question: str, reaction: str | None) -> None:
        if reaction is not None and reaction not in REACTION_IDS:
            raise UnknownReactionError(repr(reaction)[:80])
        if not _NAME.fullmatch(question) or (self._questions is not None and question not in self._questions):
            raise UnknownQuestionError(repr(question)[:80])
        if not _NAME.fullmatch(visitor):
            raise InvalidVisitorError(repr(visitor)[:80])


def _read_reaction(connection: Connection, visitor: str, question: str) -> str | None:
    query = select(votes.c.reaction).where(votes.c.visitor == visitor, votes.c.question == question)
    return connection.scalar(query)


def _has_voted(connection: Connection, visitor: str) -> bool:
    return connection.scalar(select(literal(1)).where(votes.c.visitor == visitor).limit(1)) is not None


def _write_reaction(connection: Connection, visitor: str, question: str, reaction: str | None, now: datetime) -> None:
    if reaction is None:
        connection.execute(delete(votes).where(votes.c.visitor == visitor, votes.c.question == question))
        return
    values = {"reaction": reaction, "voted_at": now}
    row = dialect_insert(connection)(votes).values(visitor=visitor, question=question, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["visitor", "question"], set_=values))


def add_to_tallies(connection: Connection, changes: Mapping[tuple[str, str | None], int]) -> None:
    """Add to the tallies of some (question, reaction) pairs; pairs without a reaction are left out.

    Rows are written in sorted order, so that two transactions cannot deadlock.
    """
    for question, reaction in sorted((question, reaction) for question, reaction in changes if reaction is not None):
        row = dialect_insert(connection)(tallies).values(
            question=question, reaction=reaction, number=changes[question, reaction]
        )
        total = tallies.c.number + row.excluded.number
        connection.execute(row.on_conflict_do_update(index_elements=["question", "reaction"], set_={"number": total}))


def correct_tallies(connection: Connection) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Count all votes and correct the tallies that are wrong.

    Return the wrong ones by question and reaction, each with the wrong and the right number; an empty result means all
    were right. Call :func:`block_votes` before, in the same transaction.
    """
    kept = {(question, reaction): number for question, reaction, number in connection.execute(select(tallies))}
    key = (votes.c.question, votes.c.reaction)
    grouped = select(*key, func.count()).group_by(*key)
    counted = {(question, reaction): number for question, reaction, number in connection.execute(grouped)}
    pairs = {pair: (kept.get(pair, 0), counted.get(pair, 0)) for pair in sorted(kept | counted)}
    wrong = {pair: (before, right) for pair, (before, right) in pairs.items() if before != right}
    add_to_tallies(connection, {pair: right - before for pair, (before, right) in wrong.items()})
    return wrong


def recount(store: VoteStore) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Correct the tallies of a store in a transaction of its own; returns what :func:`correct_tallies` returns."""
    with store.writer.begin() as connection:
        block_votes(connection)
        return correct_tallies(connection)
