"""Measure how long a reader waits after a click, and after a first tap: ``python -m benchmarks.interaction``.

An emulated phone (:mod:`benchmarks.browser`) opens a page. When it is ready, clicks switch one choice on and off. Times
are measured inside the page, from the click event. ``first change``: until the line with the number of results changes
(for a vote: the line of readers' reactions). ``painted``: until the frame after the last change of the page, with the
script finished and every chart drawn. The first click is left out. Nothing is throttled, because Chromium does not
throttle WebSockets, which carry the clicks; a real network adds a round trip (slow 4G: 150 ms).

*First taps* are taps while a page is still loading, on a phone with a processor slowed four times and slow 4G, with an
empty cache: on a link, a fold, a filter, at each of the first five seconds. The figure is that of INP: from the tap to
the next frame. A link is kept from leading away, so that its frame can be seen. ``blocked`` is what lasted longer than
50 ms at a stretch in the first ten seconds, after the first words. An empty Streamlit app, tapped on its window, stands
beside it.
"""

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page

from benchmarks.browser import NETWORKS, phone, wait_ready
from benchmarks.report import options, publish, table, with_mark
from benchmarks.rerun import DEPRESSION
from benchmarks.servers import empty, site
from explainer.web.streamlit_page.hooks import HOOKS, TEST_IDS
from tests.browser.chromium import chromium

WARM_UP = 1
QUIET_MS = 1_000
"""How long the page must stay unchanged until a change counts as the last one."""

CLICK = """
([text, main]) => {
  const click = window.__click = { at: null, first: null }
  const currentText = () => text === null ? null : [...document.querySelectorAll(`${main} *`)]
    .filter(e => !e.children.length || e.tagName === "P").map(e => e.textContent).find(t => new RegExp(text).test(t))
  const before = currentText()
  document.addEventListener("click", event => { click.at = event.timeStamp }, { capture: true, once: true })
  const look = () => {
    if (click.at !== null && currentText() !== before) click.first = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
"""
PAINTED = """
(stable) => {
  const { ready, changed } = window.__watch, { at, first } = window.__click, last = Math.max(ready, changed, first)
  return ready !== null && first !== null && performance.now() - last > stable && [first - at, last - at]
}
"""


SLOWED = 4
TAP_AIM_MS = 100
TAPS_AT = (1_000, 2_000, 3_000, 4_000, 5_000)
"""Times of the first taps in ms after the page was asked for."""
SHOWN = f":is(.{HOOKS['first']} main, {HOOKS['main']})"
"""The page's own part, in the first HTML and in the app."""
TARGETS = {
    "a link": f"{SHOWN} a",
    "a fold": f"{SHOWN} summary",
    "a filter": f"{SHOWN} :is(form input, form select, [role=radio])",
}
MEASURED_PAGES = ("/conditions", "/faq")
LOOKED_AT_MS = 10_000
NOTE_TAPS = """
(() => {
  const seen = window.__taps = { longest: 0, blocked: 0 }
  addEventListener("click", event => event.target.closest("a") && event.preventDefault())
  const watch = (type, more, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
    .observe({ type, buffered: true, ...more })
  watch("event", { durationThreshold: 16 }, entry => {
    if (entry.interactionId) seen.longest = Math.max(seen.longest, entry.duration)
  })
  watch("longtask", {}, entry => {
    const words = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity
    if (entry.startTime > words) seen.blocked += entry.duration - 50
  })
})()
"""


@dataclass(frozen=True)
class Case:
    """A button to click, a regular expression for the line that then changes, and the expander the button is in."""

    name: str
    path: str
    button: str
    changing_text: str
    expander: str | None = None


CASES = (
    Case("a filter on /trials (the blinding lens)", f"/trials?{DEPRESSION}", "placebo that anyone can see through",
         "of \\d+ results"),
    Case("a filter on /conditions (the family)", "/conditions", "mood", "of \\d+ conditions", "Filters"),
    Case("a vote on /faq", "/faq?q=is-it-safe", "love", "^(\\d+ readers?: |No reactions yet)"),
)  # fmt: skip


def button(page: Page, case: Case) -> Locator:
    """Return the button of a case: an option of pills, which is a radio button where only one option may be on."""
    main = page.get_by_test_id(TEST_IDS["main"])
    name = re.compile(rf"^\W*{case.button}$")
    return main.get_by_role("button", name=name).or_(main.get_by_role("radio", name=name)).first


def click_times(page: Page, case: Case) -> tuple[float, float]:
    """Click, and return the milliseconds to the first change and to the last."""
    page.evaluate(CLICK, [case.changing_text, HOOKS["main"]])
    button(page, case).click()
    first, last = page.wait_for_function(PAINTED, arg=QUIET_MS).json_value()
    return float(first), float(last)


def measure_case(running: Browser, address: str, case: Case, runs: int) -> list[str]:
    """Measure one case and return its row of the table."""
    with phone(running, NETWORKS["none"]) as (page, _):
        page.goto(address + case.path)
        wait_ready(page)
        if case.expander:
            page.get_by_test_id(TEST_IDS["fold"]).get_by_text(case.expander).first.click()
        button(page, case).scroll_into_view_if_needed()
        times = [click_times(page, case) for _ in range(WARM_UP + runs)][WARM_UP:]
    firsts, lasts = zip(*times, strict=True)
    middle = (statistics.median(firsts), statistics.median(lasts), max(lasts))
    return [case.name, *(f"{value:.0f}" for value in middle)]


def measure(runs: int) -> str:
    """Measure every case and return the table."""
    with site() as server, chromium() as running:
        rows = [measure_case(running, server.address, case, runs) for case in CASES]
    return table(("ms after a click", "first change", "painted", "painted, slowest"), rows)


def first_tap(running: Browser, url: str, selector: str, at_ms: float) -> float | None:
    """Tap on the first thing that a selector finds; ms until the next frame, ``None`` if there is no such thing."""
    with phone(running, NETWORKS["slow"], NOTE_TAPS) as (page, tools):
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(url, wait_until="commit")
        page.wait_for_function("at => performance.now() >= at - 300", arg=at_ms)
        box = page.evaluate(
            """selector => {
              const seen = [...document.querySelectorAll(selector)].find(each => each.checkVisibility())
              seen?.scrollIntoView({ block: "center" })
              const box = seen?.getBoundingClientRect()
              return box && [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2]
            }""",
            selector,
        )
        if box is None:
            return None
        page.wait_for_function("at => performance.now() >= at", arg=at_ms)
        page.touchscreen.tap(*box)
        page.wait_for_timeout(1_500)
        return float(page.evaluate("window.__taps.longest"))


def blocked(running: Browser, url: str) -> float:
    """Return for how many ms the page was blocked, in pieces of more than 50 ms, after its first words."""
    with phone(running, NETWORKS["slow"], NOTE_TAPS) as (page, tools):
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(url, wait_until="commit")
        page.wait_for_function("at => performance.now() >= at", arg=LOOKED_AT_MS)
        return float(page.evaluate("window.__taps.blocked"))


def taps_row(running: Browser, name: str, url: str, targets: Mapping[str, str], seconds: Sequence[int]) -> list[str]:
    """Tap on each kind of thing at each time; p75 of each kind, and how long the page was blocked."""
    cells = []
    for kind in TARGETS:
        taps = [first_tap(running, url, targets[kind], at) for at in seconds] if kind in targets else []
        known = [each for each in taps if each is not None]
        p75 = statistics.quantiles(known, n=4)[2] if len(known) > 1 else None
        aim = kind != "a filter"
        cells.append("–" if p75 is None else with_mark(p75, TAP_AIM_MS, 0) if aim else f"{p75:.0f}")
    return [name, *cells, f"{blocked(running, url):.0f}"]


def measure_first_taps(pages: Sequence[str], seconds: Sequence[int]) -> str:
    """Measure first taps on some pages in both modes and on an empty app, and return the table."""
    head = ("p75, ms until the next frame", *(f"{kind} (aim {TAP_AIM_MS})" if kind != "a filter" else kind
            for kind in TARGETS), "blocked, ms")  # fmt: skip
    with chromium() as running:
        with empty() as server:
            rows = [taps_row(running, "an empty app, its window", server.address, {"a link": "body"}, seconds)]
        for mode in ("soon", "reach"):
            with site(EXPLAINER_APP=mode) as server:
                for path in pages:
                    rows.append(taps_row(running, f"{path}, {mode}", server.address + path, TARGETS, seconds))
    taps = ", ".join(f"{at / 1000:g}" for at in seconds)
    return f"A processor slowed {SLOWED} times, slow 4G, taps after {taps} s\n\n{table(head, rows)}"


def main() -> None:
    """Measure all cases."""
    parser = options(__doc__, runs=7)
    parser.add_argument("--only", choices=("clicks", "taps"), default=None, help="one of the two tables; default: both")
    parser.add_argument("--pages", nargs="+", default=None, help="paths for the first taps, such as faq")
    parser.add_argument("--seconds", nargs="+", type=int, default=None, help="when to tap; default: 1 2 3 4 5")
    arguments = parser.parse_args()
    pages = MEASURED_PAGES if arguments.pages is None else [f"/{page}" for page in arguments.pages]
    seconds = TAPS_AT if arguments.seconds is None else [1_000 * each for each in arguments.seconds]
    if arguments.only != "taps":
        publish("interaction", lambda: measure(arguments.runs), arguments.write)
    if arguments.only != "clicks":
        publish("first taps", lambda: measure_first_taps(pages, seconds), arguments.write)


if __name__ == "__main__":
    main()
