"""Intervals from head-counts: the worked examples of the paper, and what must hold for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import content
from explainer.evidence.derived import difference_of, newcombe, wilson
from explainer.evidence.findings import Arm, finding_of


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 5.24, 33.39),
        ((9, 10, 3, 10), 17.05, 80.90),
        ((5, 56, 0, 29), -3.81, 19.26),
        ((0, 10, 0, 20), -16.11, 27.75),
        ((10, 10, 0, 10), 60.75, 100.0),
    ],
)
def test_the_examples_of_newcombes_table(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    made = newcombe(*counts)
    assert (made.low, made.high) == pytest.approx((low, high), abs=0.006)


def counts_of(arm: Arm) -> tuple[int, int]:
    assert arm.events is not None
    assert arm.people is not None
    return arm.events, arm.people


groups = st.integers(1, 3000).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))


@given(groups, groups)
def test_the_interval_contains_the_difference_and_stays_within_100_people(
    drug: tuple[int, int], control: tuple[int, int]
) -> None:
    made = newcombe(*drug, *control)
    assert -100 - 1e-9 <= made.low <= made.value <= made.high <= 100 + 1e-9
    turned = newcombe(*control, *drug)
    assert (turned.value, turned.low, turned.high) == pytest.approx((-made.value, -made.high, -made.low))


@given(groups)
def test_ten_times_the_people_give_a_narrower_interval(group: tuple[int, int]) -> None:
    low, high = wilson(*group)
    many_low, many_high = wilson(group[0] * 10, group[1] * 10)
    assert many_high - many_low < high - low


@pytest.mark.parametrize(("events", "people"), [(5, 4), (-1, 4), (0, 0)])
def test_counts_that_cannot_be_are_refused(events: int, people: int) -> None:
    with pytest.raises(ValueError, match="can't be"):
        wilson(events, people)


def test_a_result_without_shares_in_both_groups_or_of_a_crossover_has_no_interval_of_ours() -> None:
    for row in content().results:
        finding = finding_of(content(), row)
        if finding.arms.of_100 is None or row.is_crossover:
            assert difference_of(finding) is None, row.id


def test_a_published_interval_of_the_difference_wins_and_ours_is_near_it() -> None:
    both = [
        (row, finding)
        for row in content().results
        if row.effect_measure == "risk difference" and (finding := finding_of(content(), row)).is_drawn
    ]
    counted = [(row, finding) for row, finding in both if finding.arms.are_counted]
    assert counted
    for row, finding in counted:
        assert difference_of(finding) is None, row.id
        arms, unit = finding.arms, 1 if row.effect_unit == "percentage points" else 100
        made = newcombe(*counts_of(arms.drug), *counts_of(arms.comparison))
        assert abs(made.low - unit * float(row.ci_low or 0)) < 2, row.id
        assert abs(made.high - unit * float(row.ci_high or 0)) < 2, row.id
