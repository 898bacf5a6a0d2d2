"""What a run of a page's script costs the server, and what a change of a filter costs it.

Run from the project's folder: ``python -m benchmarks.rerun``. Nothing is asserted; the aim for a change of a filter is
30 ms. How: real servers, one reader without a browser (:mod:`benchmarks.sessions`). Processor time is that of the whole
server process, which other programs on the machine disturb least; it is read before and after all runs and divided by
their number, because a single run is shorter than the clock tick of that figure.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from benchmarks.report import met, options, publish, table
from benchmarks.servers import Server, empty, site
from benchmarks.sessions import Run, Session
from explainer.site import HOME, PAGES

AIM_MS = 30
WARM_UP = 3
DEPRESSION = "of=treatment-resistant-depression"
LENS = "placebo that anyone can see through"
Chosen = Mapping[str, Sequence[str]]

FILTERS: tuple[tuple[str, str, str, Chosen], ...] = (
    ("trials of treatment-resistant depression: the blinding lens", "trials", DEPRESSION, {"lens": [LENS]}),
    ("trials of treatment-resistant depression: the drug", "trials", DEPRESSION, {"given": ["ketamine"]}),
    ("trials of autism (few): the drug", "trials", "of=autism", {"given": ["ketamine"]}),
    ("conditions: the family", "conditions", "", {"family": ["mood"]}),
    ("timeline: the kind", "timeline", "", {"kind": ["regulation"]}),
    ("sources: the kind", "sources", "", {"work": ["rct"]}),
)


@dataclass
class Cost:
    """What one run costs: processor ms of the server, ms on the clock, kB sent."""

    cpu: float
    clock: float
    kb: float


def cost(server: Server, run: Callable[[], Run], runs: int, warm_up: int = WARM_UP) -> Cost:
    """Mean processor time and median time on the clock of a run, after some that warm the caches."""
    for _ in range(warm_up):
        run()
    before = server.cpu_ms()
    found = [run() for _ in range(runs)]
    cpu = (server.cpu_ms() - before) / runs
    return Cost(cpu, statistics.median(run.ms for run in found), statistics.median(run.kb for run in found))


def opening(server: Server, page: str, runs: int) -> Cost:
    """What a new reader costs."""
    opened: list[Session] = []

    def new_reader() -> Run:
        opened.append(Session(server, page))
        return opened[-1].run()

    try:
        return cost(server, new_reader, runs)
    finally:
        for session in opened:
            session.close()


def again(
    server: Server, page: str, runs: int, query: str = "", changes: Sequence[Chosen] = ({},), warm_up: int = WARM_UP
) -> Cost:
    """What another run of a page costs, with each of the changes chosen in turn."""
    session = Session(server, page, query)
    session.run()
    in_turn = cycle(changes)
    try:
        return cost(server, lambda: session.run(next(in_turn)), runs, warm_up)
    finally:
        session.close()


def name_of(page: str) -> str:
    """Name of a page in the address; the home page has none."""
    return "" if page == HOME.name else page


def pages(runs: int) -> str:
    """Every page beside an empty app."""
    with empty() as server:
        found = [("empty app", opening(server, "", runs), again(server, "", runs))]
    with site() as server:
        for page in PAGES:
            name = name_of(page.name)
            found.append((f"/{name}", opening(server, name, runs), again(server, name, runs)))
    least = found[0][2].cpu
    head = ("page", "first run, CPU ms", "rerun, CPU ms", "× empty", "rerun, ms on the clock", "kB first", "kB again")
    rows = [
        (name, f"{new.cpu:.0f}", f"{more.cpu:.0f}", f"{more.cpu / least:.1f}", f"{more.clock:.0f}", f"{new.kb:.0f}",
         f"{more.kb:.0f}")
        for name, new, more in found
    ]  # fmt: skip
    return table(head, rows)


def filters(runs: int) -> str:
    """Changes of a filter, switched on and off in turn."""
    rows = []
    with site() as server:
        for name, page, query, chosen in FILTERS:
            nothing: Chosen = {key: [] for key in chosen}
            each = again(server, page, runs, query, (chosen, nothing))
            rows.append((name, met(each.cpu, AIM_MS, 0), f"{each.clock:.0f}", f"{each.kb:.0f}"))
    return table(("a change of a filter", f"CPU ms (aim {AIM_MS})", "ms on the clock", "kB sent"), rows)


def main() -> None:
    """Measure the pages and the filters."""
    chosen = options(__doc__, runs=20).parse_args()
    publish("rerun", lambda: f"{pages(chosen.runs)}\n\n{filters(chosen.runs)}", chosen.write)


if __name__ == "__main__":
    main()
