"""Read and write the table ``notes``: a few facts that a vote store keeps about itself, by name."""

import hashlib
import hmac
from collections.abc import Mapping

from sqlalchemy import Connection, select

from explainer.poll.database import Writer, dialect_insert
from explainer.poll.schema import notes

KEY_NOTE = "key"
"""The mark of the key with which the visitors of this store were hashed."""

MOVED_NOTE = "moved"
"""When the votes were moved to another database (ISO 8601, UTC); without this note the store is in use."""

READY_NOTE = "ready"
"""When a site last tried whether it can write here (ISO 8601, UTC)."""


class OtherKeyError(RuntimeError):
    """The visitors of this store were hashed with another key, so each of them would count as a new visitor."""

    def __init__(self) -> None:
        super().__init__(
            "The visitors of these votes were hashed with another key, so every visitor could vote a second time. "
            "Set the same EXPLAINER_SECRET on all servers that share these votes, or put the old visitor.key back. "
            "If the old key is lost: python -m explainer.poll accept-key"
        )


class MovedError(RuntimeError):
    """The votes were moved to another database, so a vote written here would be lost."""

    def __init__(self) -> None:
        super().__init__(
            "These votes were moved to another database, so a vote written here would be lost. "
            "Set DATABASE_URL to the new database."
        )


def mark_of(key: bytes) -> str:
    """Return a hash by which the store recognises the key; the key cannot be computed from it."""
    return hmac.new(key, b"the key of these votes", hashlib.sha256).hexdigest()


def check_notes(connection: Connection, key: bytes) -> None:
    """Raise :class:`OtherKeyError` or :class:`MovedError` unless a site with this key may use the votes."""
    found = read_notes(connection)
    if MOVED_NOTE in found:
        raise MovedError
    if found.get(KEY_NOTE) != mark_of(key):
        raise OtherKeyError


def read_notes(connection: Connection) -> Mapping[str, str]:
    """Return all notes by name."""
    return {name: value for name, value in connection.execute(select(notes.c.name, notes.c.value))}


def read_note(connection: Connection, name: str) -> str | None:
    """Return the value of a note, or ``None`` if there is none."""
    return connection.scalar(select(notes.c.value).where(notes.c.name == name))


def write_note(connection: Connection, name: str, value: str) -> None:
    """Add a note or replace its value."""
    row = dialect_insert(connection)(notes).values(name=name, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def write_note_once(writer: Writer, name: str, value: str) -> None:
    """Add a note unless it exists; of two processes that do this at once, the first one's value stays."""
    with writer.begin() as connection:
        row = dialect_insert(connection)(notes).values(name=name, value=value)
        connection.execute(row.on_conflict_do_nothing())
