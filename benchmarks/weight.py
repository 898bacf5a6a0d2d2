"""Measure how many bytes of which kind a page loads: ``python -m benchmarks.weight``.

Each page is opened once with an empty cache, not throttled. The first table adds up the bytes by kind; the second lists
the largest files, and how many of the pages load them. On slow 4G one megabyte takes five seconds, so these bytes
explain the seconds of ``cold_load``.
"""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from benchmarks.browser import NETWORKS, SOCKET, count_traffic, phone, wait_ready
from benchmarks.cold_load import PATHS
from benchmarks.report import options, publish, table
from benchmarks.servers import empty, site, template
from tests.browser.chromium import chromium

KINDS = {
    "the page": r"^$|/[a-z]*$|^[a-z]*$",
    "scripts": r"\.m?js$",
    "styles": r"\.css$",
    "fonts": r"\.(woff2?|ttf)$",
    "WebSocket": f"^{SOCKET}$",
    "other": "",
}
MAX_FILES = 15
"""Number of files in the second table."""


def load_sizes(running: Browser, url: str) -> dict[str, int]:
    """Load an address with an empty cache and return the received bytes by path."""
    with phone(running, NETWORKS["none"]) as (page, tools):
        traffic = count_traffic(tools)
        page.goto(url, wait_until="commit")
        wait_ready(page)
        page.wait_for_load_state("networkidle")
    sizes: Counter[str] = Counter()
    for address, number in traffic.bytes.items():
        sizes[urlsplit(address).path] += number
    return dict(sizes)


def kind_of(path: str) -> str:
    """Return the first of ``KINDS`` whose pattern matches a path."""
    return next(kind for kind, pattern in KINDS.items() if re.search(pattern, path))


def page_row(name: str, sizes: Mapping[str, int]) -> list[str]:
    """Return the row of one page: its kB in all and by kind."""
    total: Counter[str] = Counter()
    for path, number in sizes.items():
        total[kind_of(path)] += number
    return [name, *(f"{number / 1000:.0f}" for number in (sum(sizes.values()), *(total[kind] for kind in KINDS)))]


def file_rows(pages: Mapping[str, Mapping[str, int]]) -> list[list[str]]:
    """Return the rows of the largest files, each with its kB and the number of pages that load it."""
    largest: dict[str, int] = {}
    for sizes in pages.values():
        for path, number in sizes.items():
            largest[path] = max(number, largest.get(path, 0))
    files = [path for path in largest if path.startswith("/static/")]
    return [
        [
            f"`{path.rsplit('/', 1)[1]}`",
            f"{largest[path] / 1000:.0f}",
            str(sum(path in sizes for sizes in pages.values())),
        ]
        for path in sorted(files, key=lambda path: -largest[path])[:MAX_FILES]
    ]


def measure() -> str:
    """Measure all pages, the empty app and the template, and return both tables."""
    with empty() as empty_app, template() as weather, site() as server, chromium() as running:
        addresses = {each.name: each.address for each in (empty_app, weather)}
        compared = {name: load_sizes(running, url) for name, url in addresses.items()}
        pages = {path: load_sizes(running, server.address + path) for path in PATHS}
    rows = [page_row(name, sizes) for name, sizes in (compared | pages).items()]
    largest_files = table(("file", "kB", f"on how many of the {len(pages)} pages"), file_rows(pages))
    return f"{table(('kB', 'all', *KINDS), rows)}\n\n{largest_files}"


def main() -> None:
    """Measure every page."""
    publish("weight", measure, options(__doc__).parse_args().write)


if __name__ == "__main__":
    main()
