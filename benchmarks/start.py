"""How long a server takes to start: ``python -m benchmarks.start``.

From starting the process until it says that it is ready (``/readyz`` of the site, Streamlit's own health for the empty
app). Cold: no compiled Python files and no compressed copies, as right after installing; the operating system holds
the files in its memory. Warm: as at every later start. The copies are made in the background of a cold start; how
long files are sent uncompressed meanwhile is a column of its own.
"""

import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.request import Request, urlopen

from benchmarks.report import options, publish, table
from benchmarks.servers import Server, empty, site

COPIES_SECONDS = 300


def compressed_after(server: Server) -> float:
    """Seconds from the start until the main script comes compressed. Raises :class:`TimeoutError`."""
    with urlopen(Request(server.address, headers={"accept": "text/html"})) as page:
        script = re.search(r'<script[^>]+src="\.?/?([^"]+\.js)"', page.read().decode())
    assert script is not None, "the page names no script"
    began = time.monotonic()
    while time.monotonic() - began < COPIES_SECONDS:
        wanted = Request(f"{server.address}/{script[1]}", headers={"accept-encoding": "br"}, method="HEAD")
        with urlopen(wanted) as answer:
            if answer.headers.get("content-encoding") == "br":
                return server.start_seconds + time.monotonic() - began
        threading.Event().wait(0.1)
    raise TimeoutError("the compressed copies were not made")


def cold(start: Callable[..., AbstractContextManager[Server]]) -> tuple[float, float | None]:
    """Seconds of a first start, and until compressed files are sent, if they ever are."""
    with tempfile.TemporaryDirectory() as compiled, tempfile.TemporaryDirectory() as copies:
        with start(PYTHONPYCACHEPREFIX=compiled, EXPLAINER_STATIC=copies) as server:
            return server.start_seconds, compressed_after(server) if server.name == "the site" else None


def warm(start: Callable[..., AbstractContextManager[Server]], runs: int) -> float:
    """Seconds of a later start, at the median."""
    found = []
    for _ in range(runs):
        with start() as server:
            found.append(server.start_seconds)
    return statistics.median(found)


def measure(runs: int) -> str:
    """The site beside an empty app."""
    rows = []
    both = (("empty app", empty), ("the site", site))
    for _, start in both:  # so that neither is the one that finds the files on the disk
        with start():
            pass
    for name, start in both:
        first, compressed = cold(start)
        rows.append((name, f"{first:.1f}", f"{warm(start, runs):.1f}", f"{compressed:.0f}" if compressed else "never"))
    return table(("seconds until it is ready", "cold", "warm", "until files come compressed, cold"), rows)


def main() -> None:
    """Measure both."""
    chosen = options(__doc__, runs=3).parse_args()
    publish("start", lambda: measure(chosen.runs), chosen.write)


if __name__ == "__main__":
    main()
