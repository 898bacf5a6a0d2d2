"""Move all votes to another, empty database, so that a growing site can go from SQLite to PostgreSQL.

The new database is filled in one transaction. If the move is interrupted, even by ``kill -9``, the new database is
still empty and the old one is unchanged: run the move again. Nobody can vote while it runs. Afterwards the old
database is marked as moved, and a site that opens it lets its poll rest.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, tuple_

from explainer.poll.database import block_votes
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, correct_tallies
from explainer.poll.store_notes import KEY_NOTE, MOVED_NOTE, read_note, write_note

BATCH = 2_000

Vote = tuple[str, str, str, datetime]
"""Visitor, question, reaction, time: the columns of the table ``votes``."""

Progress = Callable[[int], Any]


class MoveError(RuntimeError):
    """The votes could not be moved; both databases are unchanged."""


def count_votes(store: VoteStore) -> int:
    """Return the number of all votes."""
    with store.engine.connect() as connection:
        return _count(connection)


def move(old: VoteStore, new: VoteStore, progress: Progress = lambda _: None) -> int:
    """Copy all votes, compare each copy with its original, and return their number.

    ``progress`` is called with the size of each batch, once when it is copied and once when it is compared. Raises
    :class:`MoveError` if the new database is not empty, or if a copy differs from its original.
    """
    # The inner transaction ends first: the old votes are marked as moved only when the new ones are on disk.
    with old.writer.begin() as source, new.writer.begin() as target:
        block_votes(source)
        block_votes(target)
        number = _count(target)
        if number:
            raise MoveError(f"The new database has {number:,} votes already. Votes can only move to an empty one.")
        _copy(source, target, progress)
        _compare(source, target, progress)
        correct_tallies(target)
        key = read_note(source, KEY_NOTE)
        if key is not None:
            write_note(target, KEY_NOTE, key)
        write_note(source, MOVED_NOTE, datetime.now(UTC).isoformat(timespec="seconds"))
        return _count(target)


def _copy(source: Connection, target: Connection, progress: Progress) -> None:
    for batch in _batches(source):
        target.execute(insert(votes), [dict(zip(votes.c.keys(), vote, strict=True)) for vote in batch])
        progress(len(batch))


def _compare(source: Connection, target: Connection, progress: Progress) -> None:
    for batch in _batches(source):
        has_key = tuple_(votes.c.visitor, votes.c.question).in_([vote[:2] for vote in batch])
        if {_to_vote(row) for row in target.execute(select(votes).where(has_key))} != set(batch):
            raise MoveError("A copied vote differs from its original. Nothing was moved.")
        progress(len(batch))
    if _count(target) != _count(source):
        raise MoveError("The copy has another number of votes than the original. Nothing was moved.")


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(votes)) or 0


def _batches(connection: Connection) -> Iterator[list[Vote]]:
    for rows in connection.execute(select(votes), execution_options={"yield_per": BATCH}).partitions():
        yield [_to_vote(row) for row in rows]


def _to_vote(row: Any) -> Vote:
    """Return a row with its time in UTC. PostgreSQL gives the server's time zone, SQLite none, but it means UTC."""
    visitor, question, reaction, at = row
    return visitor, question, reaction, at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
