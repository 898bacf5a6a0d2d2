"""Drawings on disk: drawn once, drawn again where the file is spoilt, never missing because of the disk."""

from pathlib import Path

import pytest

from explainer.charts import kept
from explainer.charts.kept import kept_on_disk

DRAWING = "<svg>one</svg>"


def never() -> str:
    raise AssertionError("it was drawn again")


def test_what_was_drawn_once_is_read_the_next_time(folder: Path) -> None:
    assert kept_on_disk("a chart", lambda: DRAWING) == DRAWING
    assert kept_on_disk("a chart", never) == DRAWING
    assert kept_on_disk("another chart", lambda: "<svg>two</svg>") == "<svg>two</svg>"
    assert len(list(folder.iterdir())) == 2


def test_a_first_start_is_told_from_a_later_one(folder: Path) -> None:
    assert kept.is_nothing_kept()
    kept._files.cache_clear()
    kept_on_disk("a chart", lambda: DRAWING)
    kept._files.cache_clear()
    assert not kept.is_nothing_kept()


@pytest.mark.parametrize(
    "spoilt", [b"", b"<svg>half", b"\xff\xfe", b"<html></svg>"], ids=["empty", "half", "binary", "html"]
)
def test_a_spoilt_file_is_drawn_again_and_mended(folder: Path, spoilt: bytes) -> None:
    kept_on_disk("a chart", lambda: DRAWING)
    [file] = folder.iterdir()
    file.write_bytes(spoilt)
    assert kept_on_disk("a chart", lambda: DRAWING) == DRAWING
    assert file.read_text(encoding="utf-8") == DRAWING


def test_without_a_place_to_write_the_picture_is_there_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("EXPLAINER_STATIC", str(tmp_path / "file"))
    kept._files.cache_clear()
    assert kept_on_disk("a chart", lambda: DRAWING) == DRAWING
    assert "a picture could not be kept" in caplog.text


def test_after_a_number_of_files_nothing_more_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 0)
    assert kept_on_disk("a chart", lambda: DRAWING) == DRAWING
    assert not folder.exists()
