"""The tables of the votes, and the steps from each version of them to the next.

Steps run by themselves when a store is opened, all in one transaction; none of them loses a vote. To change the
tables, append a step and change the ``Table``. A released step is never changed: stores were made with it.
"""

from sqlalchemy import Column, Connection, DateTime, Integer, MetaData, String, Table, inspect, select, text

from explainer.poll.database import Writer, take_lock

metadata = MetaData()
votes = Table(
    "votes",
    metadata,
    Column("visitor", String(64), primary_key=True, doc="keyed hash of the visitor's cookie"),
    Column("question", String(64), primary_key=True),
    Column("reaction", String(16), nullable=False),
    Column("voted_at", DateTime(timezone=True), nullable=False),
)
tallies = Table(
    "tallies",
    metadata,
    Column("question", String(64), primary_key=True),
    Column("reaction", String(16), primary_key=True),
    Column("number", Integer, nullable=False, doc="how many votes there are; kept by every vote, proved by recount"),
)
network_minutes = Table(
    "network_minutes",
    metadata,
    Column("network", String(64), primary_key=True, doc="keyed hash of the network's address, another one every day"),
    Column("kind", String(16), primary_key=True, doc="vote or visitor"),
    Column("minute", Integer, primary_key=True, doc="minutes since 1970; rows of past minutes are deleted"),
    Column("used", Integer, nullable=False),
)
notes = Table(
    "notes",
    metadata,
    Column("name", String(32), primary_key=True, doc="version, and how far a move has come"),
    Column("value", String(200), nullable=False),
)

STEPS: dict[int, tuple[str, ...]] = {
    1: (
        """CREATE TABLE votes (
            visitor VARCHAR(64) NOT NULL, question VARCHAR(64) NOT NULL, reaction VARCHAR(16) NOT NULL,
            voted_at TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY (visitor, question))""",
    ),
    2: (
        """CREATE TABLE tallies (
            question VARCHAR(64) NOT NULL, reaction VARCHAR(16) NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (question, reaction))""",
        """INSERT INTO tallies (question, reaction, number)
            SELECT question, reaction, count(*) FROM votes GROUP BY question, reaction""",
        """CREATE TABLE network_minutes (
            network VARCHAR(64) NOT NULL, kind VARCHAR(16) NOT NULL, minute INTEGER NOT NULL, used INTEGER NOT NULL,
            PRIMARY KEY (network, kind, minute))""",
        """CREATE TABLE notes (
            name VARCHAR(32) NOT NULL, value VARCHAR(200) NOT NULL, PRIMARY KEY (name))""",
        "INSERT INTO notes (name, value) VALUES ('version', '2')",
    ),
}
VERSION = max(STEPS)


class NewerStoreError(RuntimeError):
    """The store was made by a newer version of the site than this one."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"The votes were kept by a newer version of this site (store version {found}, this one knows {VERSION}). "
            "Nothing was changed. Start the newer version, or point DATABASE_URL or EXPLAINER_VAR at other votes."
        )


def upgrade(writer: Writer) -> None:
    """Bring a store to the present version, an empty one too. Raises :class:`NewerStoreError`."""
    with writer.begin() as connection:
        take_lock(connection, "upgrade")
        found = version_of(connection)
        if found > VERSION:
            raise NewerStoreError(found)
        for step in range(found + 1, VERSION + 1):
            for statement in STEPS[step]:
                connection.execute(text(statement))


def version_of(connection: Connection) -> int:
    """The version of a store; 0 if it's empty. Version 1 had the votes alone and no note of its version."""
    there = inspect(connection).get_table_names()
    if "notes" not in there:
        return 1 if "votes" in there else 0
    return int(connection.scalar(select(notes.c.value).where(notes.c.name == "version")) or 0)
