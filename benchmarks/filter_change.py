"""What a change of a filter costs the server in Python, page by page.

Run from the project's folder: ``python -m benchmarks.filter_change``. Nothing is asserted; the aim is below 50 ms.

How: each page is opened with Streamlit's AppTest, which runs the real script as the server does, without a browser or a
network. One filter is then switched on and off in turn, 20 times after two rounds that warm the caches, and each run of
the script is timed.

Columns: ``cpu``, median processor time of all threads in ms, which other programs on the machine disturb least;
``wall``, median time on the clock; ``worst``, the slowest run on the clock. All hold what AppTest itself adds: it reads
every element back into Python. The last line times the largest part alone: the forest plots of the page, built and
turned into the text that is sent.
"""

import json
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from explainer.charts.forest import forest_chart
from explainer.content import content
from explainer.evidence.forest import BLINDING, one_a_trial, panels
from explainer.settings import PAGES, ROOT

RUNS = 20
WARM_UP = 2
TRIALS = {"of": "treatment-resistant-depression"}

CASES: tuple[tuple[str, dict[str, str], str, str, Any, Any], ...] = (
    ("trials", TRIALS, "pills", "lens", [BLINDING["inactive"]], []),
    ("trials", TRIALS, "pills", "given", ["ketamine"], []),
    ("trials", TRIALS, "toggle", "main", True, False),
    ("trials", {"of": "autism"}, "toggle", "main", True, False),
    ("conditions", {}, "pills", "family", ["mood"], []),
    ("conditions", {}, "text_input", "find", "pain", ""),
)


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Processor and clock time of a call, in ms."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def opened(page: str, query: dict[str, str]) -> AppTest:
    """A page as it opens at an address."""
    app = AppTest.from_file(str(ROOT / "explainer" / "router.py"), default_timeout=120)
    app.switch_page(str(PAGES / f"{page}.py"))
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def measured(case: tuple[str, dict[str, str], str, str, Any, Any]) -> list[tuple[float, float]]:
    """The timed runs of one case, without the first ones."""
    page, query, kind, key, on, off = case
    app = opened(page, query)
    found = []
    for number in range(WARM_UP + RUNS):
        getattr(app, kind)(key=key).set_value(off if number % 2 else on)
        found.append(timed(app.run))
        assert not app.exception, app.exception
    return found[WARM_UP:]


def plots() -> list[tuple[float, float]]:
    """The forest plots of treatment-resistant depression alone, from rows to JSON."""
    known = content()
    rows = [
        r for r in known.trials if (r.condition, r.family) == ("treatment-resistant-depression", "depression-score")
    ]
    shown = panels(known, one_a_trial(rows)[0], [])
    return [timed(lambda: [json.dumps(forest_chart(panel).spec) for panel in shown]) for _ in range(RUNS)]


def line(name: str, found: list[tuple[float, float]]) -> str:
    """One line of the table."""
    cpu, wall = (statistics.median(column) for column in zip(*found, strict=True))
    return f"{name:<58}{cpu:>8.0f}{wall:>8.0f}{max(wall for _, wall in found):>8.0f}"


def main() -> None:
    """Measure every case and print the table."""
    logging.disable(logging.WARNING)  # AppTest warns of a missing context at every run
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EXPLAINER_VAR"] = folder
        print(f"median of {RUNS} runs, in ms{'cpu':>40}{'wall':>8}{'worst':>8}")
        for case in CASES:
            page, query, _, key, on, _ = case
            where = f"/{page}" + (f" ({query['of']})" if query else "")
            chosen = on[0] if isinstance(on, list) else on
            print(line(f"{where}: {key} = {chosen}"[:57], measured(case)), flush=True)
        print(line("forest plots of treatment-resistant depression alone", plots()))


if __name__ == "__main__":
    main()
