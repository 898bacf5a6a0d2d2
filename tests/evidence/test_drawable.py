"""Which findings get an interval of our own, on which side it stands, and that a printed one always wins."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.derived import OF_100, drawable, whole_people
from explainer.evidence.findings import Arm, Finding, finding_of
from explainer.evidence.forest import one_a_trial, panels


def counted(content: Content, **changes: Any) -> Finding[TrialResult]:
    """The finding of a result with head-counts and no printed interval."""
    row = content.rows["su-2023/response-d2-3"]
    assert isinstance(row, TrialResult)
    return finding_of(content, row.model_copy(update={"id": f"{row.trial}/{changes}", **changes}))


def test_a_printed_interval_is_never_replaced(site_content: Content) -> None:
    for row in site_content.results:
        finding = finding_of(site_content, row)
        if finding.is_drawn:
            assert drawable(finding) is finding, row.id


def test_an_interval_of_ours_is_marked_and_agrees_with_the_verdict(site_content: Content) -> None:
    made = [
        each for row in site_content.results if (each := drawable(finding_of(site_content, row))).interval != "printed"
    ]
    assert len(made) >= 100
    for finding in made:
        effect = finding.effect
        assert effect is not None and effect.low is not None and effect.high is not None
        assert effect.low <= effect.estimate <= effect.high, finding.id
        if finding.verdict == "ketamine better":
            assert effect.estimate > 0, finding.id
        if finding.verdict == "control better":
            assert effect.estimate < 0, finding.id


def test_the_upper_side_is_ketamines_whether_the_event_is_good_or_bad(site_content: Content) -> None:
    good, bad = (drawable(counted(site_content, event_is_good=is_good)).effect for is_good in (True, False))
    assert good is not None and bad is not None and good.low is not None and good.high is not None
    assert (bad.estimate, bad.low, bad.high) == (-good.estimate, -good.high, -good.low)
    assert good.estimate == Decimal("23.8")  # 15 of 42 against 5 of 42


@pytest.mark.parametrize(
    "change",
    [
        {"design": "crossover RCT"},
        {"comparator_kind": "none"},
        {"event_is_good": None},
        {"n_control": None},
        {"safe_for_icons": False},
        {"events_control": None, "pct_control": None},
        {"events_control": None, "pct_differs": "of others"},
    ],
)
def test_without_two_counted_groups_of_different_people_there_is_none(
    site_content: Content, change: dict[str, Any]
) -> None:
    assert not drawable(counted(site_content, **change)).is_drawn


def test_a_printed_standard_error_gives_the_normal_interval(site_content: Content) -> None:
    row = site_content.rows["canuso-2018/madrs-24h"]
    assert isinstance(row, TrialResult)
    made = drawable(finding_of(site_content, row.model_copy(update={"standard_error": Decimal(3)})))
    assert made.interval == "standard error"
    assert made.effect is not None
    assert (made.effect.low, made.effect.high) == (Decimal("1.3"), Decimal("13.1"))  # 7.2 and 1.96 times 3


def test_printed_and_own_differences_stand_on_one_axis(site_content: Content) -> None:
    ours, printed = drawable(counted(site_content)), site_content.rows["popova-2019/response-day28"]
    assert isinstance(printed, TrialResult)
    speaking, _ = one_a_trial([ours, finding_of(site_content, printed)])
    (panel,) = panels(speaking, [])
    assert panel.axis == OF_100
    assert len(panel.findings) == 2


@given(
    st.integers(1, 400).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people))), st.integers(0, 2)
)
def test_a_percentage_gives_the_number_it_was_made_from_or_nothing(group: tuple[int, int], digits: int) -> None:
    events, people = group
    printed = Decimal(100 * events / people).quantize(Decimal(1).scaleb(-digits))
    assert whole_people(Arm(None, people, printed)) in (events, None)
    assert whole_people(Arm(events, people, None)) == events
    assert whole_people(Arm(None, None, printed)) is None


@pytest.mark.parametrize(
    ("people", "percent", "number"),
    [(120, "37.5", 45), (29, "24.1", 7), (219, "10", None), (170, "41.1", None), (9, "88", None), (10, "100", 10)],
)
def test_a_percentage_gives_a_count_only_where_exactly_one_number_fits(
    people: int, percent: str, number: int | None
) -> None:
    assert whole_people(Arm(None, people, Decimal(percent))) == number
