"""Fixtures that several test folders share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from explainer.content import Content, load
from explainer.poll.process_store import close_store
from explainer.settings import data_dir

# The same examples on every machine, and nothing written beside the tests.
settings.register_profile("site", derandomize=True, database=None, deadline=None)
settings.load_profile("site")


@pytest.fixture(scope="session")
def site_content() -> Content:
    """All that the site says, from the real data folder."""
    return load(data_dir())


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the data folder, to spoil."""
    return Path(shutil.copytree(data_dir(), tmp_path / "data"))


@pytest.fixture
def own_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for what the site writes, with votes and a key that no other test has seen."""
    folder = tmp_path / "var"
    monkeypatch.setenv("EXPLAINER_VAR", str(folder))
    monkeypatch.delenv("EXPLAINER_SECRET", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    close_store()
    yield folder
    close_store()
