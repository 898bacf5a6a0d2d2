"""The vote store of this process, opened once and shared by all sessions and by the readiness route.

After a failure the store rests: for a few seconds nobody tries to reach it. Otherwise every poll on every page would
wait for a database that is down. Afterwards it is tried again, so nothing needs a restart when the database is back.
"""

import hashlib
import hmac
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from explainer.content import content
from explainer.poll.database import NoDriverError, database_url
from explainer.poll.reactions import SITE
from explainer.poll.schema import NewerStoreError
from explainer.poll.store import VoteStore
from explainer.poll.store_notes import KEY_NOTE, MOVED_NOTE, read_note, write_note_once
from explainer.poll.visitor import secret_key
from explainer.settings import var_dir

log = logging.getLogger(__name__)

REST_SECONDS = 3.0


class RestingError(RuntimeError):
    """The store cannot be reached now, or failed less than ``REST_SECONDS`` ago."""


class OtherKeyError(RuntimeError):
    """The visitors of this store were hashed with another key, so each of them would count as a new visitor."""

    def __init__(self) -> None:
        super().__init__(
            "The visitors of these votes were hashed with another key, so every visitor could vote a second time. "
            "Set the same EXPLAINER_SECRET on all servers that share these votes. If the old key is lost: "
            "python -m explainer.poll accept-key"
        )


class MovedError(RuntimeError):
    """The votes were moved to another database, so a vote written here would be lost."""

    def __init__(self) -> None:
        super().__init__(
            "These votes were moved to another database, so a vote written here would be lost. "
            "Set DATABASE_URL to the new database."
        )


FAILURES = (SQLAlchemyError, OSError, NewerStoreError, NoDriverError, OtherKeyError, MovedError, ValueError)
"""What opening or reading a store may raise; a malformed ``DATABASE_URL`` raises ``ValueError``."""

_lock = threading.Lock()
_stores: dict[str, VoteStore] = {}
"""Open stores by configuration: one in a running site, several in the tests."""
_rests_until: dict[str, float] = {}


def key_fingerprint(key: bytes) -> str:
    """Return a hash by which the store recognises the key; the key cannot be computed from it."""
    return hmac.new(key, b"the key of these votes", hashlib.sha256).hexdigest()


@contextmanager
def at_store() -> Iterator[VoteStore]:
    """Give the block the store to read from. Raises :class:`RestingError` if it fails or failed a moment ago."""
    try:
        yield vote_store()
    except FAILURES as error:
        log.exception("the votes can't be reached")
        close_store()
        _rests_until[_configuration()] = time.monotonic() + REST_SECONDS
        raise RestingError from error


def vote_store() -> VoteStore:
    """Return the store, and open it on first use. Raises :class:`RestingError` or one of ``FAILURES``."""
    configuration = _configuration()
    with _lock:
        if time.monotonic() < _rests_until.get(configuration, 0):
            raise RestingError
        if configuration not in _stores:
            _stores[configuration] = _open(database_url())
        return _stores[configuration]


def _configuration() -> str:
    """Return what identifies the store. It is not the parsed URL, because ``DATABASE_URL`` may be malformed."""
    return os.environ.get("DATABASE_URL") or str(var_dir())


def _open(url: URL) -> VoteStore:
    store = VoteStore(url, questions=frozenset({SITE, *content().faq}))
    try:
        with store.engine.connect() as connection:
            if read_note(connection, MOVED_NOTE):
                raise MovedError
        fingerprint = key_fingerprint(secret_key(var_dir()))
        if write_note_once(store, KEY_NOTE, fingerprint) != fingerprint:
            raise OtherKeyError
    except BaseException:
        store.close()
        raise
    return store


def close_store() -> None:
    """Close the store and end its rest; the next use opens it again."""
    with _lock:
        store = _stores.pop(_configuration(), None)
    if store is not None:
        store.close()
    end_rest()


def end_rest() -> None:
    """Let the next use try to reach the store at once."""
    _rests_until.clear()
