"""On a phone the conditions come as cards."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from explainer.content import Content
from tests.browser.visiting import PHONE, cards, expect_heading, main_of


def phone(width: int) -> dict[str, Any]:
    return {**PHONE, "viewport": {"width": width, "height": 844}}


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
