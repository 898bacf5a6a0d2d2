"""Filtering the conditions, sharing what is found, opening one and coming back."""

import csv
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from explainer.content import Content
from tests.browser.visiting import (
    SETTLED,
    cards,
    choose_row,
    expect_heading,
    expect_matching,
    main_of,
    mark,
    menu,
    own_heading,
    pictures,
)

PAIN_WITHOUT_BENEFIT = ["Chronic pain overall", "Fibromyalgia", "Cancer pain"]


def choose(page: Page, filter_name: str, option: str) -> None:
    pill = main_of(page).get_by_role("toolbar", name=filter_name).get_by_role("button", name=option, exact=True)
    pill.click()
    expect(page).to_have_url(re.compile(rf"[?&]{filter_name.lower()}="))
    page.locator(SETTLED).wait_for()


def search(page: Page, text: str) -> None:
    field = page.get_by_role("searchbox", name="Search by name")
    field.fill(text)
    field.press("Enter")


def test_a_copied_address_shows_the_same_conditions_to_somebody_else(
    open_page: Callable[..., Page], site_content: Content
) -> None:
    reading = "no clear benefit"
    expected = [
        site_content.conditions[row.condition].name
        for row in site_content.readings.values()
        if row.family == "pain" and row.reading == reading
    ]
    page = open_page("/conditions")
    main_of(page).get_by_text("Filters", exact=True).click()
    choose(page, "Family", "pain")
    choose(page, "Reading", reading)
    main_of(page).get_by_role("radio", name="cards").click()
    expect(cards(page)).to_have_text(expected)
    expect_matching(page, len(expected))
    expect(page).to_have_url(re.compile("view=cards"))

    other = open_page(page.url)
    expect_matching(other, len(expected))
    expect(cards(other)).to_have_text(expected)


def test_filters_are_still_on_after_a_look_at_another_page(
    open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page("/conditions?view=cards")
    main_of(page).get_by_text("Filters", exact=True).click()
    choose(page, "Family", "headache")
    search(page, "migraine")
    expect(cards(page)).to_have_text(["Migraine"])
    expect_matching(page, 1)
    menu(page, "Timeline")
    expect_heading(page, own_heading(site_content, "/timeline"))
    menu(page, "Conditions")
    expect_heading(page, own_heading(site_content, "/conditions"))
    expect(cards(page)).to_have_text(["Migraine"])
    expect_matching(page, 1)


def test_one_click_clears_every_filter(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/conditions?family=pain&find=fibro&controlled=true&view=cards")
    expect(cards(page)).to_have_text(["Fibromyalgia"])
    page.get_by_role("button", name="Clear filters").click()
    expect_matching(page)
    expect(cards(page)).to_have_count(len(site_content.conditions))
    expect(page).not_to_have_url(re.compile("family|find|controlled"))


def test_the_downloaded_file_holds_the_rows_that_are_shown(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page("/conditions?family=pain&reading=no+clear+benefit&view=cards")
    expect(cards(page)).to_have_text(PAIN_WITHOUT_BENEFIT)
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download the rows shown: {len(PAIN_WITHOUT_BENEFIT)}").click()
    file = tmp_path / "rows.csv"
    download.value.save_as(file)
    with file.open(newline="", encoding="utf-8-sig") as lines:
        assert [row["Condition"] for row in csv.DictReader(lines)] == PAIN_WITHOUT_BENEFIT


def test_a_name_in_the_picture_opens_its_condition(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/")
    mark(pictures(page).first, "Post-traumatic stress disorder").click()
    expect_heading(page, own_heading(site_content, "/conditions?condition=ptsd"))
    expect(page).to_have_url(re.compile(r"/conditions\?condition=ptsd$"))


def test_a_row_of_the_table_opens_its_condition(open_page: Callable[..., Page]) -> None:
    page = open_page("/conditions")
    choose_row(page, "Major depression")
    expect_heading(page, "Major depression")
    expect(page).to_have_url(re.compile(r"/conditions\?condition=major-depression$"))


def test_searching_for_ptsd_tells_within_half_a_minute_what_is_not_known(open_page: Callable[..., Page]) -> None:
    begun = time.monotonic()
    page = open_page("/conditions")
    search(page, "PTSD")
    expect_matching(page, 1)
    choose_row(page, "Post-traumatic stress disorder")
    expect(main_of(page).get_by_role("heading", name="What is not known")).to_be_visible()
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("view", ["table", "cards"])
def test_an_opened_condition_can_be_bookmarked(view: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"/conditions?view={view}")
    open_condition(page, view, "Major depression")
    expect(page).to_have_url(re.compile(r"[?&]condition=major-depression"))
    page.reload()
    expect_heading(page, "Major depression")


@pytest.mark.parametrize("way_back", ["the browser's back button", "the button above it"])
@pytest.mark.parametrize("view", ["table", "cards"])
def test_from_a_condition_the_way_back_leads_to_the_same_list(
    view: str, way_back: str, open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page(f"/conditions?family=mood&view={view}")
    open_condition(page, view, "Major depression")
    if way_back == "the button above it":
        main_of(page).get_by_role("button", name="All conditions").click()
    else:
        page.go_back()
    expect_heading(page, own_heading(site_content, "/conditions"))
    expect_matching(page, sum(row.family == "mood" for row in site_content.readings.values()))
    expect(page).not_to_have_url(re.compile("condition="))


def open_condition(page: Page, view: str, name: str) -> None:
    if view == "table":
        choose_row(page, name)
    else:
        cards(page).get_by_text(name, exact=True).click()
    expect_heading(page, name)
    expect(main_of(page).get_by_role("heading", name="What is not known")).to_be_visible()


def test_a_mark_in_the_picture_opens_the_card_of_its_trial(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    mark(pictures(page).first, "Abdallah").first.click()
    expect(page.get_by_role("dialog", name="Abdallah et al. 2022")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/trials\?of=ptsd.*row=abdallah-2022"))
