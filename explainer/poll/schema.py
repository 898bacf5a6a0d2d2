"""The tables of the vote store, and the steps that upgrade them from each version to the next.

The missing steps run when a store is opened, all in one transaction. To change the tables, append a step and change
the ``Table``; a step may not lose votes. Never change a released step: existing stores were made with it.
"""

from sqlalchemy import Column, Connection, DateTime, Integer, MetaData, String, Table, inspect, select, text

from explainer.poll.database import Writer, allow_long_statements, take_lock
from explainer.poll.deadline import within

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
    Column("number", Integer, nullable=False, doc="number of votes; every vote updates it, recount checks it"),
)
counts = Table(
    # Names of the table's first use, for networks and minutes only. Another name would be another version of the store,
    # and the polls of servers that still run the version before would rest.
    "network_minutes",
    metadata,
    Column("network", String(64), key="who", primary_key=True, doc="keyed hash of a network or visitor, and the date"),
    Column("kind", String(16), primary_key=True, doc="what is counted: a name in rate_limits.py"),
    Column("minute", Integer, key="last_minute", primary_key=True, doc="until when: minutes since 1970 (UTC)"),
    Column("used", Integer, nullable=False, doc="how many there were"),
)
notes = Table(
    "notes",
    metadata,
    Column("name", String(32), primary_key=True, doc="'version', or a name in store_notes.py"),
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
UPGRADE_SECONDS = 600.0
"""Most time for the missing steps, of a store with millions of votes too."""


class NewerStoreError(RuntimeError):
    """The store was made by a newer version of the site than this one."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"The votes were written by a newer version of this site (store version {version}, this one knows {VERSION}"
            "). Nothing was changed. Start the newer version, or set DATABASE_URL or EXPLAINER_VAR to other votes."
        )


class LostStoreError(RuntimeError):
    """There are no tables where there were votes before."""

    def __init__(self) -> None:
        super().__init__(
            "The votes are gone from where this site had them. Put them back from a backup. "
            "To begin at nought instead, restart the site."
        )


def upgrade(writer: Writer, *, may_be_new: bool = True) -> None:
    """Upgrade a store to the present version; an empty one gets its tables.

    Raises :class:`NewerStoreError`, and :class:`LostStoreError` if the store is empty but may not be new.
    """
    with writer.engine.connect() as connection:
        if read_version(connection) == VERSION:
            return  # without a lock, which a vote that hangs elsewhere might hold
    with within(UPGRADE_SECONDS), writer.begin() as connection:
        take_lock(connection, "upgrade")  # several servers may start at once
        allow_long_statements(connection)
        version = read_version(connection)
        if version > VERSION:
            raise NewerStoreError(version)
        if version == 0 and not may_be_new:
            raise LostStoreError
        for step in range(version + 1, VERSION + 1):
            for statement in STEPS[step]:
                connection.execute(text(statement))


def read_version(connection: Connection) -> int:
    """Return the version of a store; 0 if it is empty. Version 1 had only the table ``votes``, and no version note."""
    names = inspect(connection).get_table_names()
    if "notes" not in names:
        return 1 if "votes" in names else 0
    return int(connection.scalar(select(notes.c.value).where(notes.c.name == "version")) or 0)
