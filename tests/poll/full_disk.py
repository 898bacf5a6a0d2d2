"""A disk without room for one more vote, without a disk of its own."""

import resource
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path


def full_disk(var: Path) -> AbstractContextManager[None]:
    """While this lasts, no file of this process can grow beyond the log of the votes in this folder."""
    return no_file_beyond((var / "votes.sqlite3-wal").stat().st_size)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """While this lasts, no file of this process can grow beyond this number of bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
