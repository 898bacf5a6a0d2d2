"""What a reader's session holds in the server's memory: ``python -m benchmarks.memory``.

Real servers, the site and an empty app; readers without a browser (:mod:`benchmarks.sessions`) open pages one after the
other, all pages of the site in turn, and stay. Before the first of them one reader has been on every page and left, so
that caches shared by all readers are full. What is shown is the memory of the server's process (resident), in MB of
10^6 bytes. Python gives freed memory back late, so a figure for one session more is only a mean over many.
"""

from collections.abc import Sequence
from itertools import cycle

from benchmarks.report import options, publish, table
from benchmarks.rerun import name_of
from benchmarks.servers import Server, empty, site
from benchmarks.sessions import Session
from explainer.site import PAGES

READERS = (1, 50, 200)


def warmed(server: Server, pages: Sequence[str]) -> float:
    """Memory after one reader has been everywhere, twice."""
    reader = Session(server)
    for page in (*pages, *pages):
        reader.run(page=page)
    reader.close()
    return server.memory_mb()


def growth(server: Server, pages: Sequence[str]) -> list[float]:
    """Memory with nobody there, then with each number of ``READERS``."""
    found = [warmed(server, pages)]
    in_turn = cycle(pages)
    readers: list[Session] = []
    for number in READERS:
        while len(readers) < number:
            readers.append(Session(server, next(in_turn)))
            readers[-1].run()
        found.append(server.memory_mb())
    for reader in readers:
        reader.close()
    return found


def row(server: Server, pages: Sequence[str]) -> list[str]:
    """One line of the table."""
    found = growth(server, pages)
    a_session = (found[-1] - found[1]) / (READERS[-1] - READERS[0])
    return [server.name, *(f"{memory:.0f}" for memory in found), f"{a_session:.2f}"]


def measure() -> str:
    """The site beside an empty app."""
    with empty() as server:
        rows = [row(server, [""])]
    with site() as server:
        rows.append(row(server, [name_of(page.name) for page in PAGES]))
    head = ("MB", "warm, nobody there", *(f"{number} sessions" for number in READERS), "MB a session")
    return table(head, rows)


def main() -> None:
    """Measure both."""
    publish("memory", measure, options(__doc__).parse_args().write)


if __name__ == "__main__":
    main()
