"""Measure how much memory a reader's session uses in the server: ``python -m benchmarks.memory``.

Readers without a browser (:mod:`benchmarks.sessions`) open pages of the site and of an empty app, one reader after the
other, and stay. Each opens the next page of the site. Before them, one reader visits all pages and leaves, so that the
shared caches are full. The figures are the resident memory of the server process, in MB of 10^6 bytes. Python returns
freed memory late, so the figure for one session is a mean over many.
"""

from collections.abc import Sequence
from itertools import cycle

from benchmarks.report import options, publish, table
from benchmarks.rerun import path_name
from benchmarks.servers import Server, empty, site
from benchmarks.sessions import Session
from explainer.site import PAGES

READERS = (1, 50, 200)


def warm_up(server: Server, pages: Sequence[str]) -> float:
    """Let one reader visit all pages twice, and return the server's memory in MB."""
    reader = Session(server.address)
    for page in (*pages, *pages):
        reader.run(page=page)
    reader.close()
    return server.memory_mb()


def memory_by_readers(server: Server, pages: Sequence[str]) -> list[float]:
    """Return the memory in MB without readers, then with each number of ``READERS``."""
    memory = [warm_up(server, pages)]
    next_pages = cycle(pages)
    readers: list[Session] = []
    for number in READERS:
        while len(readers) < number:
            readers.append(Session(server.address, next(next_pages)))
            readers[-1].run()
        memory.append(server.memory_mb())
    for reader in readers:
        reader.close()
    return memory


def row(server: Server, pages: Sequence[str]) -> list[str]:
    """Measure one server and return its row of the table."""
    memory = memory_by_readers(server, pages)
    per_session = (memory[-1] - memory[1]) / (READERS[-1] - READERS[0])
    return [server.name, *(f"{each:.0f}" for each in memory), f"{per_session:.2f}"]


def measure() -> str:
    """Measure the site and an empty app."""
    with empty() as server:
        rows = [row(server, [""])]
    with site() as server:
        rows.append(row(server, [path_name(page.name) for page in PAGES]))
    head = ("MB", "warm, nobody there", *(f"{number} sessions" for number in READERS), "MB a session")
    return table(head, rows)


def main() -> None:
    """Measure both."""
    publish("memory", measure, options(__doc__).parse_args().write)


if __name__ == "__main__":
    main()
