"""Open the database of the votes: an SQLite file, or PostgreSQL if ``DATABASE_URL`` is set.

All differences between the two databases are handled in this module; every other module has one code for both.
"""

import errno
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from explainer.poll.deadline import seconds_left
from explainer.poll.semaphore import FifoSemaphore
from explainer.settings import var_dir

LOCK_SECONDS = 5
"""How long a vote waits for a lock that another process holds. Without waiting, most votes of a crowd would fail."""
RETRY_SECONDS = 0.01
"""How soon a connection that could not switch to the log tries again."""

QUEUE_SECONDS = 30
"""How long a writer waits for earlier ones in the same process, unless its own time is up sooner."""

STATEMENT_SECONDS = 10
"""After this time PostgreSQL gives up a statement by itself, so that nothing is left behind when a process is gone."""

MAX_CONNECTIONS = 10
"""Most connections that one process keeps open; further readers wait until one is free."""

SILENCE: dict[str, int] = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""When a connection to PostgreSQL counts as lost: without a greeting for 2 s, or without a sign of life for about 10 s.

These are libpq's own options; ``tcp_user_timeout`` is in ms.
"""


class NoDriverError(RuntimeError):
    """The driver of the database in ``DATABASE_URL`` is not installed."""


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
        message = f"DATABASE_URL needs {error.name}, which is missing. For PostgreSQL: pip install 'psycopg[binary]'"
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
    from explainer.poll.postgres import TimedConnection

    limits = {
        "lock_timeout": LOCK_SECONDS,
        "statement_timeout": STATEMENT_SECONDS,
        "idle_in_transaction_session_timeout": STATEMENT_SECONDS,
    }
    options = " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items())
    engine = create_engine(
        url,
        pool_pre_ping=True,  # replaces a connection that was closed when the database restarted
        pool_timeout=QUEUE_SECONDS,
        pool_size=MAX_CONNECTIONS,
        max_overflow=0,
        connect_args={**SILENCE, "options": options},
    )
    event.listen(engine, "do_connect", lambda _, __, args, settings: TimedConnection.connect(*args, **settings))
    return engine


def _set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:
    """Make readers independent of writers (WAL), and put each vote on disk before it is acknowledged (FULL)."""
    connection.isolation_level = None  # Python's driver must not start transactions itself; _begin does it
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={LOCK_SECONDS * 1000}", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    _use_log(cursor)
    cursor.close()


def _use_log(cursor: sqlite3.Cursor) -> None:
    """Switch to the log, and hold it by a first read: else a connection that closes may remove it as the last one.

    SQLite does not wait here while another connection switches too, whatever its ``busy_timeout``.
    """
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    """Start a transaction; one that will write takes the write lock at once.

    Two transactions that read first and ask for the lock later would make each other fail.
    """
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_file_on_checkout(engine: Engine, file: Path) -> None:
    """Notice that the file or its log (WAL) was moved away or replaced; votes written to it would be lost.

    Connections to another file are replaced. Without the log all connections have to close, and the last one puts what
    the log had into the file; so that is an error.
    """
    log = file.with_name(f"{file.name}-wal")

    def remember(_: Any, record: ConnectionPoolEntry) -> None:
        record.info["file"], record.info["log"] = _inode(file), _inode(log)

    def compare(_: Any, record: ConnectionPoolEntry, __: Any) -> None:
        if record.info["file"] != _inode(file):
            raise DisconnectionError("the file of the votes was replaced")
        record.info["log"] = record.info["log"] or _inode(log)  # made by the first transaction
        if record.info["log"] != _inode(log):
            raise FileNotFoundError(errno.ENOENT, f"{log.name} was removed or replaced while it was in use")

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)


def _inode(file: Path) -> int | None:
    try:
        return file.stat().st_ino
    except OSError:
        return None


class Writer:
    """Starts the writing transactions of one engine, first come, first served within this process.

    SQLite allows one at a time. It makes others wait by sleeping and retrying, which would make some votes of a crowd
    wait very long. On PostgreSQL they use at most half of the connections, so that readers never wait for writers.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        """The database's engine, for transactions that only read."""
        self._writing = engine.execution_options(writes=True)
        self._semaphore = FifoSemaphore(1 if engine.dialect.name == "sqlite" else MAX_CONNECTIONS // 2)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Run the block in a transaction: all of it is written, or nothing. Raises ``TimeoutError`` in a long queue."""
        left = seconds_left()
        patience = QUEUE_SECONDS if left is None else min(left, QUEUE_SECONDS)
        with self._semaphore.acquire(patience), self._writing.begin() as connection:
            yield connection


def take_lock(connection: Connection, *names: str) -> None:
    """Lock these names until the transaction ends. On SQLite only one transaction writes anyway."""
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest()[:8], signed=True)
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def allow_long_statements(connection: Connection) -> None:
    """Lift the limit of a statement for the rest of the transaction, for work on all votes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))


def block_votes(connection: Connection) -> None:
    """Keep others from writing votes until the transaction ends, however long that is; they can still read."""
    allow_long_statements(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE votes IN SHARE ROW EXCLUSIVE MODE"))


def dialect_insert(connection: Connection) -> Callable[..., Any]:
    """Return the ``insert`` function of the database's dialect, which supports ``ON CONFLICT``."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
