"""Moves all votes to another database, so that a site that grows can go from SQLite to PostgreSQL.

Nobody can vote at the old place while the move runs. It may be interrupted at any time, even by ``kill -9``, and goes
on where it was when started again. At the end every single vote is compared. Until then the new place is marked as
unfinished, and from then on the old one as left; a site that opens one of these lets its poll rest.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, tuple_

from explainer.poll.database import insert_of, stop_votes
from explainer.poll.schema import tallies, votes
from explainer.poll.store import VoteStore, recount
from explainer.poll.store_notes import read_note, write_note

BATCH = 2_000
UNFINISHED, LEFT = "move", "moved"
"""Notes at the new place until all is compared, and at the old one afterwards."""
_UP_TO = "move-up-to"
_KEPT = ("key",)
"""Notes that go with the votes."""

Row = tuple[str, str, str, datetime]
Progress = Callable[[int], Any]


class MoveError(RuntimeError):
    """The votes could not be moved; those at the old place are untouched."""


def count_votes(store: VoteStore) -> int:
    """How many votes there are."""
    with store.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(votes)) or 0


def move(old: VoteStore, new: VoteStore, progress: Progress = lambda _: None) -> int:
    """Copy all votes, compare each, and count the tallies anew; how many votes there are.

    ``progress`` is told of every batch how many votes it had, copying and comparing. Raises :class:`MoveError`.
    """
    with old.writer.begin() as source:
        stop_votes(source)
        _start(source, new)
        _copy(source, new, progress)
        number = _compare(source, new, progress)
        recount(new)
        with new.writer.begin() as target:
            write_note(target, UNFINISHED, None)
            write_note(target, _UP_TO, None)
        write_note(source, LEFT, datetime.now(UTC).isoformat(timespec="seconds"))
    return number


def _start(source: Connection, new: VoteStore) -> None:
    with new.writer.begin() as target:
        if read_note(target, UNFINISHED) is None:
            if target.scalar(select(func.count()).select_from(votes)):
                raise MoveError("There are votes at the new place already, and not from an unfinished move.")
            write_note(target, UNFINISHED, datetime.now(UTC).isoformat(timespec="seconds"))
        for name in _KEPT:
            write_note(target, name, read_note(source, name))


def _copy(source: Connection, new: VoteStore, progress: Progress) -> None:
    with new.engine.connect() as target:
        reached = read_note(target, _UP_TO)
    if reached is not None:
        progress(_number_up_to(source, reached))
    for batch in _batches(source, reached):
        with new.writer.begin() as target:
            insert = insert_of(target)(votes)
            new_values = {"reaction": insert.excluded.reaction, "voted_at": insert.excluded.voted_at}
            row = insert.on_conflict_do_update(index_elements=["visitor", "question"], set_=new_values)
            target.execute(row, [dict(zip(votes.c.keys(), vote, strict=True)) for vote in batch])
            write_note(target, _UP_TO, " ".join(batch[-1][:2]))
        progress(len(batch))


def _compare(source: Connection, new: VoteStore, progress: Progress) -> int:
    """Every vote of the old place is at the new one, and no other is; or the next move starts from the beginning."""
    number = 0
    with new.engine.connect() as target:
        for batch in _batches(source):
            keys = tuple_(votes.c.visitor, votes.c.question).in_([vote[:2] for vote in batch])
            there = {_row(vote) for vote in target.execute(select(votes).where(keys))}
            if there != set(batch):
                break
            number += len(batch)
            progress(len(batch))
        equal = number == source.scalar(select(func.count()).select_from(votes))
        equal = equal and number == target.scalar(select(func.count()).select_from(votes))
    if not equal:
        with new.writer.begin() as target:
            for table in (votes, tallies):
                target.execute(delete(table))
            write_note(target, _UP_TO, None)
        raise MoveError(
            "The votes changed while a move was interrupted. Start it again: it will copy all of them anew."
        )
    return number


def _batches(source: Connection, reached: str | None = None) -> Iterator[Sequence[Row]]:
    """The votes in the order of their key, after the key that was reached."""
    key = tuple_(votes.c.visitor, votes.c.question)
    last = tuple((reached or " ").split(" "))
    while True:
        asked = select(votes).where(key > last).order_by(votes.c.visitor, votes.c.question).limit(BATCH)
        batch = [_row(vote) for vote in source.execute(asked)]
        if not batch:
            return
        yield batch
        last = batch[-1][:2]


def _number_up_to(source: Connection, reached: str) -> int:
    key = tuple_(votes.c.visitor, votes.c.question)
    done = select(func.count()).select_from(votes).where(key <= tuple(reached.split(" ")))
    return source.scalar(done) or 0


def _row(vote: Any) -> Row:
    """A vote as both databases give it: SQLite keeps no time zone, and all our times are UTC."""
    visitor, question, reaction, at = vote
    return visitor, question, reaction, at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
