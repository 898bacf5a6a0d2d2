"""Short notes a store keeps about itself: its version, the mark of its key, how far a move has come."""

from sqlalchemy import Connection, delete, select

from explainer.poll.database import insert_of
from explainer.poll.schema import notes
from explainer.poll.store import VoteStore


def read_note(connection: Connection, name: str) -> str | None:
    """The note of this name, if there is one."""
    return connection.scalar(select(notes.c.value).where(notes.c.name == name))


def write_note(connection: Connection, name: str, value: str | None) -> None:
    """Set a note, or with ``None`` remove it."""
    if value is None:
        connection.execute(delete(notes).where(notes.c.name == name))
        return
    row = insert_of(connection)(notes).values(name=name, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def claim_note(store: VoteStore, name: str, value: str) -> str:
    """Write a note unless there is one; what is noted now. Of two processes that claim at once, both get the same."""
    with store.engine.connect() as connection:
        found = read_note(connection, name)
    if found is not None:
        return found
    with store.writer.begin() as connection:
        row = insert_of(connection)(notes).values(name=name, value=value)
        connection.execute(row.on_conflict_do_nothing())
        return read_note(connection, name) or value
