"""Votes go from one database to another, whole."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from explainer.poll import move as module
from explainer.poll.move import MoveError, count_votes, move
from explainer.poll.process_store import RestingError, at_store, close_store
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, recount
from explainer.poll.store_notes import write_note
from explainer.settings import ROOT
from tests.poll.postgres import emptied_database

NUMBER = 700


@pytest.fixture
def old(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[VoteStore]:
    monkeypatch.setattr(module, "BATCH", 100)
    store = VoteStore(file)
    with store.writer.begin() as connection:
        for number in range(NUMBER // 2):
            row = {"visitor": f"visitor-{number}", "reaction": REACTION_IDS[number % 7]}
            when = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=number)
            for question in ("site", "cost"):
                connection.execute(insert(votes).values(**row, question=question, voted_at=when))
    recount(store)
    yield store
    store.close()


@pytest.fixture
def url() -> str:
    return emptied_database()


@pytest.fixture
def new(url: str) -> Iterator[VoteStore]:
    store = VoteStore(url)
    yield store
    store.close()


def content_of(store: VoteStore) -> set[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return {(v, q, r, at.replace(tzinfo=None)) for v, q, r, at in connection.execute(select(votes))}


def test_every_vote_arrives_with_its_time_and_the_tallies_are_right(old: VoteStore, new: VoteStore) -> None:
    done: list[int] = []
    with new.writer.begin() as connection:
        connection.execute(text("ALTER DATABASE " + (new.engine.url.database or "") + " SET timezone TO 'UTC'"))
    new.engine.dispose()
    assert move(old, new, done.append) == NUMBER
    assert content_of(new) == content_of(old)
    assert recount(new) == {}
    assert new.tally("site") == old.tally("site")
    assert sum(done) == 2 * NUMBER  # copied and compared


class Interrupted(BaseException):
    """As if the process had been killed."""


def interrupt_after(batches: int) -> module.Progress:
    left = iter(range(batches))

    def progress(_: int) -> None:
        if next(left, None) is None:
            raise Interrupted

    return progress


@pytest.mark.parametrize("batches", [0, 3, 6, 9, 13])
def test_an_interrupted_move_goes_on_where_it_was(old: VoteStore, new: VoteStore, batches: int) -> None:
    with pytest.raises(Interrupted):
        move(old, new, interrupt_after(batches))
    first: list[int] = []
    assert move(old, new, first.append) == NUMBER
    assert content_of(new) == content_of(old)
    assert recount(new) == {}
    assert first[0] == min(batches + 1, NUMBER // 100) * 100  # what had been copied is not copied again


def test_votes_that_changed_while_a_move_was_interrupted_are_noticed_and_arrive(old: VoteStore, new: VoteStore) -> None:
    with pytest.raises(Interrupted):
        move(old, new, interrupt_after(4))
    old.vote("visitor-0", "site", None)
    old.vote("visitor-1", "cost", "wow")
    with pytest.raises(MoveError, match="Start it again"):
        move(old, new)
    assert move(old, new) == NUMBER - 1
    assert content_of(new) == content_of(old)
    assert recount(new) == {}


def test_votes_at_the_new_place_are_never_overwritten(old: VoteStore, new: VoteStore) -> None:
    new.vote("somebody", "site", "love")
    with pytest.raises(MoveError, match="already"):
        move(old, new)
    assert count_votes(new) == 1


@pytest.mark.parametrize("note", [module.UNFINISHED, module.LEFT])
def test_the_poll_rests_at_a_place_that_votes_are_moved_to_or_were_moved_from(own_var: Path, note: str) -> None:
    with at_store() as store, store.writer.begin() as connection:
        write_note(connection, note, "now")
    close_store()
    with pytest.raises(RestingError), at_store():
        raise AssertionError("it is open")


def test_the_command_moves_and_shows_how_far_it_is(
    old: VoteStore, url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_VAR", str(file.parent))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    command = [sys.executable, "-m", "explainer.poll", "move", "--to", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert f"{NUMBER} votes moved and compared" in done.stdout
    assert re.search(rf"100%.*{2 * NUMBER}/{2 * NUMBER}", done.stderr)


def test_a_move_that_was_killed_can_be_finished(
    old: VoteStore, new: VoteStore, url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_VAR", str(file.parent))
    script = (
        "import os, signal, sys\n"
        "from explainer.poll import move\n"
        "from explainer.poll.store import VoteStore\n"
        "from pathlib import Path\n"
        "move.BATCH = 100\n"
        "left = iter(range(3))\n"
        "def progress(_): next(left, None) is None and os.kill(os.getpid(), signal.SIGKILL)\n"
        "move.move(VoteStore(Path(sys.argv[1])), VoteStore(sys.argv[2]), progress)\n"
    )
    command = [sys.executable, "-c", script, str(file), url]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert 0 < count_votes(new) < NUMBER
    assert move(old, new) == NUMBER
    assert content_of(new) == content_of(old)
