"""Drawings kept on disk under the hash of what they are made from, so that a new server need not draw them again."""

import logging
import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal
from uuid import uuid4

from explainer.settings import static_dir

log = logging.getLogger(__name__)

MOST = 4_000
"""Files after which nothing more is kept: there are as many pictures as there are filters to combine."""

Ending = Literal["svg", "png", "json"]
WHOLE: dict[Ending, tuple[bytes, bytes]] = {
    "svg": (b"<svg", b"</svg>"),
    "png": (b"\x89PNG", b"IEND\xaeB`\x82"),
    "json": (b"{", b"}\n"),
}
"""How a whole file begins and ends."""


def pictures_dir() -> Path:
    """The folder of the drawings."""
    return static_dir() / "pictures"


def kept_on_disk(made_from: str, draw: Callable[[], str]) -> str:
    """Return the SVG made from this text: read from disk, else drawn and kept."""
    return kept_file(made_from, "svg", lambda: draw().encode()).decode()


def kept_file(made_from: str, ending: Ending, draw: Callable[[], bytes]) -> bytes:
    """The same for the bytes of a file of any kind.

    A disk that can't be read or written costs time, never a picture.
    """
    file = pictures_dir() / f"{sha256(made_from.encode()).hexdigest()}.{ending}"
    kept = _read(file, *WHOLE[ending])
    if kept:
        return kept
    drawing = draw()
    try:
        _write(file, drawing)
    except OSError as error:
        log.warning("a picture could not be kept: %s", error)
    return drawing


def is_nothing_kept() -> bool:
    """Whether no drawing is on disk yet: a first start."""
    return not _files(pictures_dir())


def _read(file: Path, begins: bytes, ends: bytes) -> bytes:
    """A whole drawing, or nothing where the file is not there or holds something else."""
    try:
        drawing = file.read_bytes()
    except OSError:
        return b""
    return drawing if drawing.startswith(begins) and drawing.endswith(ends) else b""


def _write(file: Path, drawing: bytes) -> None:
    """Write a whole file or none: another server may read it at the same time, and this one may be killed."""
    if _files(file.parent) >= MOST:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}-{uuid4().hex}")
    try:
        part.write_bytes(drawing)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)  # what a full disk left


@lru_cache(maxsize=1)
def _files(folder: Path) -> int:
    """Number of files at the first look; within one run of the server memory holds fewer than are added."""
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
