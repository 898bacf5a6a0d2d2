"""Fixtures of the vote store: each of its tests runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.poll.store import VoteStore
from tests.poll.postgres import empty_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Path of an SQLite store that does not exist yet."""
    return tmp_path / "var" / "votes.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, file: Path) -> Path | str:
    """Name an empty database: in one run SQLite, in another PostgreSQL."""
    return file if request.param == "sqlite" else empty_database()


@pytest.fixture
def store(database: Path | str) -> Iterator[VoteStore]:
    """Open an empty store."""
    opened = VoteStore(database)
    yield opened
    opened.close()
