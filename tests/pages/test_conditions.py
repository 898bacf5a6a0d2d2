"""The table of conditions, as a reader filters, sorts and opens it. What it holds is tested in ``tests/views``."""

from xml.etree import ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.find.filters import matching, to_loosen
from explainer.find.state import State
from explainer.views.condition_table import ORDERS, in_order
from explainer.views.conditions import ONLY_NARROW, ONLY_WIDE, condition_filters
from tests.pages.conftest import OpenPage
from tests.pages.seen import asked, downloads, html, part, press, titled, words


def shown(page: AppTest | Block) -> list[str]:
    """Names in the table, from top to bottom."""
    assert not page.exception
    return [name for piece in html(page) for name in named(piece, "table/tbody/tr", "td[1]/a")]


def in_cards(page: AppTest | Block) -> list[str]:
    """Names of the cards, from top to bottom."""
    assert not page.exception
    return [name for piece in html(page) for name in named(piece, "ul/li", "a[1]")]


def named(piece: ET.Element, each: str, name: str) -> list[str]:
    """The texts of these links; each of them opens a condition."""
    found = [link for row in piece.findall(each) for link in row.findall(name)]
    assert all(asked(link.attrib["href"])[1].keys() == {"condition"} for link in found)
    return ["".join(link.itertext()) for link in found]


def expected(content: Content, **query: str | list[str]) -> list[str]:
    return [row.name for row in matching(summaries(content), condition_filters(content), State.of(**query))]


def test_all_conditions_are_shown_at_first(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    number = len(site_content.conditions)
    assert shown(page) == [row.name for row in summaries(site_content)]
    assert f"**{number} of {number}** conditions match." in words(page)
    assert downloads(page) == [f"Download the rows shown: {number} (CSV)"]


@pytest.mark.parametrize("query", ["PTSD", "fibromialgia", "pain nerve"])
def test_a_search_shows_what_it_finds(open_page: OpenPage, site_content: Content, query: str) -> None:
    page = open_page("conditions")
    page.text_input(key="find").set_value(query).run()
    assert shown(page) == expected(site_content, find=query) != []
    assert f"**{len(shown(page))} of {len(site_content.conditions)}** conditions match." in words(page)


@pytest.mark.parametrize("name", ["family", "reading", "approved", "drug", "route"])
def test_a_choice_of_a_filter_shows_its_conditions(open_page: OpenPage, site_content: Content, name: str) -> None:
    page = open_page("conditions")
    for choice in list(page.pills(key=name).options)[:2]:
        page.pills(key=name).set_value([choice]).run()
        assert shown(page) == expected(site_content, **{name: choice}) != [], choice


def test_every_mechanism_can_be_chosen(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    choices = list(page.multiselect(key="mechanism").options)
    assert set(choices) == {name for row in summaries(site_content) for name in row.mechanisms}
    page.multiselect(key="mechanism").set_value(choices[:1]).run()
    assert shown(page) == expected(site_content, mechanism=choices[0]) != []


def test_filters_narrow_each_other(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    page.pills(key="family").set_value(["mood", "pain"]).run()
    page.pills(key="drug").set_value(["esketamine"]).run()
    page.toggle(key="controlled").set_value(True).run()
    page.text_input(key="find").set_value("depression").run()
    chosen = {"family": ["mood", "pain"], "drug": "esketamine", "controlled": "true", "find": "depression"}
    assert shown(page) == expected(site_content, **chosen) != []


def test_a_copied_address_restores_the_view(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", family=["pain", "headache"], controlled="true", find="chronic", order="name")
    state = State.of(family=["pain", "headache"], controlled="true", find="chronic")
    chosen = matching(summaries(site_content), condition_filters(site_content), state)
    assert shown(page) == [row.name for row in in_order(chosen, "name")] != []


def test_an_address_with_choices_that_do_not_exist_still_opens(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", family="nonsense", order="nonsense", view="nonsense", mechanism="nonsense")
    assert len(shown(page)) == len(site_content.conditions)


def test_one_click_clears_all_filters(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    (clear,) = [button for button in page.button if button.label == "Clear filters"]
    assert clear.disabled
    page.text_input(key="find").set_value("pain").run()
    page.pills(key="family").set_value(["pain"]).run()
    page.multiselect(key="mechanism").set_value(["Calming inflammation"]).run()
    page.toggle(key="controlled").set_value(True).run()
    assert len(shown(page)) < len(site_content.conditions)
    press(page, "Clear filters")
    assert len(shown(page)) == len(site_content.conditions)
    assert (page.text_input(key="find").value, page.toggle(key="controlled").value) == ("", False)
    assert (page.pills(key="family").value, page.multiselect(key="mechanism").value) == ([], [])


@pytest.mark.parametrize("place", [0, 1])
def test_an_empty_result_offers_the_filters_whose_loss_helps(
    open_page: OpenPage, site_content: Content, place: int
) -> None:
    page = open_page("conditions", find="PTSD", family="headache", drug="ketamine")
    state = State.of(find="PTSD", family="headache", drug="ketamine")
    assert shown(page) == []
    assert titled(page.info) == ["No condition matches all your filters"]
    offered = [button.label for button in page.button if button.label.startswith("Remove “")]
    gains = to_loosen(summaries(site_content), condition_filters(site_content), state)
    assert offered == [f"Remove “{each.chip}” to see {number}" for each, number in gains] != []
    press(page, offered[place])
    assert len(shown(page)) == gains[place][1]
    assert page.pills(key="drug").value == ["ketamine"]


def test_where_one_filter_less_is_not_enough_clearing_all_is_advised(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("conditions", find="zzzz", family="headache", approved="US")
    assert shown(page) == []
    assert "clear them all" in page.info[0].value
    assert not [button for button in page.button if button.label.startswith("Remove “")]
    press(page, "Clear filters")
    assert len(shown(page)) == len(site_content.conditions)


@pytest.mark.parametrize("order", ORDERS)
def test_the_table_is_sorted_as_chosen(open_page: OpenPage, site_content: Content, order: str) -> None:
    page = open_page("conditions")
    page.selectbox(key="order").set_value(order).run()
    assert shown(page) == [row.name for row in in_order(summaries(site_content), order)]


def test_a_wide_window_gets_the_table_and_a_narrow_one_cards_with_the_same_conditions(
    open_page: OpenPage,
) -> None:
    page = open_page("conditions", family="mood", order="name")
    wide, narrow = part(page, ONLY_WIDE), part(page, ONLY_NARROW)
    assert shown(wide) == in_cards(narrow) != []
    assert shown(narrow) == in_cards(wide) == []
    assert len(downloads(page)) == 1


def test_the_table_or_the_cards_alone_can_be_asked_for(open_page: OpenPage) -> None:
    page = open_page("conditions", family="mood", order="name")
    both = shown(page)
    page.segmented_control(key="view").set_value("cards").run()
    assert (in_cards(page), shown(page)) == (both, [])
    assert len(downloads(page)) == 1
    page.segmented_control(key="view").set_value("table").run()
    assert (in_cards(page), shown(page)) == ([], both)
