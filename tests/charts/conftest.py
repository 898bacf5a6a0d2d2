"""Fixtures of the tests of pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.charts import kept


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for pictures that are kept."""
    monkeypatch.setenv("EXPLAINER_STATIC", str(tmp_path))
    kept._files.cache_clear()
    yield tmp_path / "pictures"
    kept._files.cache_clear()
