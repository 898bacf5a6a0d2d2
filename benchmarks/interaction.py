"""Measure how long a reader waits after a click: ``python -m benchmarks.interaction``.

An emulated phone (:mod:`benchmarks.browser`) opens a page. When it is ready, clicks switch one choice on and off. Times
are measured inside the page, from the click event. ``first change``: until the line with the number of results changes
(for a vote: the line of readers' reactions). ``painted``: until the frame after the last change of the page, with the
script finished and every chart drawn. The first click is left out. Nothing is throttled, because Chromium does not
throttle WebSockets, which carry the clicks; a real network adds a round trip (slow 4G: 150 ms).
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


def main() -> None:
    """Measure all cases."""
    arguments = options(__doc__, runs=7).parse_args()
    publish("interaction", lambda: measure(arguments.runs), arguments.write)


if __name__ == "__main__":
    main()
