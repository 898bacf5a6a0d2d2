"""What every page of the site keeps to."""

import pytest

from explainer.content import Content
from explainer.ui.site_map import HOME, PAGES
from tests.pages.conftest import OpenPage
from tests.pages.seen import slips, words

NAMES = [page.name for page in PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_with_its_title_and_its_first_words(
    open_page: OpenPage, site_content: Content, name: str
) -> None:
    page = open_page(name)
    assert not page.exception and not page.error
    assert [title.value for title in page.title] == [site_content.pages[name].title]
    assert site_content.filled(site_content.pages[name].lead).replace("$", r"\$") in words(page)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_that_it_is_no_advice_and_how_to_report_a_number(open_page: OpenPage, name: str) -> None:
    page = words(open_page(name))
    assert "Not medical advice." in page
    assert "**A wrong number?**" in page


@pytest.mark.parametrize("name", NAMES)
def test_no_page_shows_the_insides_of_the_program(open_page: OpenPage, name: str) -> None:
    assert slips(open_page(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_address_with_unknown_parts_still_opens(open_page: OpenPage, name: str) -> None:
    page = open_page(name, colour="red", utm_source="x", q2="'\"<>")
    assert not page.exception
    assert len(page.title) == 1


def test_the_first_page_is_the_overview(open_page: OpenPage) -> None:
    assert HOME.name == "overview"
    assert len({page.name for page in PAGES}) == len({page.menu for page in PAGES}) == len(PAGES) >= 5
