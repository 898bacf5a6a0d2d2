"""A disk without room for one more vote, without a disk of its own."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def full_disk(var: Path) -> Iterator[None]:
    """While this lasts, no file of this process can grow beyond the log of the votes in this folder."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((var / "votes.sqlite3-wal").stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
