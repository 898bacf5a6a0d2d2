"""Measure what a run of a page and a change of a filter cost the server: ``python -m benchmarks.rerun``.

One reader without a browser (:mod:`benchmarks.sessions`) uses real servers. The aim for a change of a filter is 30 ms
of processor time. It is the time of the whole server process, because that depends least on other programs. It is read
before and after all runs and divided by their number, because one run is shorter than the clock tick of this figure.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from benchmarks.report import options, publish, table, with_mark
from benchmarks.servers import Server, empty, site
from benchmarks.sessions import Run, Session
from explainer.site import HOME, PAGES

AIM_MS = 30
WARM_UP = 3
DEPRESSION = "of=treatment-resistant-depression"
LENS = "placebo that anyone can see through"
Choices = Mapping[str, Sequence[str]]
"""Chosen options by the key of their widget."""

FILTERS: tuple[tuple[str, str, str, Choices], ...] = (
    ("trials of treatment-resistant depression: the blinding lens", "trials", DEPRESSION, {"lens": [LENS]}),
    ("trials of treatment-resistant depression: the drug", "trials", DEPRESSION, {"given": ["ketamine"]}),
    ("trials of autism (few): the drug", "trials", "of=autism", {"given": ["ketamine"]}),
    ("conditions: the family", "conditions", "", {"family": ["mood"]}),
    ("timeline: the kind", "timeline", "", {"kind": ["regulation"]}),
    ("sources: the kind", "sources", "", {"work": ["rct"]}),
)


@dataclass
class Cost:
    """What one run costs: processor time of the server (ms), time on the clock (ms), data sent (kB)."""

    cpu_ms: float
    clock_ms: float
    kb: float


def measure_cost(server: Server, run: Callable[[], Run], runs: int, warm_up: int = WARM_UP) -> Cost:
    """Return mean processor time, median clock time and median size of a run, after some runs that fill the caches."""
    for _ in range(warm_up):
        run()
    before = server.cpu_ms()
    results = [run() for _ in range(runs)]
    cpu_ms = (server.cpu_ms() - before) / runs
    return Cost(cpu_ms, statistics.median(each.ms for each in results), statistics.median(each.kb for each in results))


def cost_of_first_run(server: Server, page: str, runs: int) -> Cost:
    """Measure the run with which a new reader opens a page."""
    sessions: list[Session] = []

    def new_reader() -> Run:
        sessions.append(Session(server.address, page))
        return sessions[-1].run()

    try:
        return measure_cost(server, new_reader, runs)
    finally:
        for session in sessions:
            session.close()


def cost_of_rerun(
    server: Server, page: str, runs: int, query: str = "", changes: Sequence[Choices] = ({},), warm_up: int = WARM_UP
) -> Cost:
    """Measure another run of an open page; the runs make the ``changes`` one after the other, again and again."""
    session = Session(server.address, page, query)
    session.run()
    next_changes = cycle(changes)
    try:
        return measure_cost(server, lambda: session.run(next(next_changes)), runs, warm_up)
    finally:
        session.close()


def path_name(page: str) -> str:
    """Return the name of a page in its path; the home page has an empty one."""
    return "" if page == HOME.name else page


def measure_pages(runs: int) -> str:
    """Measure an empty app and every page, and return their table."""
    with empty() as server:
        costs = [("empty app", cost_of_first_run(server, "", runs), cost_of_rerun(server, "", runs))]
    with site() as server:
        for page in PAGES:
            name = path_name(page.name)
            costs.append((f"/{name}", cost_of_first_run(server, name, runs), cost_of_rerun(server, name, runs)))
    empty_app_ms = costs[0][2].cpu_ms
    head = ("page", "first run, CPU ms", "rerun, CPU ms", "× empty", "rerun, ms on the clock", "kB first", "kB again")
    rows = [
        (name, f"{first.cpu_ms:.0f}", f"{rerun.cpu_ms:.0f}", f"{rerun.cpu_ms / empty_app_ms:.1f}",
         f"{rerun.clock_ms:.0f}", f"{first.kb:.0f}", f"{rerun.kb:.0f}")
        for name, first, rerun in costs
    ]  # fmt: skip
    return table(head, rows)


def measure_filters(runs: int) -> str:
    """Switch each filter on and off in turn, and return the table of what a change costs."""
    rows = []
    with site() as server:
        for name, page, query, choices in FILTERS:
            no_choices: Choices = {key: [] for key in choices}
            cost = cost_of_rerun(server, page, runs, query, (choices, no_choices))
            rows.append((name, with_mark(cost.cpu_ms, AIM_MS, 0), f"{cost.clock_ms:.0f}", f"{cost.kb:.0f}"))
    return table(("a change of a filter", f"CPU ms (aim {AIM_MS})", "ms on the clock", "kB sent"), rows)


def measure_asking(runs: int) -> str:
    """Measure what it costs to ask again how the votes stand, and say it in a sentence."""
    with site() as server:
        cost = cost_of_rerun(server, "faq", runs, "q=is-it-safe")
    readers = 60_000 / cost.cpu_ms
    return (
        f"Asking again how the votes stand (`/faq` with an answer open): {cost.cpu_ms:.0f} ms of processor time, "
        f"{cost.kb:.0f} kB. Who looks at a poll asks once a minute, so {readers:.0f} such readers take a core."
    )


def main() -> None:
    """Measure the pages, the filters and the asking again."""
    arguments = options(__doc__, runs=20).parse_args()
    parts = (measure_pages, measure_filters, measure_asking)
    publish("rerun", lambda: "\n\n".join(measure(arguments.runs) for measure in parts), arguments.write)


if __name__ == "__main__":
    main()
