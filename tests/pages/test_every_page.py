"""What every page of the site keeps to."""

import pytest

from explainer.content import Content
from explainer.ui.site_map import HOME, PAGES
from tests.pages.conftest import OpenPage
from tests.pages.seen import slips, words

NAMES = [page.name for page in PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_with_its_words_and_ends_with_no_advice_and_where_to_report_a_number(
    open_page: OpenPage, site_content: Content, name: str
) -> None:
    page = open_page(name)
    assert not page.exception and not page.error
    assert [title.value for title in page.title] == [site_content.pages[name].title]
    assert site_content.filled(site_content.pages[name].lead).replace("$", r"\$") in words(page)
    assert "Not medical advice." in words(page) and "**A wrong number?**" in words(page)
    assert slips(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_address_with_unknown_parts_still_opens(open_page: OpenPage, name: str) -> None:
    page = open_page(name, colour="red", utm_source="x", q2="'\"<>")
    assert not page.exception
    assert len(page.title) == 1


def test_the_first_page_is_the_overview(open_page: OpenPage) -> None:
    assert HOME.name == "overview"
    assert len({page.name for page in PAGES}) == len({page.menu for page in PAGES}) == len(PAGES) >= 5


@pytest.mark.parametrize(
    ("name", "query"),
    [("conditions", {"condition": "ptsd"}), ("conditions", {"condition": "gout"}), ("timeline", {"events": "zzzz"})],
)
def test_a_view_of_a_page_has_its_foot_too(open_page: OpenPage, name: str, query: dict[str, str]) -> None:
    page = words(open_page(name, **query))
    assert "Not medical advice." in page
    assert "**A wrong number?**" in page
