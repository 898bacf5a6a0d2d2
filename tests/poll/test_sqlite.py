"""Votes in an SQLite file: durability, backups, damage."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

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
