"""Readers at once, simulated with Locust: ``python -m benchmarks.readers ADDRESS --ledger FILE --steps 100,200``.

It is a process of its own, because Locust replaces Python's sockets by gevent's. It prints one line of JSON for each
number of readers (:mod:`benchmarks.reader`), and stops by itself: at the end, on SIGTERM, or once the first HTML is too
slow (``--until-slow``).
"""

from benchmarks.reader import FILTERED, VOTING, Reader  # isort: skip  # first: it replaces the sockets that all use

import argparse
import json
import os
import resource
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import gevent
import psutil
from locust.env import Environment

from benchmarks.bounds import MAX_HOLD_SECONDS, MAX_MINUTES, MAX_READERS, READING, at_most, on_this_machine

PAUSE = "10,30"
"""Seconds for which a reader stays on a page, from the shortest time to the longest."""
AIM_MS = 200
"""Limit of the 95th percentile of the first HTML."""
FEWEST_PAGES = 40
"""With fewer pages the percentile is the one slowest page."""
SETTLE_SECONDS = 20
"""Time after more readers have come that is not counted."""


def read_sitemap(address: str) -> tuple[list[str], list[str]]:
    """Return all addresses of the site, relative to its own, and the ids of its questions."""
    with urlopen(f"{address}/sitemap.xml", timeout=30) as answer:
        places = [each.text or "" for each in ET.parse(answer).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    base = urlsplit(address).path.rstrip("/") + "/"
    parts = [urlsplit(place) for place in places]
    addresses = [each.path.removeprefix(base) + (f"?{each.query}" if each.query else "") for each in parts]
    questions = [each.removeprefix("faq?q=") for each in addresses if each.startswith("faq?q=")]
    return addresses, questions


def open_all(address: str, pages: Sequence[str]) -> None:
    """Open every page once, so that the site is as after its first hour."""
    for page in pages:
        with urlopen(Request(f"{address}/{page}", headers={"Accept-Encoding": "br"}), timeout=30) as answer:
            answer.read()


def figures(environment: Environment, readers: int, seconds: float, busy: float) -> dict[str, Any]:
    """The figures of one number of readers, as they are printed."""
    stats = environment.stats
    page = stats.get("page", "GET")
    p50, p95, p99 = (page.get_response_time_percentile(share) or 0 for share in (0.5, 0.95, 0.99))
    failures = {name: entry.num_failures for (name, _), entry in list(stats.entries.items()) if entry.num_failures}
    return {
        "readers": readers,
        "requests_a_second": stats.total.num_requests / seconds,
        "p50": p50,
        "p95": p95,
        "p99": p99,
        "pages": page.num_requests,
        "requests": stats.total.num_requests,
        "sessions": len(Reader.sessions),
        "session_p95": stats.get("session", "app").get_response_time_percentile(0.95) or 0,
        "failures": failures,
        "messages": sorted({str(each.error) for each in stats.errors.values()})[:5],
        "generator_busy": busy,
    }


def ramp(
    environment: Environment, steps: Sequence[int], hold: int, settle: int, *, until_slow: bool
) -> Iterator[dict[str, Any]]:
    """Hold each number of readers for some seconds, from few to many, and give its figures."""
    runner = environment.create_local_runner()
    own = psutil.Process()
    for readers in steps:
        runner.start(readers, spawn_rate=max(50, readers / 4))
        gevent.sleep(settle)
        environment.stats.clear_all()
        own.cpu_percent()
        gevent.sleep(hold)
        made = figures(environment, readers, hold, own.cpu_percent())
        yield made
        is_slow = made["p95"] > AIM_MS and made["pages"] >= FEWEST_PAGES
        if until_slow and (is_slow or made["failures"].keys() & READING):
            return


def main() -> None:
    """Read the site's map, then let the readers come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--steps", default="100", help="numbers of readers at once, from few to many")
    parser.add_argument("--hold", type=int, default=20, help="seconds for each")
    parser.add_argument("--ledger", type=Path, required=True, help="file for what voters were told")
    parser.add_argument("--settle", type=int, default=SETTLE_SECONDS, help="seconds before each that are not counted")
    parser.add_argument("--pause", default=PAUSE, help=f"seconds on a page (default {PAUSE})")
    parser.add_argument("--voting", type=float, default=VOTING, help="share of the readers who vote")
    parser.add_argument("--until-slow", action="store_true")
    arguments = parser.parse_args()
    steps = [at_most(int(each), MAX_READERS, "readers") for each in arguments.steps.split(",")]
    hold = at_most(arguments.hold, MAX_HOLD_SECONDS, "seconds")
    at_most((hold + arguments.settle) * len(steps), 60 * MAX_MINUTES, "seconds in all")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    Reader.host = on_this_machine(arguments.address)
    Reader.addresses, Reader.questions = read_sitemap(arguments.address)
    open_all(arguments.address, (*Reader.addresses, *FILTERED))
    Reader.ledger, Reader.voting = arguments.ledger, arguments.voting
    shortest, longest = map(float, arguments.pause.split(","))
    Reader.pause = (max(1.0, shortest), max(1.0, longest))
    environment = Environment(user_classes=[Reader], host=arguments.address)
    for made in ramp(environment, steps, hold, arguments.settle, until_slow=arguments.until_slow):
        print(json.dumps(made), flush=True)
    os._exit(0)  # an orderly end would close sockets for which gevent still waits, and libev aborts


if __name__ == "__main__":
    main()
