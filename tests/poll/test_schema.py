"""Stores of earlier and later versions."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from explainer.poll.database import url_of
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import STEPS, VERSION, NewerStoreError, metadata, version_of
from explainer.poll.store import VoteStore, recount

FIRST_VERSION = """CREATE TABLE votes (
    visitor VARCHAR(64) NOT NULL, question VARCHAR(64) NOT NULL, reaction VARCHAR(16) NOT NULL,
    voted_at TIMESTAMP NOT NULL, PRIMARY KEY (visitor, question))"""


@pytest.fixture
def old(place: Path | str) -> Engine:
    """A store as the first version of the site left it, with 300 votes."""
    if isinstance(place, Path):
        place.parent.mkdir()
    engine = create_engine(url_of(place))
    rows = [(f"v{n}", "site" if n % 3 else "cost", REACTION_IDS[n % 7]) for n in range(300)]
    with engine.begin() as connection:
        connection.execute(text(FIRST_VERSION))
        for visitor, question, reaction in rows:
            values = f"('{visitor}', '{question}', '{reaction}', '2026-11-01 12:00:00')"
            connection.execute(text(f"INSERT INTO votes VALUES {values}"))
    return engine


def everything(engine: Engine) -> list[tuple[str, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT visitor, question, reaction FROM votes"))]


def test_opening_a_store_of_the_first_version_upgrades_it_and_loses_no_vote(place: Path | str, old: Engine) -> None:
    before = everything(old)
    store = VoteStore(place)
    assert sorted(everything(store.engine)) == sorted(before)
    assert sum(store.tally("site").values()) == 200
    assert store.tally("cost")["like"] == sum(n % 7 == 0 for n in range(0, 300, 3))
    assert recount(store) == {}
    store.vote("v1", "site", "wow")
    assert recount(store) == {}
    store.close()
    old.dispose()


def test_many_servers_may_open_an_old_store_at_once(place: Path | str, old: Engine) -> None:
    start = Barrier(8)

    def server(_: int) -> int:
        start.wait()
        store = VoteStore(place)
        number = sum(store.tally("site").values())
        store.close()
        return number

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(server, range(8))) == [200] * 8
    old.dispose()


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(place: Path | str) -> None:
    store = VoteStore(place)
    store.vote("ann", "site", "love")
    with store.writer.begin() as connection:
        connection.execute(text("UPDATE notes SET value = '99' WHERE name = 'version'"))
    with pytest.raises(NewerStoreError, match=rf"version 99, this one knows {VERSION}.*Nothing was changed"):
        VoteStore(place)
    with store.engine.connect() as connection:
        assert version_of(connection) == 99
    assert store.reaction_of("ann", "site") == "love"
    store.close()


def test_an_upgrade_that_fails_midway_changes_nothing(
    place: Path | str, old: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(old)
    monkeypatch.setitem(STEPS, 2, (*STEPS[2][:3], "CREATE NONSENSE"))
    with pytest.raises(Exception, match="NONSENSE"):
        VoteStore(place)
    assert everything(old) == before
    assert inspect(old).get_table_names() == ["votes"]
    old.dispose()


def test_the_steps_make_the_tables_that_the_code_expects(store: VoteStore) -> None:
    found = inspect(store.engine)
    assert sorted(found.get_table_names()) == sorted(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)}
        of_code = table.c
        assert list(columns) == of_code.keys()
        assert {column.name: bool(column.nullable) for column in of_code} == {k: v[1] for k, v in columns.items()}
        assert found.get_pk_constraint(name)["constrained_columns"] == table.primary_key.columns.keys()


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
