"""Finding one's way: search, words explained, what is new, what is filtered, where to go on."""

import pytest

from explainer.content import Content
from explainer.site import HOME, PAGES, SEARCH, SitePage, page_named
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, press, slips, titled, words


def test_a_search_lists_what_it_finds_by_kind_with_links(open_page: OpenPage) -> None:
    page = open_page("search", **{"for": "ptsd"})
    headings = [heading.value for heading in page.header]
    assert headings[0].startswith("Conditions (") and any(each.startswith("Trials (") for each in headings)
    assert "**Post-traumatic stress disorder**" in links(page)
    assert slips(page) == []


@pytest.mark.parametrize("page", [SEARCH, HOME])
def test_the_search_is_one_press_away_on_every_page_but_its_own(open_page: OpenPage, page: SitePage) -> None:
    at_the_end = 0 if page is SEARCH else 1
    assert links(open_page(page.name)).count("Search") == 2 * at_the_end


@pytest.mark.parametrize("query", ["zzzz", "{xq|yq}", "fibromyyallgiaa"])
def test_a_search_that_finds_nothing_says_what_to_try(open_page: OpenPage, query: str) -> None:
    page = open_page("search", **{"for": query})
    assert titled(page.info) == ["Nothing found"]


def test_a_mistyped_search_gets_a_suggestion(open_page: OpenPage) -> None:
    assert "Did you mean fibromyalgia?" in links(open_page("search", **{"for": "fibromyyallgiaa"}))


def test_the_glossary_explains_every_word(open_page: OpenPage, site_content: Content) -> None:
    text = words(open_page("glossary"))
    assert all(term.explanation in text for term in site_content.glossary.values())


def test_a_link_to_a_word_shows_it_first_and_an_unknown_one_is_met_calmly(open_page: OpenPage) -> None:
    page = open_page("glossary", term="madrs")
    assert next(each.value for each in page.markdown if "scale" in each.value).startswith("**MADRS**")
    assert titled(open_page("glossary", term="nothing").warning) == ["Not found"]


def test_what_is_new_since_a_year_is_counted(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("changes", since="2025")
    assert page.selectbox(key="since").value == "2025"
    assert all(change.what in words(page) for change in site_content.changes)


def test_each_filter_that_is_on_is_taken_away_by_one_click(open_page: OpenPage) -> None:
    page = open_page("conditions", family=["pain", "mood"], find="depression", controlled="true", view="cards")
    on = [button.label for button in page.button if button.label.endswith("✕")]
    assert on == [
        "search: depression ✕",
        "family: pain ✕",
        "family: mood ✕",
        "only conditions with controlled trials ✕",
    ]
    page = press(press(page, "family: pain ✕"), "search: depression ✕")
    assert page.pills(key="family").value == ["mood"]
    assert [button.label for button in page.button if button.label.endswith("✕")] == [
        "family: mood ✕",
        "only conditions with controlled trials ✕",
    ]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_every_page_says_where_to_go_on(open_page: OpenPage, name: str) -> None:
    there = links(open_page(name))[-len(PAGES) :]
    expected = {page_named(near).menu for near in page_named(name).near}
    assert expected <= set(there) and name not in page_named(name).near


@pytest.mark.parametrize("name", ["overview", "conditions"])
def test_how_to_read_a_reading_is_said_before_the_first_one(
    open_page: OpenPage, site_content: Content, name: str
) -> None:
    assert " ".join(site_content.pages["site"].sections["reading_line"].split()) in words(open_page(name))
