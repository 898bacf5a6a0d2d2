"""Measure how long a server takes to start: ``python -m benchmarks.start``.

The time runs from the start of the process until the server is ready (``/readyz`` of the site, Streamlit's own health
address of the empty app). A cold start has no compiled Python files and no compressed static files, as right after an
installation, but the operating system has read the files before. A warm start is any later one. After a cold start the
site compresses its static files in the background; a column says when they are first sent compressed.
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

COMPRESSION_TIMEOUT = 300


def compressed_after(server: Server) -> float:
    """Return the seconds from the start until the main script is sent compressed. Raises :class:`TimeoutError`."""
    with urlopen(Request(server.address, headers={"accept": "text/html"})) as page:
        script = re.search(r'<script[^>]+src="\.?/?([^"]+\.js)"', page.read().decode())
    assert script is not None, "the page names no script"
    began = time.monotonic()
    while time.monotonic() - began < COMPRESSION_TIMEOUT:
        request = Request(f"{server.address}/{script[1]}", headers={"accept-encoding": "br"}, method="HEAD")
        with urlopen(request) as answer:
            if answer.headers.get("content-encoding") == "br":
                return server.start_seconds + time.monotonic() - began
        threading.Event().wait(0.1)
    raise TimeoutError("the static files were not compressed")


def cold_start(start: Callable[..., AbstractContextManager[Server]]) -> tuple[float, float | None]:
    """Return the seconds of a first start, and those until files are sent compressed (``None``: never)."""
    with tempfile.TemporaryDirectory() as compiled, tempfile.TemporaryDirectory() as copies:
        with start(PYTHONPYCACHEPREFIX=compiled, EXPLAINER_STATIC=copies) as server:
            return server.start_seconds, compressed_after(server) if server.name == "the site" else None


def warm_start(start: Callable[..., AbstractContextManager[Server]], runs: int) -> float:
    """Return the median seconds of later starts."""
    seconds = []
    for _ in range(runs):
        with start() as server:
            seconds.append(server.start_seconds)
    return statistics.median(seconds)


def measure(runs: int) -> str:
    """Measure the site and an empty app."""
    rows = []
    both = (("empty app", empty), ("the site", site))
    for _, start in both:  # the operating system reads all files once before anything is measured
        with start():
            pass
    for name, start in both:
        first, compressed = cold_start(start)
        later = warm_start(start, runs)
        rows.append((name, f"{first:.1f}", f"{later:.1f}", f"{compressed:.0f}" if compressed else "never"))
    return table(("seconds until it is ready", "cold", "warm", "until files come compressed, cold"), rows)


def main() -> None:
    """Measure both."""
    arguments = options(__doc__, runs=3).parse_args()
    publish("start", lambda: measure(arguments.runs), arguments.write)


if __name__ == "__main__":
    main()
