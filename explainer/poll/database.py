"""Open the database of the votes: an SQLite file, or PostgreSQL if ``DATABASE_URL`` is set.

All differences between the two databases are handled in this module; every other module has one code for both.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from explainer.poll.semaphore import FifoSemaphore
from explainer.settings import var_dir

LOCK_SECONDS = 5
"""How long a vote waits for a lock that another process holds. Without waiting, most votes of a crowd would fail."""

QUEUE_SECONDS = 30
"""How long a vote waits for earlier votes in the same process. It can be long, because this queue always moves."""

MAX_CONNECTIONS = 10
"""Most connections that one process keeps open; further readers wait until one is free."""


class NoDriverError(RuntimeError):
    """``DATABASE_URL`` names PostgreSQL, but its driver is not installed."""


def database_url() -> URL:
    """Return the URL of the votes: ``DATABASE_URL`` if set, else the file ``votes.sqlite3`` in the folder ``var``."""
    configured = os.environ.get("DATABASE_URL")
    return to_url(configured if configured else var_dir() / "votes.sqlite3")


def to_url(database: Path | str | URL) -> URL:
    """Return the SQLAlchemy URL of an SQLite file (a path) or of a database; PostgreSQL is used through psycopg 3."""
    if isinstance(database, Path):
        return URL.create("sqlite", database=str(database))
    url = make_url(database)
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def open_engine(url: URL) -> Engine:
    """Make the engine, and the folder of an SQLite file. It connects on first use. Raises :class:`NoDriverError`."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    try:
        return _postgresql_engine(url)
    except ModuleNotFoundError as error:
        message = "DATABASE_URL names PostgreSQL, but its driver is missing: pip install 'psycopg[binary]'"
        raise NoDriverError(message) from error


def _sqlite_engine(url: URL) -> Engine:
    file = Path(url.database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_timeout=QUEUE_SECONDS, pool_size=MAX_CONNECTIONS)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    _check_file_on_checkout(engine, file)
    return engine


def _postgresql_engine(url: URL) -> Engine:
    limits = {"lock_timeout": LOCK_SECONDS, "idle_in_transaction_session_timeout": 2 * LOCK_SECONDS}
    options = " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items())
    return create_engine(
        url,
        pool_pre_ping=True,  # replaces a connection that was closed when the database restarted
        pool_timeout=QUEUE_SECONDS,
        pool_size=MAX_CONNECTIONS,
        max_overflow=0,
        connect_args={"connect_timeout": 3, "options": options},
    )


def _set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:
    """Make readers independent of writers (WAL), and put each vote on disk before it is acknowledged (FULL)."""
    connection.isolation_level = None  # Python's driver must not start transactions itself; _begin does it
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={LOCK_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Start a transaction; one that will write takes the write lock at once.

    Two transactions that read first and ask for the lock later would make each other fail.
    """
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_file_on_checkout(engine: Engine, file: Path) -> None:
    """Drop connections to a file that was moved away or replaced by a backup; votes written to it would be lost."""

    def inode() -> int | None:
        return file.stat().st_ino if file.exists() else None

    def remember(_: Any, record: ConnectionPoolEntry) -> None:
        record.info["inode"] = inode()

    def compare(_: Any, record: ConnectionPoolEntry, __: Any) -> None:
        if record.info["inode"] != inode():
            raise DisconnectionError("the file of the votes was replaced")

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)


class Writer:
    """Starts the writing transactions of one engine, first come, first served within this process.

    SQLite allows one at a time. It makes others wait by sleeping and retrying, which would make some votes of a crowd
    wait very long. On PostgreSQL they use at most half of the connections, so that readers never wait for writers.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(writes=True)
        self._semaphore = FifoSemaphore(1 if engine.dialect.name == "sqlite" else MAX_CONNECTIONS // 2)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Run the block in a transaction: all of it is written, or nothing. Raises ``TimeoutError`` in a long queue."""
        with self._semaphore.acquire(QUEUE_SECONDS), self._engine.begin() as connection:
            yield connection


def take_lock(connection: Connection, *names: str) -> None:
    """Lock these names until the transaction ends. On SQLite only one transaction writes anyway."""
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest()[:8], signed=True)
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def block_votes(connection: Connection) -> None:
    """Keep others from writing votes until the transaction ends; they can still read."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE votes IN SHARE ROW EXCLUSIVE MODE"))


def dialect_insert(connection: Connection) -> Callable[..., Any]:
    """Return the ``insert`` function of the database's dialect, which supports ``ON CONFLICT``."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
