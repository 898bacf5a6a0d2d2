"""How long a reader waits after a click: ``python -m benchmarks.interaction``.

A phone's browser (:mod:`benchmarks.browser`) opens a page, and once it is ready, one choice is switched on and off in
turn by clicks. Measured inside the page, from the event of the click: ``first change``, until the line that counts says
something else (for a vote: the line of readers' reactions); ``painted``, until the frame after the last change of the
page's content, with the script done and every chart drawn. The first round is left out. There is no throttle:
Chromium's does not slow WebSockets, over which clicks travel, so that on a real network a round trip (slow 4G: 150 ms)
comes on top.
"""

import re
import statistics
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page

from benchmarks.browser import NETWORKS, phone, wait_ready
from benchmarks.report import options, publish, table
from benchmarks.rerun import DEPRESSION
from benchmarks.servers import site
from explainer.web.streamlit_page.hooks import HOOKS, TEST_IDS
from tests.browser.chromium import chromium

WARM_UP = 1
QUIET_MS = 1_000
"""After the last change the page must stay as it is for so long."""

CLICK = """
([text, main]) => {
  const click = window.__click = { at: null, first: null }
  const said = () => text === null ? null : [...document.querySelectorAll(`${main} *`)]
    .filter(e => !e.children.length || e.tagName === "P").map(e => e.textContent).find(t => new RegExp(text).test(t))
  const before = said()
  document.addEventListener("click", event => { click.at = event.timeStamp }, { capture: true, once: true })
  const look = () => {
    if (click.at !== null && said() !== before) click.first = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
"""
PAINTED = """
(stable) => {
  const { ready, changed } = window.__seen, { at, first } = window.__click, last = Math.max(ready, changed, first)
  return ready !== null && first !== null && performance.now() - last > stable && [first - at, last - at]
}
"""


@dataclass(frozen=True)
class Case:
    """Something to click, and the line that changes (a regular expression)."""

    name: str
    path: str
    button: str
    counted: str
    expander: str | None = None


CASES = (
    Case("a filter on /trials (the blinding lens)", f"/trials?{DEPRESSION}", "placebo that anyone can see through",
         "of \\d+ results"),
    Case("a filter on /conditions (the family)", "/conditions", "mood", "of \\d+ conditions", "Filters"),
    Case("a vote on /faq", "/faq?q=is-it-safe", "love", "^(\\d+ readers?: |No reactions yet)"),
)  # fmt: skip


def button(page: Page, case: Case) -> Locator:
    """What is clicked: an option of pills, which is a button or, where only one may be chosen, a radio."""
    main = page.get_by_test_id(TEST_IDS["main"])
    name = re.compile(rf"^\W*{case.button}$")
    return main.get_by_role("button", name=name).or_(main.get_by_role("radio", name=name)).first


def clicked(page: Page, case: Case) -> tuple[float, float]:
    """Milliseconds from a click to the first change and to the last."""
    page.evaluate(CLICK, [case.counted, HOOKS["main"]])
    button(page, case).click()
    first, last = page.wait_for_function(PAINTED, arg=QUIET_MS).json_value()
    return float(first), float(last)


def measured(running: Browser, address: str, case: Case, runs: int) -> list[str]:
    """One line of the table."""
    with phone(running, NETWORKS["none"]) as (page, _):
        page.goto(address + case.path)
        wait_ready(page)
        if case.expander:
            page.get_by_test_id(TEST_IDS["fold"]).get_by_text(case.expander).first.click()
        button(page, case).scroll_into_view_if_needed()
        found = [clicked(page, case) for _ in range(WARM_UP + runs)][WARM_UP:]
    firsts, lasts = zip(*found, strict=True)
    middle = (statistics.median(firsts), statistics.median(lasts), max(lasts))
    return [case.name, *(f"{value:.0f}" for value in middle)]


def measure(runs: int) -> str:
    """Every case."""
    with site() as server, chromium() as running:
        rows = [measured(running, server.address, case, runs) for case in CASES]
    return table(("ms after a click", "first change", "painted", "painted, slowest"), rows)


def main() -> None:
    """Measure all cases."""
    chosen = options(__doc__, runs=7).parse_args()
    publish("interaction", lambda: measure(chosen.runs), chosen.write)


if __name__ == "__main__":
    main()
