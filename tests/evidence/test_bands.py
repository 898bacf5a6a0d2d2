"""Bands of time after treatment, and what was found in each."""

from decimal import Decimal
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.bands import BAND_NAMES, UNKNOWN, BandCount, band_of, how_long

HOUR_OF_ITS_OWN = {"within a day": 1, "up to a week": 100, "up to a month": 600, "up to three months": 2000}


def row(content: Content, hours: str | int | None, **changes: Any) -> TrialResult:
    fields = {"timepoint_hours": None if hours is None else Decimal(hours), "outcome_role": "benefit"}
    return content.results[0].model_copy(update=fields | changes)


@pytest.mark.parametrize(
    ("hours", "band"),
    [
        ("0", "within a day"),
        ("0.5", "within a day"),
        ("24", "within a day"),
        ("24.5", "up to a week"),
        ("168", "up to a week"),
        ("169", "up to a month"),
        ("672", "up to a month"),  # 28 days
        ("744", "up to a month"),  # a month of 31 days
        ("745", "up to three months"),
        ("2208", "up to three months"),
        ("2209", "later"),
        ("17520", "later"),
        (None, UNKNOWN),
    ],
)
def test_a_time_falls_into_its_band(site_content: Content, hours: str | None, band: str) -> None:
    assert band_of(row(site_content, hours)) == band


def test_every_result_has_a_band_that_the_filter_knows(site_content: Content) -> None:
    found = {band_of(each) for each in site_content.results}
    assert found <= set(BAND_NAMES)
    assert found == set(BAND_NAMES)  # each of them is in use
    assert len(set(BAND_NAMES)) == len(BAND_NAMES)


def test_a_time_that_is_not_stated_is_not_taken_for_a_time(site_content: Content) -> None:
    unknown = [each for each in site_content.results if each.timepoint_hours is None]
    assert len(unknown) >= 10
    assert {band_of(each) for each in unknown} == {UNKNOWN}


def test_nothing_measured_means_that_nobody_looked(site_content: Content) -> None:
    counts = how_long([])
    assert [count.band for count in counts] == list(BAND_NAMES)
    assert all(count.nobody_looked for count in counts)


@pytest.mark.parametrize(
    ("result", "place"),
    [("ketamine better", 0), ("no difference shown", 1), ("control better", 2), ("not tested or not reported", 3)],
)
def test_a_result_is_counted_by_its_verdict_in_its_band_alone(site_content: Content, result: str, place: int) -> None:
    for band, hours in HOUR_OF_ITS_OWN.items():
        for count in how_long([row(site_content, hours, result=result)]):
            expected = [0, 0, 0, 0]
            expected[place] = int(count.band == band)
            assert count == BandCount(count.band, *expected)
            assert count.nobody_looked == (count.band != band)


def test_harms_are_no_benefit_that_lasts(site_content: Content) -> None:
    assert all(count.nobody_looked for count in how_long([row(site_content, 1, outcome_role="harm")]))
    assert all(count.nobody_looked for count in how_long([row(site_content, 1, outcome_role="process")]))


def test_how_long_counts_every_benefit_once(site_content: Content) -> None:
    for condition in site_content.conditions:
        rows = [each for each in site_content.results if each.condition == condition]
        benefits = [each for each in rows if each.outcome_role == "benefit"]
        counts = how_long(rows)
        assert sum(c.better + c.no_difference + c.worse + c.not_compared for c in counts) == len(benefits), condition


def test_for_ptsd_gains_within_a_day_and_none_shown_later(site_content: Content) -> None:
    rows = [each for each in site_content.results if each.condition == "ptsd"]
    by_band = {count.band: count for count in how_long(rows)}
    assert by_band["within a day"].better >= 1
    assert by_band["later"].better == 0
