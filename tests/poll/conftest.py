"""Every test of the store runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.poll.store import VoteStore
from tests.poll.postgres import emptied_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an SQLite store may be made."""
    return tmp_path / "var" / "votes.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, file: Path) -> Path | str:
    """An empty database, once of each kind."""
    return file if request.param == "sqlite" else emptied_database()


@pytest.fixture
def store(place: Path | str) -> Iterator[VoteStore]:
    """An open store without votes."""
    opened = VoteStore(place)
    yield opened
    opened.close()
