"""The table of conditions, as a reader filters, sorts and opens it."""

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.condition_filters import Filters, filtered, to_loosen
from explainer.ui.condition_filters import LABELS
from explainer.ui.condition_table import SORTS, in_order
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, press, titled, words


@pytest.fixture(scope="module")
def rows(site_content: Content) -> tuple[ConditionSummary, ...]:
    return summaries(site_content)


def shown(page: AppTest) -> list[str]:
    """Names in the table, from top to bottom."""
    assert not page.exception
    return [name for table in page.table for name in table_of(table.value)["Condition"]]


def table_of(frame: pd.DataFrame) -> pd.DataFrame:
    """The table without the links that its names are."""
    return frame.assign(Condition=frame["Condition"].str.extract(r"^\[(.*)\]\(", expand=False))


def expected(rows: tuple[ConditionSummary, ...], **filters: Any) -> list[str]:
    return [row.name for row in filtered(rows, Filters(**filters))]


def test_all_conditions_are_shown_at_first(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions")
    assert shown(page) == [row.name for row in rows]
    assert "**30 of 30** conditions match." in words(page)
    assert [button.label for button in page.get("download_button")] == ["Download the rows shown: 30 (CSV)"]


@pytest.mark.parametrize("query", ["PTSD", "MDD", "fibromialgia", "inflammation", "headache", "pain nerve"])
def test_a_search_shows_what_it_finds(open_page: OpenPage, rows: tuple[ConditionSummary, ...], query: str) -> None:
    page = open_page("conditions")
    page.text_input(key="find").set_value(query).run()
    assert shown(page) == expected(rows, text=query) != []
    assert f"**{len(shown(page))} of 30** conditions match." in words(page)


@pytest.mark.parametrize("name", ["family", "reading", "approved", "drug", "route"])
def test_every_choice_of_a_filter_shows_its_conditions(
    open_page: OpenPage, rows: tuple[ConditionSummary, ...], name: str
) -> None:
    page = open_page("conditions")
    choices = list(page.pills(key=name).options)
    assert len(choices) >= 2
    for choice in choices:
        page.pills(key=name).set_value([choice]).run()
        assert shown(page) == expected(rows, **{name: (choice,)}) != [], choice


def test_every_mechanism_shows_its_conditions(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions")
    choices = list(page.multiselect(key="mechanism").options)
    assert set(choices) == {name for row in rows for name in row.mechanisms}
    for choice in choices:
        page.multiselect(key="mechanism").set_value([choice]).run()
        assert shown(page) == expected(rows, mechanism=(choice,)) != [], choice


def test_only_controlled_trials_leaves_out_the_rest(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions")
    page.toggle(key="controlled").set_value(True).run()
    assert shown(page) == expected(rows, controlled=True)
    assert len(shown(page)) < 30


def test_two_choices_of_one_filter_show_both(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions")
    page.pills(key="family").set_value(["mood", "headache"]).run()
    assert shown(page) == expected(rows, family=("mood", "headache"))


def test_filters_narrow_each_other(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions")
    page.pills(key="family").set_value(["mood", "pain"]).run()
    page.pills(key="drug").set_value(["esketamine"]).run()
    page.toggle(key="controlled").set_value(True).run()
    page.text_input(key="find").set_value("depression").run()
    chosen = {"family": ("mood", "pain"), "drug": ("esketamine",), "controlled": True, "text": "depression"}
    assert shown(page) == expected(rows, **chosen) != []


def test_a_copied_address_restores_the_view(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions", family=["pain", "headache"], controlled="true", find="chronic", order="name")
    chosen = filtered(rows, Filters(family=("pain", "headache"), controlled=True, text="chronic"))
    assert shown(page) == [row.name for row in in_order(chosen, "name")] != []


def test_an_address_with_choices_that_do_not_exist_still_opens(open_page: OpenPage) -> None:
    page = open_page("conditions", family="nonsense", order="nonsense", view="nonsense", mechanism="nonsense")
    assert len(shown(page)) == 30


def test_one_click_clears_all_filters(open_page: OpenPage) -> None:
    page = open_page("conditions")
    (clear,) = [button for button in page.button if button.label == "Clear filters"]
    assert clear.disabled
    page.text_input(key="find").set_value("pain").run()
    page.pills(key="family").set_value(["pain"]).run()
    page.multiselect(key="mechanism").set_value(["Calming inflammation"]).run()
    page.toggle(key="controlled").set_value(True).run()
    assert len(shown(page)) < 30
    press(page, "Clear filters")
    assert len(shown(page)) == 30
    assert (page.text_input(key="find").value, page.toggle(key="controlled").value) == ("", False)
    assert (page.pills(key="family").value, page.multiselect(key="mechanism").value) == ([], [])


def test_an_empty_result_offers_the_filters_whose_loss_helps(
    open_page: OpenPage, rows: tuple[ConditionSummary, ...]
) -> None:
    page = open_page("conditions", find="PTSD", family="headache", drug="ketamine")
    filters = Filters(text="PTSD", family=("headache",), drug=("ketamine",))
    assert shown(page) == []
    assert titled(page.info) == ["No condition matches all of these"]
    offered = [button.label for button in page.button if button.label.startswith("Without")]
    assert offered == [f"Without “{LABELS[name]}”: {number}" for name, number in to_loosen(rows, filters)] != []


@pytest.mark.parametrize("name", ["text", "family"])
def test_the_offered_button_loosens_its_filter_alone(
    open_page: OpenPage, rows: tuple[ConditionSummary, ...], name: str
) -> None:
    page = open_page("conditions", find="PTSD", family="headache", drug="ketamine")
    filters = Filters(text="PTSD", family=("headache",), drug=("ketamine",))
    number = dict(to_loosen(rows, filters))[name]
    press(page, f"Without “{LABELS[name]}”: {number}")
    assert shown(page) == [row.name for row in filtered(rows, filters.without(name))]
    assert len(shown(page)) == number
    assert page.pills(key="drug").value == ["ketamine"]


def test_where_one_filter_less_is_not_enough_clearing_all_is_advised(open_page: OpenPage) -> None:
    page = open_page("conditions", find="zzzz", family="headache", approved="US")
    assert shown(page) == []
    assert "clear them all" in page.info[0].value
    assert not [button for button in page.button if button.label.startswith("Without")]
    press(page, "Clear filters")
    assert len(shown(page)) == 30


@pytest.mark.parametrize("order", SORTS)
def test_the_table_is_sorted_as_chosen(open_page: OpenPage, rows: tuple[ConditionSummary, ...], order: str) -> None:
    page = open_page("conditions")
    page.selectbox(key="order").set_value(order).run()
    assert shown(page) == [row.name for row in in_order(rows, order)]


def test_sorting_by_people_puts_the_most_studied_first(open_page: OpenPage) -> None:
    table = open_page("conditions", order="people randomised").table[0].value
    people = table["People (known)"].dropna().tolist()
    assert people == sorted(people, reverse=True)


def test_cards_show_the_same_conditions_as_the_table(open_page: OpenPage, rows: tuple[ConditionSummary, ...]) -> None:
    page = open_page("conditions", family="mood", order="name")
    in_table = shown(page)
    page.segmented_control(key="view").set_value("cards").run()
    assert not page.exception and not page.table
    assert [label for label in links(page) if label.strip("*") in in_table] == [f"**{name}**" for name in in_table]
    assert len(page.get("download_button")) == 1


def test_a_figure_that_is_not_known_is_left_empty_and_not_made_nought(open_page: OpenPage) -> None:
    table = table_of(open_page("conditions").table[0].value).set_index("Condition")
    figures = ["Trials", "People (known)", "Met", "Missed", "Other"]
    assert table.loc["Anxiety symptoms across diagnoses", figures].isna().all()
    assert table.loc["Chronic pain overall", figures[:2]].tolist() == [67, 2309]
    assert table.loc["Chronic pain overall", figures[2:]].isna().all()
    assert table.loc["Opioid use disorder", figures].tolist() == [0, 0, 0, 0, 0]
