"""On a phone everything fits, and the conditions come as cards."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from explainer.content import Content
from explainer.web.streamlit_page.hooks import HOOKS
from tests.browser.visiting import PATHS, PHONE, cards, expect_heading, main_of, own_heading

WIDTHS = (390, 320)
TABLES = f"{HOOKS['table']}, {HOOKS['key']}conditions-table"
HEIGHT = 844
TOO_WIDE = """([width, table]) => [document.documentElement, ...document.querySelectorAll("body *")]
    .filter(box => box === document.documentElement || ["auto", "scroll"].includes(getComputedStyle(box).overflowX))
    .filter(box => !box.closest(table))
    .filter(box => box.scrollWidth > Math.min(box.clientWidth, width))
    .map(box => `${box.tagName} ${box.dataset.testid || box.className}: ${box.scrollWidth} in ${box.clientWidth}`)"""
"""What can be pushed sideways or is wider than the screen. A table may, in its own frame (WCAG 1.4.10 allows it)."""


def phone(width: int) -> dict[str, Any]:
    return {**PHONE, "viewport": {"width": width, "height": HEIGHT}}


@pytest.mark.parametrize("path", [*PATHS, "/conditions?family=pain", "/conditions?view=table"])
def test_nothing_has_to_be_pushed_sideways_on_a_phone(
    path: str, open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page(path, **phone(WIDTHS[0]))
    expect_heading(page, own_heading(site_content, path if path in PATHS else "/conditions"))
    page.wait_for_load_state("networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.wait_for_function("width => document.documentElement.clientWidth === width", arg=width)
        assert too_wide(page, width) == []


def too_wide(page: Page, width: int) -> list[str]:
    """What can be pushed sideways, once the pictures have taken on the new width."""
    try:
        page.wait_for_function(f"asked => ({TOO_WIDE})(asked).length === 0", arg=[width, TABLES], timeout=5_000)
    except TimeoutError:
        return list(page.evaluate(TOO_WIDE, [width, TABLES]))
    return []


def test_a_phone_shows_cards_and_a_computer_the_table(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/conditions", **phone(390))
    expect(cards(page)).to_have_count(len(site_content.conditions))
    expect(cards(page).first).to_be_visible()
    expect(main_of(page).get_by_role("table")).to_have_count(0)
    page = open_page("/conditions")
    expect(main_of(page).get_by_role("table")).to_be_visible()
    expect(cards(page).first).not_to_be_visible()


def test_a_condition_is_found_with_a_finger(open_page: Callable[..., Page]) -> None:
    page = open_page("/conditions", **phone(390))
    page.get_by_role("searchbox").fill("ptsd")
    page.get_by_role("searchbox").press("Enter")
    expect(cards(page)).to_have_text(["Post-traumatic stress disorder"])
    cards(page).tap()
    expect_heading(page, "Post-traumatic stress disorder")
