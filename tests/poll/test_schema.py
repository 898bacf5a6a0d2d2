"""Stores of earlier versions are upgraded, stores of later ones refused."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from explainer.poll.database import to_url
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import STEPS, VERSION, NewerStoreError, metadata, read_version
from explainer.poll.store import VoteStore, recount

FIRST_VERSION = """CREATE TABLE votes (
    visitor VARCHAR(64) NOT NULL, question VARCHAR(64) NOT NULL, reaction VARCHAR(16) NOT NULL,
    voted_at TIMESTAMP NOT NULL, PRIMARY KEY (visitor, question))"""


@pytest.fixture
def old(database: Path | str) -> Engine:
    """Make a store of version 1 with 300 votes."""
    if isinstance(database, Path):
        database.parent.mkdir()
    engine = create_engine(to_url(database))
    rows = [(f"v{n}", "site" if n % 3 else "cost", REACTION_IDS[n % 7]) for n in range(300)]
    with engine.begin() as connection:
        connection.execute(text(FIRST_VERSION))
        for visitor, question, reaction in rows:
            values = f"('{visitor}', '{question}', '{reaction}', '2026-11-01 12:00:00')"
            connection.execute(text(f"INSERT INTO votes VALUES {values}"))
    return engine


def all_votes(engine: Engine) -> list[tuple[str, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT visitor, question, reaction FROM votes"))]


def test_a_store_of_the_first_version_is_upgraded_without_losing_votes(database: Path | str, old: Engine) -> None:
    before = all_votes(old)
    store = VoteStore(database)
    assert sorted(all_votes(store.engine)) == sorted(before)
    assert sum(store.tally("site").values()) == 200
    assert store.tally("cost")["like"] == sum(n % 7 == 0 for n in range(0, 300, 3))
    assert recount(store) == {}
    store.vote("v1", "site", "wow")
    assert recount(store) == {}
    store.close()
    old.dispose()


def test_many_servers_can_upgrade_a_store_at_once(database: Path | str, old: Engine) -> None:
    start = Barrier(8)

    def server(_: int) -> int:
        start.wait()
        store = VoteStore(database)
        number = sum(store.tally("site").values())
        store.close()
        return number

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(server, range(8))) == [200] * 8
    old.dispose()


def test_a_store_of_a_newer_version_is_refused_and_not_changed(database: Path | str) -> None:
    store = VoteStore(database)
    store.vote("ann", "site", "love")
    with store.writer.begin() as connection:
        connection.execute(text("UPDATE notes SET value = '99' WHERE name = 'version'"))
    with pytest.raises(NewerStoreError, match=rf"version 99, this one knows {VERSION}.*Nothing was changed"):
        VoteStore(database)
    with store.engine.connect() as connection:
        assert read_version(connection) == 99
    assert store.reaction_of("ann", "site") == "love"
    store.close()


def test_an_upgrade_that_fails_midway_changes_nothing(
    database: Path | str, old: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = all_votes(old)
    monkeypatch.setitem(STEPS, 2, (*STEPS[2][:3], "CREATE NONSENSE"))
    with pytest.raises(Exception, match="NONSENSE"):
        VoteStore(database)
    assert all_votes(old) == before
    assert inspect(old).get_table_names() == ["votes"]
    old.dispose()


def test_the_steps_make_the_tables_that_the_code_expects(store: VoteStore) -> None:
    inspector = inspect(store.engine)
    assert sorted(inspector.get_table_names()) == sorted(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {column["name"]: (str(column["type"]), column["nullable"]) for column in inspector.get_columns(name)}
        assert list(columns) == [column.name for column in table.c]
        assert {column.name: bool(column.nullable) for column in table.c} == {k: v[1] for k, v in columns.items()}
        assert inspector.get_pk_constraint(name)["constrained_columns"] == [
            column.name for column in table.primary_key.columns
        ]


def test_the_file_of_the_released_first_version_opens(tmp_path: Path) -> None:
    released = tmp_path / "votes.sqlite3"
    connection = sqlite3.connect(released)
    connection.execute(FIRST_VERSION.replace("TIMESTAMP", "DATETIME"))
    connection.execute("INSERT INTO votes VALUES ('ann', 'site', 'love', '2026-11-22 17:39:00.123456')")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.commit()
    connection.close()
    copy = shutil.copy(released, tmp_path / "copy.sqlite3")
    store = VoteStore(Path(copy))
    assert (store.reaction_of("ann", "site"), store.tally("site")["love"]) == ("love", 1)
    store.close()
