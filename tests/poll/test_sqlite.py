"""Votes in an SQLite file: durability, backups, damage."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.exc import SQLAlchemyError

from explainer.poll.store import VoteStore


@pytest.fixture
def store(file: Path) -> Iterator[VoteStore]:
    opened = VoteStore(file)
    yield opened
    opened.close()


def test_sqlite_is_opened_with_wal_full_sync_and_a_timeout(store: VoteStore) -> None:
    with store.engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}  # 2 is FULL


@pytest.mark.parametrize("time", range(30))
def test_servers_that_start_and_end_at_once_do_not_lose_the_log_to_each_other(tmp_path: Path, time: int) -> None:
    file = tmp_path / "votes.sqlite3"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE other (id)")  # the file has no log yet
    start = Barrier(8)

    def server(number: int) -> int:
        start.wait()
        with closing(VoteStore(file)) as store:
            store.vote(f"reader{number}", "site", "love")
            return store.tally("site")["love"]

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(server, range(8))) == 8
    other.close()


def test_reading_works_while_another_process_writes(file: Path, store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM votes")
    assert store.tally("site")["love"] == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_a_damaged_file_is_an_error(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(SQLAlchemyError):
        VoteStore(file)


def test_a_restored_backup_is_read_at_once(file: Path, store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    backup = shutil.copytree(file.parent, file.parent.parent / "backup")
    store.vote("ann", "site", "sad")
    for each in file.parent.iterdir():
        each.unlink()
    for each in backup.iterdir():
        each.rename(file.parent / each.name)
    assert store.reaction_of("ann", "site") == "love"
    store.vote("bob", "site", "love")
    assert VoteStore(file).tally("site")["love"] == 2


def test_voting_fails_when_the_file_was_moved_away(file: Path, store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    file.parent.rename(file.parent.parent / "taken")
    with pytest.raises(SQLAlchemyError):
        store.vote("bob", "site", "love")
