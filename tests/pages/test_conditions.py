"""The table of conditions, as a reader filters, sorts and opens it. What it holds is tested in ``tests/views``."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.find.filters import matching, to_loosen
from explainer.find.state import State
from explainer.ui import widgets
from explainer.views.condition_table import ORDERS, in_order
from explainer.views.conditions import condition_filters
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, press, titled, words


def shown(page: AppTest) -> list[str]:
    """Names in the table, from top to bottom."""
    assert not page.exception
    return [name for table in page.table for name in table_of(table.value)["Condition"]]


def table_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The table without the links that its names are."""
    return frame.assign(Condition=frame["Condition"].str.extract(r"^\[(.*)\]\(", expand=False))


def expected(content: Content, **query: str | list[str]) -> list[str]:
    return [row.name for row in matching(summaries(content), condition_filters(content), State.of(**query))]


def test_all_conditions_are_shown_at_first(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    number = len(site_content.conditions)
    assert shown(page) == [row.name for row in summaries(site_content)]
    assert f"**{number} of {number}** conditions match." in words(page)
    assert [button.label for button in page.get("download_button")] == [f"Download the rows shown: {number} (CSV)"]


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
    assert titled(page.info) == ["No condition matches all of these"]
    offered = [button.label for button in page.button if button.label.startswith("Without")]
    gains = to_loosen(summaries(site_content), condition_filters(site_content), state)
    assert offered == [f"Without “{each.chip}”: {number}" for each, number in gains] != []
    press(page, offered[place])
    assert len(shown(page)) == gains[place][1]
    assert page.pills(key="drug").value == ["ketamine"]


def test_where_one_filter_less_is_not_enough_clearing_all_is_advised(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("conditions", find="zzzz", family="headache", approved="US")
    assert shown(page) == []
    assert "clear them all" in page.info[0].value
    assert not [button for button in page.button if button.label.startswith("Without")]
    press(page, "Clear filters")
    assert len(shown(page)) == len(site_content.conditions)


@pytest.mark.parametrize("order", ORDERS)
def test_the_table_is_sorted_as_chosen(open_page: OpenPage, site_content: Content, order: str) -> None:
    page = open_page("conditions")
    page.selectbox(key="order").set_value(order).run()
    assert shown(page) == [row.name for row in in_order(summaries(site_content), order)]


def test_cards_show_the_same_conditions_as_the_table(open_page: OpenPage) -> None:
    page = open_page("conditions", family="mood", order="name")
    in_table = shown(page)
    page.segmented_control(key="view").set_value("cards").run()
    assert not page.exception and not page.table
    assert [label for label in links(page) if label.strip("*") in in_table] == [f"**{name}**" for name in in_table]
    assert len(page.get("download_button")) == 1
    page.segmented_control(key="view").set_value("table").run()
    assert shown(page) == in_table


def test_a_phone_shows_cards_first_and_the_table_when_asked(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widgets, "is_phone", lambda: True)
    page = open_page("conditions")
    assert not page.exception and not page.table
    page.segmented_control(key="view").set_value("table").run()
    assert shown(page)
