"""How it works, clicked through: marks write the address, and going back is not undone."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import expect_heading, main_of, mark, pictures


def card(page: Page, name: str) -> Locator:
    return main_of(page).get_by_role("heading", level=3, name=name, exact=True)


def test_boxes_of_the_chain_open_their_story_and_back_leads_back(open_page: Callable[..., Page]) -> None:
    page = open_page("/mechanisms")
    chain = pictures(page).first
    mark(chain, "Blocking the NMDA receptor").first.click()
    expect(card(page, "Blocking the NMDA receptor")).to_be_visible()
    mark(chain, "Releasing the brakes on nerve cells").first.click()
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
    marks = pictures(page).nth(1).locator("a")
    expect(marks).to_have_count(2)
    marks.last.click()
    expect(main_of(page).get_by_role("link", name="All we know: Migraine")).to_be_visible()
    main_of(page).get_by_role("link", name="in the table").first.click()
    expect_heading(page, "What ketamine has been tried for")
    assert "mechanism=" in page.url
