"""Everything that matters is done with the keyboard alone."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from explainer.content import Content
from explainer.site import PAGES
from tests.browser.server import Server
from tests.browser.visiting import (
    SETTLED,
    Visit,
    answer,
    expect_heading,
    expect_matching,
    main_of,
    own_heading,
    reaction,
)

CRISIS_LINKS = 16
"""How many numbers to call a page shows where somebody may be in danger, at most."""
BEHIND_THE_MENU = len(PAGES) + 8 + CRISIS_LINKS


def tab_to(page: Page, target: Locator, *, at_most: int) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_have_count(1)  # while a script runs, what it replaces may still be there
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element.contains(document.activeElement)"):
            return
    focused = page.evaluate("document.activeElement.outerHTML")
    raise AssertionError(f"not reached with {at_most} times Tab; the focus is on {focused[:200]}")


def test_an_answer_is_found_opened_and_reacted_to_without_a_mouse(
    own_site: Server, visitor: Callable[..., Visit]
) -> None:
    page = visitor(own_site).open("/faq")
    tab_to(page, page.get_by_role("searchbox"), at_most=BEHIND_THE_MENU)
    page.keyboard.type("addictive")
    page.keyboard.press("Enter")
    expect(answer(page, "is-it-safe")).to_have_count(0)
    addictive = answer(page, "is-it-addictive")
    tab_to(page, addictive.locator("summary"), at_most=len(PAGES) + 8)
    page.keyboard.press("Enter")
    expect(addictive.get_by_text("What is not known")).to_be_visible()
    rests_on = addictive.locator("summary").filter(has_text="What this is based on")
    inside = addictive.locator("details details").get_by_role("link")
    tab_to(page, rests_on, at_most=3 + CRISIS_LINKS)
    page.keyboard.press("Enter")
    tab_to(page, inside.first, at_most=2)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(rests_on).to_be_focused()
    expect(inside).to_have_count(0)
    tab_to(page, addictive.get_by_role("radiogroup"), at_most=15)
    page.keyboard.press("ArrowRight")
    expect(reaction(page, "is-it-addictive", "dislike")).to_be_focused()
    page.keyboard.press("Enter")
    expect(addictive.get_by_text("1 reader: dislike 1. Your reaction: dislike.")).to_be_visible()


def test_the_focus_stays_at_a_reaction_that_was_chosen_changed_and_taken_back(
    own_site: Server, visitor: Callable[..., Visit]
) -> None:
    page = visitor(own_site).open("/faq?q=at-home")
    reaction(page, "at-home", "funny").focus()
    for keys, word, said in (
        (["Space"], "funny", "1 reader: funny 1. Your reaction: funny."),
        (["ArrowRight", "Enter"], "angry", "1 reader: angry 1. Your reaction: angry."),
        (["Enter"], "angry", "No reactions yet."),
    ):
        for key in keys:
            page.keyboard.press(key)
        expect(answer(page, "at-home").get_by_text(said)).to_be_visible()
        page.locator(SETTLED).wait_for()
        expect(reaction(page, "at-home", word)).to_be_focused()


def test_a_condition_is_found_and_opened_without_a_mouse(open_page: Callable[..., Page]) -> None:
    page = open_page("/conditions?view=cards")
    tab_to(page, page.get_by_role("searchbox"), at_most=BEHIND_THE_MENU)
    page.keyboard.type("PTSD")
    page.keyboard.press("Enter")
    expect_matching(page, 1)
    tab_to(page, main_of(page).get_by_role("link", name="Post-traumatic stress disorder"), at_most=BEHIND_THE_MENU)
    page.keyboard.press("Enter")
    expect(main_of(page).get_by_role("heading", name="What is not known")).to_be_visible()


def test_the_menu_is_used_without_a_mouse(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/")
    tab_to(page, page.get_by_role("link", name=re.compile("^Timeline$")), at_most=len(PAGES) + 8)
    page.keyboard.press("Enter")
    expect_heading(page, own_heading(site_content, "/timeline"))
