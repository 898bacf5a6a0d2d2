"""What the bytes of a page are: ``python -m benchmarks.weight``.

Each page is opened once with an empty cache, without a throttle, and what came over the network is added up by kind.
Below stand the files that weigh most, and on how many of the pages they are loaded. On slow 4G a megabyte takes five
seconds, so this is where the seconds of ``cold_load`` come from.
"""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from benchmarks.browser import NETWORKS, SOCKET, counted, phone, wait_ready
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
MOST = 15


def weighed(running: Browser, url: str) -> dict[str, int]:
    """Bytes of a cold load, by the path of what was loaded."""
    with phone(running, NETWORKS["none"]) as (page, tools):
        traffic = counted(tools)
        page.goto(url, wait_until="commit")
        wait_ready(page)
        page.wait_for_load_state("networkidle")
    sizes: Counter[str] = Counter()
    for address, number in traffic.bytes.items():
        sizes[urlsplit(address).path] += number
    return dict(sizes)


def kind_of(path: str) -> str:
    """Which of ``KINDS`` a path is."""
    return next(kind for kind, pattern in KINDS.items() if re.search(pattern, path))


def kinds(name: str, sizes: Mapping[str, int]) -> list[str]:
    """One line of the table of pages."""
    total: Counter[str] = Counter()
    for path, number in sizes.items():
        total[kind_of(path)] += number
    return [name, *(f"{number / 1000:.0f}" for number in (sum(sizes.values()), *(total[kind] for kind in KINDS)))]


def files(pages: Mapping[str, Mapping[str, int]]) -> list[list[str]]:
    """The heaviest files of the site, with the number of pages that load them."""
    most: dict[str, int] = {}
    for sizes in pages.values():
        for path, number in sizes.items():
            most[path] = max(number, most.get(path, 0))
    heaviest = sorted((path for path in most if path.startswith("/static/")), key=lambda path: -most[path])[:MOST]
    return [
        [f"`{path.rsplit('/', 1)[1]}`", f"{most[path] / 1000:.0f}", f"{sum(path in sizes for sizes in pages.values())}"]
        for path in heaviest
    ]


def measure() -> str:
    """All pages beside the empty app and the template."""
    with empty() as least, template() as weather, site() as server, chromium() as running:
        addresses = {each.name: each.address for each in (least, weather)}
        compared = {name: weighed(running, url) for name, url in addresses.items()}
        pages = {path: weighed(running, server.address + path) for path in PATHS}
    rows = [kinds(name, sizes) for name, sizes in (compared | pages).items()]
    heaviest = table(("file", "kB", f"on how many of the {len(pages)} pages"), files(pages))
    return f"{table(('kB', 'all', *KINDS), rows)}\n\n{heaviest}"


def main() -> None:
    """Weigh every page."""
    publish("weight", measure, options(__doc__).parse_args().write)


if __name__ == "__main__":
    main()
