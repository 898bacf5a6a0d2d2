"""Measure how long a reader with an empty cache waits for each page: ``python -m benchmarks.cold_load``.

The same browser, an emulated phone (:mod:`benchmarks.browser`), opens every page of the site, an empty Streamlit app
and Streamlit's Seattle weather template, on each network: no throttle, fast 4G, slow 4G. Each server has answered one
reader before, and the site's compressed files exist. ``--networks slow`` and ``--pages faq trials`` measure only a
part.

The table has medians of: first text (first contentful paint), largest text (largest contentful paint), ready
(connected, script finished, every chart and grid drawn, and still so after 1.5 s), kB on the wire, requests, layout
shift (CLS). The ratios compare with the empty app (``/ empty``) and the template (``/ template``) on the same network.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from functools import partial

from playwright.sync_api import Browser

from benchmarks.browser import NETWORKS, Load, Network, load
from benchmarks.report import count_marks, options, publish, table, with_mark
from benchmarks.rerun import path_name
from benchmarks.servers import empty, site, template
from explainer.site import PAGES
from tests.browser.chromium import chromium

PATHS = (*(f"/{path_name(page.name)}" for page in PAGES), "/conditions?condition=ptsd", "/faq?q=is-it-safe")
FIRST_AIM, READY_AIM, TEXT_AIM, BYTES_AIM, CLS_AIM = 0.05, 0.33, 0.38, 0.25, 0.001
HEAD = (
    "page", "first text, s", "largest text, s", "ready, s", "kB", "requests", f"CLS (aim {CLS_AIM})",
    f"first text / empty (aim {FIRST_AIM}, slow 4G)", f"ready / empty (aim {TEXT_AIM}, text pages)",
    f"ready / template (aim {READY_AIM})", f"kB / template (aim {BYTES_AIM})",
)  # fmt: skip


def median_load(running: Browser, url: str, network: Network, runs: int) -> Load:
    """Load an address ``runs`` times and return the median of each figure."""
    loads = [load(running, url, network) for _ in range(runs)]
    values = {field.name: [getattr(one, field.name) for one in loads] for field in fields(Load)}
    return Load(**{name: statistics.median_high(numbers) for name, numbers in values.items()})


def format_load(page: Load) -> list[str]:
    """Return times (s), kB and requests as text."""
    seconds = (f"{value / 1000:.2f}" for value in (page.first_text, page.largest_text, page.ready))
    return [*seconds, f"{page.bytes / 1000:.0f}", str(page.requests)]


def page_row(path: str, page: Load, empty_app: Load, weather: Load, network: Network) -> list[str]:
    """Return the row of one page of the site. The aim for the first text applies to slow 4G only."""
    to_empty, first = page.ready / empty_app.ready, page.first_text / empty_app.first_text
    return [
        path,
        *format_load(page),
        with_mark(page.cls, CLS_AIM, 3),
        with_mark(first, FIRST_AIM) if network is NETWORKS["slow"] else f"{first:.2f}",
        f"{to_empty:.2f}" if page.has_drawing else with_mark(to_empty, TEXT_AIM),
        with_mark(page.ready / weather.ready, READY_AIM),
        with_mark(page.bytes / weather.bytes, BYTES_AIM),
    ]


def section(running: Browser, network: Network, addresses: Mapping[str, str], runs: int) -> str:
    """Measure all pages on one network and return their table."""
    loads = {name: median_load(running, url, network, runs) for name, url in addresses.items()}
    empty_app, weather = loads.pop("empty app"), loads.pop("Seattle template")
    rows = [[name, *format_load(each), f"{each.cls:.3f}", *["–"] * 4]
            for name, each in (("an empty app", empty_app), ("the Seattle template", weather))]  # fmt: skip
    rows += [page_row(path, each, empty_app, weather, network) for path, each in loads.items()]
    speed = f"{network.down / 1e6:g} Mbit/s, {network.rtt_ms:g} ms" if network.down else "the machine's own speed"
    title = f"**{network.name[0].upper()}{network.name[1:]}** ({speed}; median of {runs})"
    return f"{title}\n\n{table(HEAD, rows)}\n\n{count_marks(HEAD, rows)}"


@contextmanager
def browser_and_addresses(paths: Sequence[str]) -> Iterator[tuple[Browser, dict[str, str]]]:
    """Start a browser and all servers, open each page once, and give the browser and the address of each page."""
    with ExitStack() as stack:
        servers = [stack.enter_context(start()) for start in (empty, template, site)]
        addresses = {server.name: server.address for server in servers[:2]}
        addresses |= {path: servers[2].address + path for path in paths}
        running = stack.enter_context(chromium())
        for url in addresses.values():
            load(running, url, NETWORKS["none"])
        yield running, addresses


def main() -> None:
    """Measure the chosen pages; each network has a section of its own."""
    parser = options(__doc__, runs=1)
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    parser.add_argument("--pages", nargs="+", default=None, help="paths, such as faq; default: all")
    arguments = parser.parse_args()
    paths = PATHS if arguments.pages is None else [f"/{page}" for page in arguments.pages]
    with browser_and_addresses(paths) as (running, addresses):
        for name in arguments.networks:
            measure = partial(section, running, NETWORKS[name], addresses, arguments.runs)
            publish(f"cold_load {name}", measure, arguments.write)


if __name__ == "__main__":
    main()
