"""How it works, clicked through: marks write the address, and going back is not undone."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from explainer.web.streamlit_page.hooks import TEST_IDS
from tests.browser.visiting import expect_heading, main_of


def picture(page: Page, number: int) -> Locator:
    return page.get_by_test_id(TEST_IDS["chart"]).nth(number)


def card(page: Page, name: str) -> Locator:
    return main_of(page).get_by_role("heading", level=3, name=name, exact=True)


def test_lines_of_the_chain_open_their_story_and_back_leads_back(open_page: Callable[..., Page]) -> None:
    page = open_page("/mechanisms")
    lines = picture(page, 0).locator("svg .mark-rect path")
    lines.first.click()
    expect(card(page, "Blocking the NMDA receptor")).to_be_visible()
    lines.nth(1).click()
    expect(card(page, "Releasing the brakes on nerve cells")).to_be_visible()
    page.go_back()
    expect(card(page, "Blocking the NMDA receptor")).to_be_visible()
    page.go_back()
    expect(card(page, "Blocking the NMDA receptor")).to_have_count(0)
    page.go_forward()
    expect(card(page, "Blocking the NMDA receptor")).to_be_visible()
    assert page.url.endswith("/mechanisms?step=nmda-block")


def test_a_mark_of_the_grid_says_why_and_leads_to_the_table(open_page: Callable[..., Page]) -> None:
    page = open_page("/mechanisms?where=Migraine")
    marks = picture(page, 1).locator("svg .mark-symbol path")
    expect(marks).to_have_count(2)
    marks.last.click()
    expect(main_of(page).get_by_role("link", name="All that is known: Migraine")).to_be_visible()
    main_of(page).get_by_role("link", name="its conditions in the table").first.click()
    expect_heading(page, "What ketamine has been tried for, and what was found")
    assert "mechanism=" in page.url
