"""The one store of this process, for the poll and for the readiness route; it rests a little after a failure.

Without the rest, every page would wait for a database that is away, each poll on it again. With it, one look in a few
seconds finds out that the database is back, and nobody has to restart anything.
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
from explainer.poll.move import LEFT, UNFINISHED
from explainer.poll.reactions import SITE
from explainer.poll.schema import NewerStoreError
from explainer.poll.store import VoteStore
from explainer.poll.store_notes import claim_note, read_note
from explainer.poll.visitor import secret_key
from explainer.settings import var_dir

log = logging.getLogger(__name__)

REST_SECONDS = 3.0
KEY_NOTE = "key"


class RestingError(RuntimeError):
    """The votes can't be reached just now."""


class OtherKeyError(RuntimeError):
    """The votes were made with another key than this process has, so it would take every visitor for a new one."""

    def __init__(self) -> None:
        super().__init__(
            "These votes were made with another key of the visitors' hashes: every visitor could vote a second time. "
            "Give all servers of these votes the same EXPLAINER_SECRET. If the old key is lost for good: "
            "python -m explainer.poll accept-key"
        )


class MovedError(RuntimeError):
    """The votes are being moved to this place, or were moved away from it."""

    def __init__(self) -> None:
        super().__init__(
            "Votes are being moved to this place, or were moved away from it: a vote written here would be lost. "
            "Point DATABASE_URL at the place they were moved to, or finish: python -m explainer.poll move"
        )


FAILURES = (SQLAlchemyError, OSError, NewerStoreError, NoDriverError, OtherKeyError, MovedError, ValueError)
"""What opening or reading the votes may raise; a malformed ``DATABASE_URL`` is a ``ValueError``."""

_lock = threading.Lock()
_opened: dict[str, VoteStore] = {}
_rest_until: dict[str, float] = {}


def key_mark(key: bytes) -> str:
    """What the store notes of the key, to know it again; the key can't be had from it."""
    return hmac.new(key, b"the key of these votes", hashlib.sha256).hexdigest()


@contextmanager
def at_store() -> Iterator[VoteStore]:
    """The store, to read from. Raises :class:`RestingError` when it fails, and for some seconds after that."""
    try:
        yield vote_store()
    except FAILURES as error:
        log.exception("the votes can't be reached")
        close_store()
        _rest_until[_place()] = time.monotonic() + REST_SECONDS
        raise RestingError from error


def vote_store() -> VoteStore:
    """The store of this process, opened on first use. Whatever opening it raises comes through."""
    place = _place()
    with _lock:
        if time.monotonic() < _rest_until.get(place, 0):
            raise RestingError
        if place not in _opened:
            _opened[place] = _open(database_url())
        return _opened[place]


def _place() -> str:
    """What stands for a store here; the address may be malformed, which is found when it is opened."""
    return os.environ.get("DATABASE_URL") or str(var_dir())


def _open(url: URL) -> VoteStore:
    store = VoteStore(url, questions=frozenset({SITE, *content().faq}))
    try:
        with store.engine.connect() as connection:
            if read_note(connection, UNFINISHED) or read_note(connection, LEFT):
                raise MovedError
        mark = key_mark(secret_key(var_dir()))
        if claim_note(store, KEY_NOTE, mark) != mark:
            raise OtherKeyError
    except BaseException:
        store.close()
        raise
    return store


def close_store() -> None:
    """Let go of the store; the next use opens it anew, at once."""
    with _lock:
        store = _opened.pop(_place(), None)
    if store is not None:
        store.close()
    forget_rest()


def forget_rest() -> None:
    """Try at once, whatever failed before: a reader asked for it."""
    _rest_until.clear()
