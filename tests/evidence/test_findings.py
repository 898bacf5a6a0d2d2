from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.content.published import RATIOS
from explainer.content.trials import TrialResult
from explainer.evidence.findings import oriented

DIFFERENCES = ("mean difference", "risk difference", "SMD", "log odds ratio")


def result(measure: str, better_when: str, low: Any, mid: Any, high: Any) -> TrialResult:
    """A result with these figures; its other fields do not matter here."""
    figures = {
        key: None if value is None else Decimal(str(value))
        for key, value in {"ci_low": low, "estimate": mid, "ci_high": high}.items()
    }
    return TrialResult.model_construct(
        effect_measure=measure, ketamine_better_when=better_when, null_value=Decimal(measure in RATIOS), **figures
    )


def test_a_fall_in_symptoms_below_zero_is_turned_into_a_gain() -> None:
    effect = oriented(result("mean difference", "below", "-7.31", "-4.0", "-0.64"))
    assert effect is not None
    assert (effect.estimate, effect.low, effect.high) == (Decimal("4.0"), Decimal("0.64"), Decimal("7.31"))
    assert (effect.is_ratio, effect.null) == (False, 0)


def test_a_gain_above_zero_stays_as_it_was_published() -> None:
    effect = oriented(result("SMD", "above", "-0.1", "0.30", "0.7"))
    assert effect is not None
    assert [str(figure) for figure in (effect.low, effect.estimate, effect.high)] == ["-0.1", "0.30", "0.7"]


def test_a_ratio_below_one_is_turned_over() -> None:
    effect = oriented(result("odds ratio", "below", "0.25", "0.5", "2"))
    assert effect is not None
    assert (effect.low, effect.estimate, effect.high) == (Decimal("0.5"), Decimal(2), Decimal(4))
    assert (effect.is_ratio, effect.null) == (True, 1)


def test_a_result_without_a_direction_or_an_estimate_has_no_effect_to_show() -> None:
    assert oriented(result("mean difference", "", 1, 2, 3)) is None
    assert oriented(result("mean difference", "above", 1, None, 3)) is None


def test_an_unknown_end_of_an_interval_stays_unknown_on_its_side() -> None:
    effect = oriented(result("mean difference", "below", "-3", "-2", None))
    assert effect is not None
    assert (effect.low, effect.high) == (None, Decimal(3))


def test_no_difference_is_never_a_minus_zero() -> None:
    effect = oriented(result("mean difference", "below", "0.0", "0.0", "0.0"))
    assert effect is not None
    assert [str(figure) for figure in (effect.low, effect.estimate, effect.high)] == ["0.0", "0.0", "0.0"]


FIGURES = st.decimals(-1000, 1000, places=2)
POSITIVE = st.decimals("0.01", 100, places=2)


@given(measure=st.sampled_from(DIFFERENCES), ends=st.lists(FIGURES, min_size=3, max_size=3).map(sorted))
def test_turning_a_difference_flips_its_sign_and_keeps_the_order(measure: str, ends: list[Decimal]) -> None:
    effect = oriented(result(measure, "below", *ends))
    assert effect is not None and effect.low is not None and effect.high is not None
    assert (effect.estimate, effect.low, effect.high) == (-ends[1], -ends[2], -ends[0])
    assert effect.low <= effect.estimate <= effect.high


@given(measure=st.sampled_from(RATIOS), ends=st.lists(POSITIVE, min_size=3, max_size=3).map(sorted))
def test_turning_a_ratio_inverts_it_and_keeps_the_order(measure: str, ends: list[Decimal]) -> None:
    effect = oriented(result(measure, "below", *ends))
    assert effect is not None and effect.low is not None and effect.high is not None
    assert float(effect.estimate * ends[1]) == pytest.approx(1)
    assert effect.low <= effect.estimate <= effect.high
    assert (effect.estimate > 1) == (ends[1] < 1)


@given(measure=st.sampled_from((*DIFFERENCES, *RATIOS)), ends=st.lists(POSITIVE, min_size=3, max_size=3).map(sorted))
def test_an_effect_turned_twice_is_itself(measure: str, ends: list[Decimal]) -> None:
    once = oriented(result(measure, "below", *ends))
    assert once is not None
    twice = oriented(result(measure, "below", once.low, once.estimate, once.high))
    assert twice is not None
    assert [float(figure or 0) for figure in (twice.low, twice.estimate, twice.high)] == pytest.approx(
        [float(end) for end in ends]
    )


def test_every_published_effect_favours_who_the_result_says(site_content: Content) -> None:
    wrong = []
    for row in (*site_content.results, *site_content.pooled):
        effect = oriented(row)
        if effect and row.result in ("ketamine better", "control better"):
            better = effect.estimate > effect.null if row.result == "ketamine better" else effect.estimate < effect.null
            wrong += [] if better else [row.id]
    assert wrong == []
