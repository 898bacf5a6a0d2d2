"""A reader who doubts a figure gets from its line to a text that names its row."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.visiting import main_of


def test_from_a_figure_to_a_report_that_names_its_row(open_page: Callable[[str], Page]) -> None:
    page = open_page("/safety")
    main_of(page).get_by_role("link", name="Source", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/sources\?row="))
    row = page.url.partition("row=")[2]
    main_of(page).get_by_text("Report a wrong number", exact=True).click()
    expect(main_of(page).get_by_text(re.compile(rf"Row: {re.escape(row)}\b"))).to_be_visible()
