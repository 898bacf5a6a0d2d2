"""The app takes the place of the first HTML where the reader is, with what the reader did there."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from explainer.web.streamlit_page.hooks import FIRST, HOOKS
from tests.browser.server import Server
from tests.browser.visiting import PHONE, SETTLED, Visit, main_of

COMPUTER = {"viewport": {"width": 1280, "height": 900}}
ON_A_PHONE = {**PHONE, "viewport": {"width": 390, "height": 844}}
SEARCH = "Search the questions"
NOTE_SHIFTS = """() => {
    window.shifts = 0
    new PerformanceObserver(list => list.getEntries().forEach(each => { window.shifts += each.value }))
        .observe({ type: "layout-shift" })
}"""
TEXTS_IN_THE_WINDOW = """within => {
    const words = each => ((each.matches("summary") && each.querySelector("p")) || each).textContent.replace(/\\s/g, "")
    const isSeen = ([each, box]) => each.checkVisibility() && box.height && box.top > 60 && box.bottom < innerHeight
    return Object.fromEntries([...document.querySelectorAll(`${within} :is(h2, summary, p:not(summary p), li)`)]
        .map(each => [each, each.getBoundingClientRect()]).filter(isSeen)
        .map(([each, box]) => [words(each), Math.round(box.top)]))
}"""
"""The texts that a reader sees, and how far below the top of the window each stands."""


class HeldApp:
    """A page whose app does not come before it is let go."""

    def __init__(self, page: Page, path: str) -> None:
        self.page = page
        self._waiting: list[Route] | None = []
        page.route("**/*.js", self._hold)
        page.goto(path, wait_until="commit")
        self.first = page.locator(f".{FIRST}")
        expect(self.first.locator("footer")).to_be_attached()

    def _hold(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)

    def release(self) -> None:
        """Let the app come."""
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()

    def let_go(self) -> None:
        """Let the app come, and wait until it has taken over."""
        self.release()
        expect(self.first).to_have_count(0)
        self.page.locator(SETTLED).wait_for()

    def texts(self, within: str) -> dict[str, int]:
        """Give the texts in the window, and where they stand."""
        return dict(self.page.evaluate(TEXTS_IN_THE_WINDOW, within))


def open_fold(first: Locator, label: str) -> Locator:
    """Open a fold of the first HTML; its line."""
    line = first.locator("summary", has_text=label)
    line.click()
    return line


@pytest.mark.parametrize("device", [COMPUTER, ON_A_PHONE], ids=["computer", "phone"])
def test_nothing_moves_in_the_middle_of_a_page_with_two_folds_open(
    device: dict[str, Any], site: Server, visitor: Callable[..., Visit]
) -> None:
    held = HeldApp(visitor(site, **device).context.new_page(), "/faq")
    open_fold(held.first, "Is it addictive?")
    line = open_fold(held.first, "What is a session like?")
    line.evaluate("line => scrollTo(0, scrollY + line.getBoundingClientRect().top - 150)")
    line.focus()
    held.page.evaluate(NOTE_SHIFTS)
    before = held.texts(f".{FIRST}")
    held.let_go()
    after = held.texts(HOOKS["root"])
    assert len(before) > 5
    assert {text: (top, after.get(text)) for text, top in before.items() if abs(after.get(text, -9) - top) > 2} == {}
    assert held.page.evaluate("window.shifts") == 0
    folds = main_of(held.page).locator("details")
    opened = folds.filter(has=held.page.locator("summary", has_text="Is it addictive?"))
    expect(opened.get_by_text("What is not known", exact=True)).to_be_attached()
    expect(main_of(held.page).locator("summary", has_text="What is a session like?")).to_be_focused()


@pytest.mark.parametrize("device", [COMPUTER, ON_A_PHONE], ids=["computer", "phone"])
def test_the_sheet_to_print_stays_as_it_is(device: dict[str, Any], site: Server, visitor: Callable[..., Visit]) -> None:
    held = HeldApp(visitor(site, **device).context.new_page(), "/sheet?condition=ptsd")
    held.first.locator(".sheet h2").evaluate("line => scrollTo(0, scrollY + line.getBoundingClientRect().top - 150)")
    held.page.evaluate(NOTE_SHIFTS)
    before = held.texts(f".{FIRST}")
    held.let_go()
    after = held.texts(HOOKS["root"])
    assert len(before) > 5
    moved = {text: (top, after.get(text)) for text, top in before.items() if abs(after.get(text, -99) - top) > 8}
    assert moved == {}
    assert held.page.evaluate("window.shifts") == 0


def test_words_that_are_typed_and_not_sent_are_in_the_app_with_the_caret(
    site: Server, visitor: Callable[..., Visit]
) -> None:
    visit = visitor(site)
    held = HeldApp(visit.context.new_page(), "/faq")
    held.first.get_by_role("searchbox", name=SEARCH).focus()
    for key in ("b", "l", "a", "d", "e", "r", "ArrowLeft", "ArrowLeft"):
        held.page.keyboard.press(key)
    held.let_go()
    there = main_of(held.page).get_by_role("searchbox", name=SEARCH)
    expect(there).to_be_focused()
    expect(there).to_have_value("blader")
    held.page.keyboard.press("d")
    expect(there).to_have_value("bladder")
    held.page.keyboard.press("Enter")
    expect(main_of(held.page).get_by_text("bladder and liver")).to_be_visible()
    expect(main_of(held.page).get_by_text("Is it addictive?")).to_have_count(0)
    assert visit.browser_errors == []


def test_the_app_waits_while_a_word_is_being_composed(site: Server, visitor: Callable[..., Visit]) -> None:
    page = visitor(site).context.new_page()
    page.clock.install()
    held = HeldApp(page, "/faq")
    held.first.get_by_role("searchbox", name=SEARCH).focus()
    tools = page.context.new_cdp_session(page)
    tools.send("Input.imeSetComposition", {"text": "drivin", "selectionStart": 6, "selectionEnd": 6})
    held.release()
    page.locator(SETTLED).wait_for(state="attached")
    page.clock.run_for(20_000)
    expect(held.first.get_by_role("searchbox", name=SEARCH)).to_have_value("drivin")
    tools.send("Input.insertText", {"text": "driving"})
    page.clock.run_for(2_000)
    held.let_go()
    expect(main_of(page).get_by_role("searchbox", name=SEARCH)).to_have_value("driving")
