"""All votes can be moved to an empty database."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from explainer.poll import move as move_module
from explainer.poll.move import MoveError, count_votes, move
from explainer.poll.process_store import RestingError, close_store, read_votes, vote_store
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, recount
from explainer.poll.store_notes import KEY_NOTE, MOVED_NOTE, read_note, write_note
from explainer.settings import ROOT
from tests.poll.postgres import empty_database

NUMBER = 700


@pytest.fixture
def old(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[VoteStore]:
    monkeypatch.setattr(move_module, "BATCH", 100)
    store = VoteStore(file)
    with store.writer.begin() as connection:
        for number in range(NUMBER // 2):
            row = {"visitor": f"visitor-{number}", "reaction": REACTION_IDS[number % len(REACTION_IDS)]}
            when = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=number)
            for question in ("site", "cost"):
                connection.execute(insert(votes).values(**row, question=question, voted_at=when))
        write_note(connection, KEY_NOTE, "fingerprint")
    recount(store)
    yield store
    store.close()


@pytest.fixture
def url() -> str:
    return empty_database()


@pytest.fixture
def new(url: str) -> Iterator[VoteStore]:
    store = VoteStore(url)
    yield store
    store.close()


def all_votes(store: VoteStore) -> set[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return {(v, q, r, at.replace(tzinfo=None)) for v, q, r, at in connection.execute(select(votes))}


def note(store: VoteStore, name: str) -> str | None:
    with store.engine.connect() as connection:
        return read_note(connection, name)


def test_every_vote_arrives_with_its_time_and_right_tallies(old: VoteStore, new: VoteStore) -> None:
    with new.writer.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {new.engine.url.database} SET timezone TO 'UTC'"))
    new.engine.dispose()
    batches: list[int] = []
    assert move(old, new, batches.append) == NUMBER
    assert all_votes(new) == all_votes(old)
    assert new.tally("site") == old.tally("site")
    assert recount(new) == {}
    assert sum(batches) == 2 * NUMBER  # copied and compared
    assert max(batches) == move_module.BATCH


def test_the_key_goes_along_and_only_the_old_database_is_marked_as_moved(old: VoteStore, new: VoteStore) -> None:
    move(old, new)
    assert note(new, KEY_NOTE) == "fingerprint"
    assert note(old, MOVED_NOTE) and note(new, MOVED_NOTE) is None


def test_votes_can_move_back_to_an_empty_sqlite_file(old: VoteStore, new: VoteStore, tmp_path: Path) -> None:
    move(old, new)
    back = VoteStore(tmp_path / "back.sqlite3")
    assert move(new, back) == NUMBER
    assert all_votes(back) == all_votes(old)
    back.close()


class Interrupted(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("batches", [0, 3, 6, 9, 13])
def test_an_interrupted_move_leaves_the_new_database_empty(old: VoteStore, new: VoteStore, batches: int) -> None:
    left = iter(range(batches))

    def progress(_: int) -> None:
        if next(left, None) is None:
            raise Interrupted

    with pytest.raises(Interrupted):
        move(old, new, progress)
    assert count_votes(new) == 0 == sum(new.tally("site").values())
    assert note(old, MOVED_NOTE) is None
    assert move(old, new) == NUMBER
    assert all_votes(new) == all_votes(old)


def test_a_move_that_was_killed_leaves_the_new_database_empty(
    old: VoteStore, new: VoteStore, url: str, file: Path
) -> None:
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
    assert count_votes(new) == 0
    assert move(old, new) == NUMBER
    assert all_votes(new) == all_votes(old)


def test_a_database_with_votes_is_refused_and_not_changed(old: VoteStore, new: VoteStore) -> None:
    new.vote("somebody", "site", "love")
    with pytest.raises(MoveError, match="has 1 votes already"):
        move(old, new)
    assert count_votes(new) == 1
    assert note(old, MOVED_NOTE) is None


def test_a_copy_that_differs_is_noticed_and_nothing_is_moved(
    old: VoteStore, new: VoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = move_module._copy

    def copy_wrongly(*arguments: object) -> None:
        copy(*arguments)  # type: ignore[arg-type]
        arguments[1].execute(text("UPDATE votes SET reaction = 'wow' WHERE visitor = 'visitor-0'"))  # type: ignore[attr-defined]

    monkeypatch.setattr(move_module, "_copy", copy_wrongly)
    with pytest.raises(MoveError, match="differs"):
        move(old, new)
    assert count_votes(new) == 0
    assert note(old, MOVED_NOTE) is None


def test_the_poll_rests_after_its_votes_were_moved_away(own_var: Path) -> None:
    with vote_store().writer.begin() as connection:
        write_note(connection, MOVED_NOTE, "2026-11-22T12:00:00+00:00")
    close_store()
    with pytest.raises(RestingError, match="Set DATABASE_URL to the new database"):
        read_votes(lambda votes: votes.store.tally("site"))


@pytest.mark.slow
def test_the_command_moves_the_votes_and_shows_its_progress(
    old: VoteStore, url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_VAR", str(file.parent))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    command = [sys.executable, "-m", "explainer.poll", "move", "--to", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert f"{NUMBER} votes moved and compared" in done.stdout
    assert re.search(rf"100%.*{2 * NUMBER}/{2 * NUMBER}", done.stderr)
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert again.returncode == 2
    assert "Votes can only move to an empty one." in again.stderr and "Traceback" not in again.stderr
