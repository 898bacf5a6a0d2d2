"""Turns in the order of arrival, of which so many are had at once.

Python's own locks and SQLAlchemy's pool go to whoever asks at the right moment, mostly the thread that has just let go:
under a crowd most votes are quick then, and some wait for seconds.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """``number`` turns at once; who comes when all are taken waits behind those who came before."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: deque[threading.Event] = deque()
        self._change = threading.Lock()

    @contextmanager
    def one(self, seconds: float) -> Iterator[None]:
        """Have a turn. Raises :class:`TimeoutError` if none comes within so many seconds."""
        self._take(seconds)
        try:
            yield
        finally:
            self._pass_on()

    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def _take(self, seconds: float) -> None:
        with self._change:
            if self._free:
                self._free -= 1
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return
        with self._change:
            if mine.is_set():  # it came at the last moment
                return
            self._waiting.remove(mine)
        raise TimeoutError(f"no turn to write within {seconds} seconds")

    def _pass_on(self) -> None:
        with self._change:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
