"""Read and write the table ``notes``: a few facts that a vote store keeps about itself, by name."""

from sqlalchemy import Connection, select

from explainer.poll.database import dialect_insert
from explainer.poll.schema import notes
from explainer.poll.store import VoteStore

KEY_NOTE = "key"
"""Fingerprint of the key with which the visitors of this store were hashed."""

MOVED_NOTE = "moved"
"""When the votes were moved to another database (ISO 8601, UTC); without this note the store is in use."""


def read_note(connection: Connection, name: str) -> str | None:
    """Return the value of a note, or ``None`` if there is none."""
    return connection.scalar(select(notes.c.value).where(notes.c.name == name))


def write_note(connection: Connection, name: str, value: str) -> None:
    """Add a note or replace its value."""
    row = dialect_insert(connection)(notes).values(name=name, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def write_note_once(store: VoteStore, name: str, value: str) -> str:
    """Add a note unless it exists, and return its value; two processes that do this at once get the same value."""
    with store.engine.connect() as connection:
        existing = read_note(connection, name)
    if existing is not None:
        return existing
    with store.writer.begin() as connection:
        row = dialect_insert(connection)(notes).values(name=name, value=value)
        connection.execute(row.on_conflict_do_nothing())
        return read_note(connection, name) or value
