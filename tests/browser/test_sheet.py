"""The sheet prints on one page, and links lead both ways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import expect_heading, main_of, pictures

LONGEST = ("treatment-resistant-depression", "anaesthesia", "suicidal-ideation", "ptsd")


def pages_of(pdf: bytes) -> int:
    """Pages of a PDF as Chromium writes it: one object of type Page each."""
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize("condition", LONGEST)
def test_the_sheet_prints_on_one_page(open_page: Callable[..., Page], condition: str) -> None:
    page = open_page(f"/sheet?condition={condition}")
    expect(page.locator(".first")).to_have_count(0)
    expect(page.locator("article.sheet .picture svg").first).to_be_visible()
    assert {paper: pages_of(page.pdf(format=paper)) for paper in ("A4", "Letter")} == {"A4": 1, "Letter": 1}


def test_in_print_only_the_sheet_is_left(open_page: Callable[..., Page]) -> None:
    page = open_page("/sheet?condition=ptsd")
    expect(page.locator("article.sheet")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_label("Condition")).not_to_be_visible()
    expect(page.get_by_text("Found a wrong number?")).not_to_be_visible()
    expect(page.locator("article.sheet")).to_be_visible()


def test_from_a_condition_to_its_sheet_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page("/conditions?condition=ptsd")
    main_of(page).get_by_role("link", name="For your doctor: a sheet to print").click()
    expect(page.locator("article.sheet")).to_contain_text("post-traumatic stress disorder")
    main_of(page).get_by_role("link", name="All we know about").click()
    expect_heading(page, "Post-traumatic stress disorder")


def test_the_pictures_of_mechanisms_and_harms_are_drawn(open_page: Callable[..., Page]) -> None:
    for path, least in (("/mechanisms", 3), ("/safety", 2)):
        page = open_page(path)
        expect(pictures(page).nth(least - 1)).to_be_attached()
