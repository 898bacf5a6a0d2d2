"""A first-in, first-out semaphore.

Python's own locks and SQLAlchemy's connection pool are not fair: they often go to the thread that has just released
them. When many people vote at once, most votes are then quick, but some wait for seconds.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class FifoSemaphore:
    """A semaphore with ``slots`` slots; threads get a free slot in the order in which they asked for one."""

    def __init__(self, slots: int) -> None:
        self._free = slots
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def acquire(self, timeout: float) -> Iterator[None]:
        """Hold a slot until the block ends. Raises :class:`TimeoutError` after ``timeout`` seconds without one."""
        self._take(timeout)
        try:
            yield
        finally:
            self._release()

    def waiting(self) -> int:
        """Return the number of waiting threads."""
        return len(self._waiting)

    def _take(self, timeout: float) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            granted = threading.Event()
            self._waiting.append(granted)
        if granted.wait(timeout):
            return
        with self._lock:
            if granted.is_set():  # the slot came between the timeout and this lock
                return
            self._waiting.remove(granted)
        raise TimeoutError(f"waited {timeout} seconds for a free slot")

    def _release(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
