"""How long a reader with an empty cache waits for each page: ``python -m benchmarks.cold_load``.

Every page of the site, an empty Streamlit app and Streamlit's Seattle weather template are opened in the same run by
the same browser, a phone (:mod:`benchmarks.browser`), on each network: no throttle, fast 4G, slow 4G. The servers have
run for a while: they have answered a reader before, and the site's compressed files are made. ``--networks slow`` and
``--pages faq trials`` measure less.

Shown, at the median: first text (first contentful paint), largest text (largest contentful paint), ready (connected,
script done, every chart and grid drawn, and so for 1.5 s), kB on the wire, requests, layout shift (CLS). The ratios
compare with the empty app (``/ empty``) and the template (``/ template``) on the same network.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from functools import partial

from playwright.sync_api import Browser

from benchmarks.browser import NETWORKS, Load, Network, load
from benchmarks.report import aims, met, options, publish, table
from benchmarks.rerun import name_of
from benchmarks.servers import empty, site, template
from explainer.site import PAGES
from tests.browser.chromium import chromium

PATHS = (*(f"/{name_of(page.name)}" for page in PAGES), "/conditions?condition=ptsd", "/faq?q=is-it-safe")
FIRST_AIM, READY_AIM, TEXT_AIM, BYTES_AIM, CLS_AIM = 0.07, 0.33, 0.38, 0.33, 0.05
HEAD = (
    "page", "first text, s", "largest text, s", "ready, s", "kB", "requests", f"CLS (aim {CLS_AIM})",
    f"first text / empty (aim {FIRST_AIM}, slow 4G)", f"ready / empty (aim {TEXT_AIM}, text pages)",
    f"ready / template (aim {READY_AIM})", f"kB / template (aim {BYTES_AIM})",
)  # fmt: skip


def measured(running: Browser, url: str, network: Network, runs: int) -> Load:
    """The median of each figure over some cold loads."""
    loads = [load(running, url, network) for _ in range(runs)]
    values = {each.name: [getattr(found, each.name) for found in loads] for each in fields(Load)}
    return Load(**{name: statistics.median_high(each) for name, each in values.items()})


def figures(found: Load) -> list[str]:
    """The figures of a load as they are shown."""
    seconds = (f"{value / 1000:.2f}" for value in (found.first_text, found.largest_text, found.ready))
    return [*seconds, f"{found.bytes / 1000:.0f}", str(found.requests)]


def line(path: str, found: Load, least: Load, weather: Load, network: Network) -> list[str]:
    """One page of the site in the table; the aim for the first text is one for slow 4G."""
    to_empty, first = found.ready / least.ready, found.first_text / least.first_text
    return [
        path,
        *figures(found),
        met(found.cls, CLS_AIM, 3),
        met(first, FIRST_AIM) if network is NETWORKS["slow"] else f"{first:.2f}",
        f"{to_empty:.2f}" if found.has_drawing else met(to_empty, TEXT_AIM),
        met(found.ready / weather.ready, READY_AIM),
        met(found.bytes / weather.bytes, BYTES_AIM),
    ]


def section(running: Browser, network: Network, addresses: Mapping[str, str], runs: int) -> str:
    """All pages on one network."""
    found = {name: measured(running, url, network, runs) for name, url in addresses.items()}
    least, weather = found.pop("empty app"), found.pop("Seattle template")
    rows = [[name, *figures(each), f"{each.cls:.3f}", *["–"] * 4]
            for name, each in (("an empty app", least), ("the Seattle template", weather))]  # fmt: skip
    rows += [line(path, each, least, weather, network) for path, each in found.items()]
    speed = f"{network.down / 1e6:g} Mbit/s, {network.rtt_ms:g} ms" if network.down else "the machine's own speed"
    title = f"**{network.name[0].upper()}{network.name[1:]}** ({speed}; median of {runs})"
    return f"{title}\n\n{table(HEAD, rows)}\n\n{aims(HEAD, rows)}"


@contextmanager
def everything(paths: Sequence[str]) -> Iterator[tuple[Browser, dict[str, str]]]:
    """A browser and the address of each page, on servers that have answered a reader before."""
    with ExitStack() as last:
        servers = [last.enter_context(start()) for start in (empty, template, site)]
        addresses = {server.name: server.address for server in servers[:2]}
        addresses |= {path: servers[2].address + path for path in paths}
        running = last.enter_context(chromium())
        for url in addresses.values():
            load(running, url, NETWORKS["none"])
        yield running, addresses


def main() -> None:
    """Measure what was asked for, a section a network."""
    parser = options(__doc__, runs=1)
    parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    parser.add_argument("--pages", nargs="+", default=None, help="addresses, such as faq; all if left out")
    chosen = parser.parse_args()
    paths = PATHS if chosen.pages is None else [f"/{page}" for page in chosen.pages]
    with everything(paths) as (running, addresses):
        for name in chosen.networks:
            measure = partial(section, running, NETWORKS[name], addresses, chosen.runs)
            publish(f"cold_load {name}", measure, chosen.write)


if __name__ == "__main__":
    main()
