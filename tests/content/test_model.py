"""Figures as a reader sees them: as they were printed, with thousands separators, years without."""

from decimal import Decimal
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.figures import figure
from explainer.content.trials import TrialResult


def fact(**numbers: Any) -> Fact:
    return Fact(id="a-fact", date="2019-03", statement="Something.", numbers=numbers, source="a-source")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (2365, "2,365"),
        (1_234_567, "1,234,567"),
        (-42, "-42"),
        (Decimal("4.0"), "4.0"),
        (Decimal("0.10"), "0.10"),
        ("8-19", "8-19"),
    ],
)
def test_a_figure_is_shown_as_it_was_printed(value: object, shown: str) -> None:
    assert figure(fact(size=value), "size") == shown


@pytest.mark.parametrize("year", [1970, "1970"])
def test_a_year_has_no_thousands_separator(year: int | str) -> None:
    assert figure(fact(first=year), "first:year") == "1970"


def test_a_figure_of_a_list_is_found_by_its_place() -> None:
    row = fact(ci=[Decimal("9.30"), 59], groups={"drug": [1204]})
    assert (figure(row, "ci.0"), figure(row, "ci.1"), figure(row, "groups.drug.0")) == ("9.30", "59", "1,204")


@pytest.mark.parametrize("field", ["missing", "ci.2", "ci.x", "groups", "size.0", "empty", "nothing"])
def test_a_figure_that_is_not_there_is_never_shown_as_something_else(field: str) -> None:
    row = fact(ci=[1, 2], groups={"drug": 1}, size=3, empty="", nothing=None)
    with pytest.raises((KeyError, ValueError)):
        figure(row, field)


def test_a_whole_list_is_no_figure() -> None:
    with pytest.raises(ValueError, match=r"is a list of figures: take one \(ci.0\) or write both \(ci:range\)"):
        figure(fact(ci=[1, 2]), "ci")


def test_a_published_4_0_stays_4_0(site_content: Content) -> None:
    assert site_content.figure("popova-2019/madrs-day28", "estimate") == "-4.0"


def test_an_empty_cell_is_no_figure(site_content: Content) -> None:
    row = next(row for row in site_content.results if row.estimate is None)
    with pytest.raises(KeyError):
        site_content.figure(row.id, "estimate")


def test_a_row_that_is_not_there_has_no_figures(site_content: Content) -> None:
    with pytest.raises(KeyError):
        site_content.figure("nobody-2013/response", "n_randomised")


def test_people_of_a_large_trial_are_shown_with_a_separator(site_content: Content) -> None:
    large = max(site_content.results, key=lambda row: row.n_randomised or 0)
    assert isinstance(large, TrialResult) and large.n_randomised == 2365
    assert site_content.figure(large.id, "n_randomised") == "2,365"


def test_a_date_is_said_in_words() -> None:
    assert figure(fact(), "date") == "March 2019"
    assert figure(fact(day="2019-03-05"), "day") == "5 March 2019"


def test_a_span_of_years_is_not_taken_for_a_date() -> None:
    assert figure(fact(span="1956-65"), "span") == "1956-65"


def test_all_facts_are_found_and_nothing_else(site_content: Content) -> None:
    facts = list(site_content.facts())
    assert len(facts) == len(site_content.rows) - len(site_content.results) - len(site_content.pooled) > 300
    assert all(isinstance(each, Fact) for each in facts)
