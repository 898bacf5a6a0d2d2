"""The picture of the timeline: choosing an event and coming back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from explainer.content import Content
from tests.browser.visiting import expect_heading, main_of, mark, own_heading, pictures

CHOSEN = "first-human-dose-1964"


def open_event(page: Page, content: Content) -> str:
    """Click the mark of an event; gives back the event's title."""
    [title] = [event.title for event in content.events if event.id == CHOSEN]
    mark(pictures(page).first, title).last.click()
    expect(main_of(page).get_by_role("heading", name=title)).to_be_visible()
    return title


def test_a_mark_opens_the_story_of_its_event_which_has_an_address(
    open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page("/timeline")
    title = open_event(page, site_content)
    expect(page).to_have_url(re.compile(rf"\?event={CHOSEN}$"))
    expect(main_of(open_page(page.url)).get_by_role("heading", name=title)).to_be_visible()


def test_the_back_button_closes_the_story_again(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/timeline")
    title = open_event(page, site_content)
    page.go_back()
    expect(main_of(page).get_by_role("heading", name=title)).to_have_count(0)
    expect_heading(page, own_heading(site_content, "/timeline"))


def test_the_events_are_gone_through_one_by_one(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/timeline")
    title = open_event(page, site_content)
    main_of(page).get_by_role("link", name="Later:").click()
    expect(main_of(page).get_by_role("heading", name=title)).to_have_count(0)
    main_of(page).get_by_role("link", name="Earlier:").click()
    expect(main_of(page).get_by_role("heading", name=title)).to_be_visible()


def test_the_number_of_events_opens_the_era_in_the_list(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/timeline")
    [*_, era] = site_content.eras.values()
    mark(pictures(page).first, f"{era.headline}: its events").click()
    expect(main_of(page).locator("details[open] > summary").filter(has_text=era.headline)).to_be_visible()
