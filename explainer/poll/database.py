"""Which database the votes are in, and how it is opened: SQLite in a file, or PostgreSQL by ``DATABASE_URL``.

What differs between the two stands here and nowhere else, so that every other module has one code for both.
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

from explainer.poll.semaphore import Turns
from explainer.settings import var_dir

BUSY_SECONDS = 5
"""How long a vote waits for another process to finish writing. Without it most votes of a crowd fail."""

TURN_SECONDS = 30
"""How long a vote waits in this process's own line, which moves on all the time."""

CONNECTIONS = 10
"""Open connections a process keeps to PostgreSQL at most; more readers at once wait for one of them."""


class NoDriverError(RuntimeError):
    """``DATABASE_URL`` asks for PostgreSQL, and what speaks to it isn't installed."""


def database_url() -> URL:
    """Where the votes are: ``DATABASE_URL`` if set, else the file ``votes.sqlite3`` in the folder ``var``."""
    configured = os.environ.get("DATABASE_URL")
    return url_of(configured if configured else var_dir() / "votes.sqlite3")


def url_of(place: Path | str | URL) -> URL:
    """The address of a database; a path is an SQLite file, ``postgres://`` is spoken to by psycopg 3."""
    if isinstance(place, Path):
        return URL.create("sqlite", database=str(place))
    url = make_url(place)
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def open_engine(url: URL) -> Engine:
    """An engine for the votes; nothing is read or written yet, but the folder of a file is made."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    try:
        return _postgresql(url)
    except ModuleNotFoundError as error:
        message = "DATABASE_URL names PostgreSQL; install what speaks to it: pip install 'psycopg[binary]'"
        raise NoDriverError(message) from error


def _sqlite(url: URL) -> Engine:
    file = Path(url.database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_timeout=TURN_SECONDS, pool_size=CONNECTIONS)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    _watch_file(engine, file)
    return engine


def _postgresql(url: URL) -> Engine:
    limits = {"lock_timeout": BUSY_SECONDS, "idle_in_transaction_session_timeout": 2 * BUSY_SECONDS}
    options = " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items())
    return create_engine(
        url,
        pool_pre_ping=True,  # after a restart of the database, an old connection is replaced before it is used
        pool_timeout=TURN_SECONDS,
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"connect_timeout": 3, "options": options},
    )


def _set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:
    """Readers never wait for a writer (WAL), and a vote is on disk before it is acknowledged (synchronous=FULL)."""
    connection.isolation_level = None  # transactions begin where _begin says, not where Python's driver guesses
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A transaction that writes takes its turn at once: two that read first and write later would fail each other."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _watch_file(engine: Engine, file: Path) -> None:
    """Let go of a file that was moved away or replaced by a backup; votes into it would be lost."""

    def identity() -> int | None:
        return file.stat().st_ino if file.exists() else None

    def note(_: Any, record: ConnectionPoolEntry) -> None:
        record.info["file"] = identity()

    def compare(_: Any, record: ConnectionPoolEntry, __: Any) -> None:
        if record.info["file"] != identity():
            raise DisconnectionError("the file of the votes is another one now")

    event.listen(engine, "connect", note)
    event.listen(engine, "checkout", compare)


class Writer:
    """Transactions that write, of one engine, in the order of arrival in this process.

    SQLite's take turns one by one: SQLite itself waits by sleeping, so under a crowd some would wait long. PostgreSQL's
    use half of the connections at most, so that reading never waits behind a crowd that writes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(writes=True)
        self._turns = Turns(1 if engine.dialect.name == "sqlite" else CONNECTIONS // 2)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction: all of it is written when it ends, or nothing. Raises ``TimeoutError`` if no turn comes."""
        with self._turns.one(TURN_SECONDS), self._engine.begin() as connection:
            yield connection


def take_lock(connection: Connection, *names: str) -> None:
    """Until the transaction ends, no other one has the lock of these names. SQLite's writers take turns anyway."""
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest()[:8], signed=True)
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def stop_votes(connection: Connection) -> None:
    """Until the transaction ends, no vote is written by others; reading goes on."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE votes IN SHARE ROW EXCLUSIVE MODE"))


def insert_of(connection: Connection) -> Callable[..., Any]:
    """The ``INSERT`` of the database's dialect, which knows ``ON CONFLICT``."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
