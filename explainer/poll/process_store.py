"""The vote store of this process, opened once and shared by all sessions and by the readiness route.

Readers never wait long for it: an answer takes at most ``READ_SECONDS``. After a failure the store rests, so that not
every poll on every page waits for a database that is down or hangs. Then one reader or voter tries again, while the
others are still told that it rests; so nothing needs a restart when the database is back.
"""

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from explainer.content import content
from explainer.poll.database import MAX_CONNECTIONS, NoDriverError, database_url
from explainer.poll.deadline import seconds_left, within
from explainer.poll.key import KeyRefusedError, key_file, key_of, make_key
from explainer.poll.reactions import SITE
from explainer.poll.schema import LostStoreError, NewerStoreError
from explainer.poll.store import VoteStore
from explainer.poll.store_notes import (
    KEY_NOTE,
    MOVED_NOTE,
    MovedError,
    OtherKeyError,
    check_notes,
    mark_of,
    read_notes,
    write_note_once,
)
from explainer.settings import var_dir

log = logging.getLogger(__name__)
T = TypeVar("T")

READ_SECONDS = 1.0
"""Longest time that a reader waits for how a poll stands."""

OPEN_SECONDS = 5.0
"""Longest time to open the store. It goes on when the reader who needed it first has given up."""

REST_SECONDS = 3.0

CHECK_SECONDS = 1.0
"""How old the check of the store's notes may be when it is read; every vote checks them itself."""


class RestingError(RuntimeError):
    """The store cannot be reached now, or failed less than ``REST_SECONDS`` ago. The message says why."""


class KeyGoneError(RuntimeError):
    """These votes have a key, but it is not here; a new one would make every visitor a new visitor."""

    def __init__(self) -> None:
        super().__init__(
            f"{key_file(var_dir())} is missing: the key with which the visitors of these votes were hashed. "
            "Put it back from a backup, or set EXPLAINER_SECRET if that was the key. "
            "If the key is lost: python -m explainer.poll accept-key"
        )


SPEAKING = (NewerStoreError, LostStoreError, NoDriverError, OtherKeyError, MovedError, KeyGoneError, KeyRefusedError)
"""Errors whose message says in plain words what is wrong and what to do."""

FAILURES = (SQLAlchemyError, OSError, ValueError, *SPEAKING)
"""What opening or reading a store may raise; a malformed ``DATABASE_URL`` raises ``ValueError``."""


@dataclass
class OpenVotes:
    """A store that was opened with the key of its visitors."""

    store: VoteStore
    key: bytes
    checked: float
    """When the notes of the store were last seen to agree (monotonic clock)."""

    def check(self) -> None:
        """Look again at the notes of the store, now and then."""
        if time.monotonic() - self.checked > CHECK_SECONDS:
            with self.store.engine.connect() as connection:
                check_notes(connection, self.key)
            self.checked = time.monotonic()


@dataclass(frozen=True)
class _Rest:
    until: float
    why: str


_lock = threading.Lock()
_opening = threading.Lock()
_open: dict[str, OpenVotes] = {}
"""Open stores by configuration: one in a running site, several in the tests."""
_known: set[str] = set()
"""Configurations whose store was open before in this process: it is not made anew when it is gone."""
_rests: dict[str, _Rest] = {}
_readers = ThreadPoolExecutor(MAX_CONNECTIONS // 2, thread_name_prefix="votes")
"""Threads that wait for the store in a reader's place; writers have the other half of the connections."""


def read_votes(read: Callable[[OpenVotes], T]) -> T:
    """Return what ``read`` finds in the store. Raises :class:`RestingError` if that fails or takes too long."""
    content()  # read before the clock runs; afterwards it is in memory
    _take_turn()
    waiting = _readers.submit(_read, read)
    try:
        return waiting.result(READ_SECONDS)
    except FAILURES as error:
        waiting.cancel()
        raise rest(error) from error


def _read(read: Callable[[OpenVotes], T]) -> T:
    with within(READ_SECONDS):
        votes = _opened()
        votes.check()
        found = read(votes)
    end_rest()  # even if the reader has given up: the store was slow, but it answers
    return found


def key_checked_lately(seconds: float) -> bytes | None:
    """Return the key of the open votes if it was compared with theirs in the last seconds; it waits for nothing."""
    votes = _open.get(_configuration())
    return votes.key if votes and time.monotonic() - votes.checked < seconds else None


def open_votes() -> OpenVotes:
    """Return the store, and open it on first use. Raises :class:`RestingError`."""
    _take_turn()
    try:
        return _opened()
    except FAILURES as error:
        raise rest(error) from error


def open_at_start() -> None:
    """Open the store before the first reader needs it. If that fails, the log says why, and the poll rests."""
    with suppress(RestingError):
        open_votes()


def vote_store() -> VoteStore:
    """Return the store alone. Raises as :func:`open_votes`."""
    return open_votes().store


def _take_turn() -> None:
    """Raise :class:`RestingError` during a rest. Afterwards let one caller through, and others once it had success."""
    configuration, now = _configuration(), time.monotonic()
    with _lock:
        resting = _rests.get(configuration)
        if resting is None:
            return
        if now < resting.until:
            raise RestingError(resting.why)
        _rests[configuration] = _Rest(now + READ_SECONDS, resting.why)


def rest(error: BaseException) -> RestingError:
    """Let the store rest after this error, and return what to raise. The log has it once, not from every reader."""
    why = reason(error)
    with _lock:
        known = _rests.get(_configuration())
    if known is None or known.why != why:
        log.error("the votes can't be reached: %s", why, exc_info=None if isinstance(error, SPEAKING) else error)
    _close()
    with _lock:
        _rests[_configuration()] = _Rest(time.monotonic() + REST_SECONDS, why)
    return RestingError(why)


def after_failed_vote(error: BaseException) -> None:
    """Let the store rest if tallies can't be read either; not if the disk is full or another holds a lock."""
    is_lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if is_lost or isinstance(error, MovedError | OtherKeyError):
        rest(error)


def reason(error: BaseException) -> str:
    """Say in plain words, without secrets, what an error of the store means."""
    if isinstance(error, SPEAKING):
        return str(error)
    if isinstance(error, TimeoutError):
        return "The database of the votes does not answer in time."
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        return f"The file of the votes can't be used: {error.orig}."
    if isinstance(error, OSError):
        return f"The folder {var_dir()} can't be used: {error.strerror}."
    return f"The database of the votes can't be used ({type(error).__name__}). The log says more."


def _configuration() -> str:
    """Return what identifies the store. It is not the parsed URL, because ``DATABASE_URL`` may be malformed."""
    return os.environ.get("DATABASE_URL") or str(var_dir())


def _opened() -> OpenVotes:
    configuration = _configuration()
    left = seconds_left()
    if not _opening.acquire(timeout=-1 if left is None else left):
        raise TimeoutError("another thread is opening the votes")
    try:
        if configuration not in _open:
            with within(OPEN_SECONDS):
                _open[configuration] = _open_store(may_be_new=configuration not in _known)
            _known.add(configuration)
        return _open[configuration]
    finally:
        _opening.release()


def _open_store(*, may_be_new: bool) -> OpenVotes:
    store = VoteStore(database_url(), frozenset({SITE, *content().faq}), may_be_new=may_be_new)
    try:
        return OpenVotes(store, _key_for(store), time.monotonic())
    except BaseException:
        store.close()
        raise


def _key_for(store: VoteStore) -> bytes:
    """Return the key of this site if it is the key of the store. A store without a key's mark gets it, or a new key."""
    with store.engine.connect() as connection:
        found = read_notes(connection)
    if MOVED_NOTE in found:
        raise MovedError
    key = key_of(var_dir())
    if key is None and KEY_NOTE in found:
        raise KeyGoneError
    if KEY_NOTE not in found and key_file(var_dir()).exists():
        log.warning("there is a key, but no votes yet; if there should be some, put them back from a backup")
    key = key or make_key(var_dir())
    if KEY_NOTE not in found:
        write_note_once(store.writer, KEY_NOTE, mark_of(key))
    with store.engine.connect() as connection:
        check_notes(connection, key)
    return key


def close_store() -> None:
    """Close the store and end its rest, as when the server stops; the next use opens it as at a start."""
    _close()
    _known.discard(_configuration())
    end_rest()


def _close() -> None:
    votes = _open.pop(_configuration(), None)
    if votes is not None:
        votes.store.close()


def end_rest() -> None:
    """Let the next use try to reach the store at once."""
    with _lock:
        _rests.pop(_configuration(), None)
