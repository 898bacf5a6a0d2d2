"""The arithmetic of pooling: against metafor's printed results, against PyMARE, and what it may never do."""

import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from explainer.evidence.pooling import FEWEST_FOR_PREDICTION, Pooled, Study, leave_one_out, pool

BCG: dict[str, Any] = json.loads(Path(__file__).with_name("metafor_bcg.json").read_text(encoding="utf-8"))
LAST_DIGIT = 0.00005
"""Half of the last digit that metafor prints."""


def studies(effects: list[float], errors: list[float], *, is_ratio: bool = False) -> list[Study]:
    pairs = enumerate(zip(effects, errors, strict=True))
    return [Study(f"trial-{place}/result", effect, error, is_ratio) for place, (effect, error) in pairs]


@st.composite
def some_studies(draw: st.DrawFn, fewest: int = 3) -> list[Study]:
    """Trials like those on the site: effects of any size, standard errors of one order of magnitude."""
    number = draw(st.integers(fewest, 12))
    effects = draw(st.lists(st.floats(-20, 20), min_size=number, max_size=number))
    errors = draw(st.lists(st.floats(0.5, 5), min_size=number, max_size=number))
    return studies(effects, errors)


def numbers(pooled: Pooled) -> list[float]:
    return [pooled.estimate, pooled.low, pooled.high, pooled.tau2, pooled.i2, *(pooled.prediction or ())]


# Against metafor


@pytest.fixture(scope="module")
def bcg() -> list[Study]:
    made = []
    for tpos, tneg, cpos, cneg in BCG["tpos_tneg_cpos_cneg"]:
        effect = math.log(tpos / (tpos + tneg)) - math.log(cpos / (cpos + cneg))
        variance = 1 / tpos - 1 / (tpos + tneg) + 1 / cpos - 1 / (cpos + cneg)
        made.append(Study(f"bcg-{len(made)}/rr", effect, math.sqrt(variance), is_ratio=True))
    return made


def test_the_13_bcg_trials_go_in_as_metafor_has_them(bcg: list[Study]) -> None:
    assert [each.effect for each in bcg] == pytest.approx(BCG["yi"], abs=LAST_DIGIT)
    assert [each.standard_error**2 for each in bcg] == pytest.approx(BCG["vi"], abs=LAST_DIGIT)


def test_estimate_interval_and_variance_are_those_that_metafor_prints(bcg: list[Study]) -> None:
    pooled = pool(bcg)
    assert pooled.k == 13
    assert pooled.estimate == pytest.approx(BCG["estimate"], abs=LAST_DIGIT)
    assert (pooled.low, pooled.high) == pytest.approx(BCG["ci"], abs=LAST_DIGIT)
    assert pooled.tau2 == pytest.approx(BCG["tau2"], abs=LAST_DIGIT)
    assert pooled.i2 == pytest.approx(BCG["i2"], abs=0.005)


def test_risk_ratios_and_the_prediction_interval_are_those_that_metafor_prints(bcg: list[Study]) -> None:
    pooled = pool(bcg)
    assert pooled.prediction is not None
    assert round(math.exp(pooled.estimate), 2) == BCG["risk_ratio"]
    assert [round(math.exp(end), 2) for end in (pooled.low, pooled.high)] == BCG["risk_ratio_ci"]
    assert [round(math.exp(end), 2) for end in pooled.prediction] == BCG["risk_ratio_prediction"]


# Against PyMARE


# PyMARE leaves a file of its own open when it is imported; nothing of ours is ignored.
@pytest.mark.filterwarnings(r"ignore:.*expressions\.json:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings(r"ignore:unclosed file .*expressions\.json:ResourceWarning")
def test_an_independent_implementation_finds_the_same() -> None:
    from pymare import Dataset
    from pymare.estimators import VarianceBasedLikelihoodEstimator

    luck = np.random.default_rng(3)
    for number in (3, 3, 4, 4, 5, 6, 8, 13, 20, 40):
        for spread in (0.0, 0.5, 2.0, 8.0):
            errors = luck.uniform(0.5, 3, number)
            effects = luck.normal(4, np.hypot(errors, spread))
            other = VarianceBasedLikelihoodEstimator(
                method="reml", small_sample_correction="knapp-hartung-conservative", xtol=1e-10
            )
            found = other.fit_dataset(Dataset(effects, errors**2)).summary()
            told = {name: value.item() for name, value in found.get_fe_stats(alpha=0.05).items()}
            pooled = pool(studies(effects.tolist(), errors.tolist()))
            close = 0.001 * told["se"]
            assert pooled.tau2 == pytest.approx(found.tau2.item(), abs=0.001 * float(np.mean(errors**2)), rel=0.001)
            assert pooled.estimate == pytest.approx(told["est"], abs=close)
            assert (pooled.low, pooled.high) == pytest.approx((told["ci_l"], told["ci_u"]), abs=10 * close)


# What it may never do


@given(some_studies())
def test_the_interval_is_never_narrower_than_walds(given_studies: list[Study]) -> None:
    pooled = pool(given_studies)
    weights = sum(1 / (each.standard_error**2 + pooled.tau2) for each in given_studies)
    wald = norm.ppf(0.975) / math.sqrt(weights)
    assert (pooled.high - pooled.low) / 2 >= wald
    assert pooled.low < pooled.estimate < pooled.high


def test_trials_that_agree_by_chance_do_not_make_the_interval_narrow() -> None:
    pooled = pool(studies([4.0, 4.0, 4.0], [1.5, 1.5, 1.5]))
    assert (pooled.estimate, pooled.tau2, pooled.i2) == (pytest.approx(4), 0, 0)
    assert pooled.high - pooled.estimate == pytest.approx(4.302653 * 1.5 / math.sqrt(3), rel=1e-6)  # t with 2 df


@given(some_studies())
def test_the_estimate_lies_among_the_trials(given_studies: list[Study]) -> None:
    pooled = pool(given_studies)
    effects = [each.effect for each in given_studies]
    assert min(effects) - 1e-9 <= pooled.estimate <= max(effects) + 1e-9
    assert pooled.tau2 >= 0
    assert 0 <= pooled.i2 < 100


@given(some_studies(), st.integers(0, 2**32))
def test_the_order_of_trials_does_not_matter(given_studies: list[Study], seed: int) -> None:
    mixed = random.Random(seed).sample(given_studies, len(given_studies))
    assert numbers(pool(mixed)) == pytest.approx(numbers(pool(given_studies)), rel=1e-6, abs=1e-6)


@given(some_studies(), st.floats(-50, 50))
def test_a_shift_of_all_trials_shifts_the_result_and_nothing_else(given_studies: list[Study], by: float) -> None:
    one = pool(given_studies)
    other = pool(studies([s.effect + by for s in given_studies], [s.standard_error for s in given_studies]))
    assert (other.estimate, other.low, other.high) == pytest.approx(
        (one.estimate + by, one.low + by, one.high + by), abs=1e-6
    )
    assert (other.tau2, other.i2) == pytest.approx((one.tau2, one.i2), rel=1e-5, abs=1e-5)


@given(some_studies(), st.sampled_from([-1.0, 0.01, 0.1, 3.0, 100.0]))
def test_another_unit_changes_the_numbers_in_proportion(given_studies: list[Study], factor: float) -> None:
    one = pool(given_studies)
    errors = [abs(factor) * s.standard_error for s in given_studies]
    other = pool(studies([factor * s.effect for s in given_studies], errors))
    ends = sorted((factor * one.low, factor * one.high))
    near = 1e-3 * min(errors)
    assert other.estimate == pytest.approx(factor * one.estimate, abs=near)
    assert [other.low, other.high] == pytest.approx(ends, abs=10 * near)
    assert other.tau2 == pytest.approx(factor**2 * one.tau2, rel=1e-3, abs=1e-3 * min(errors) ** 2)
    assert other.i2 == pytest.approx(one.i2, abs=0.05)


@given(some_studies(fewest=5))
def test_the_prediction_interval_is_wider_than_the_interval(given_studies: list[Study]) -> None:
    pooled = pool(given_studies)
    assert pooled.prediction is not None
    low, high = pooled.prediction
    assert low <= pooled.low < pooled.high <= high
    assert (low < pooled.low) == (high > pooled.high) == (pooled.tau2 > 1e-9)


@pytest.mark.parametrize("number", [3, 4, 5, 6])
def test_a_prediction_interval_needs_five_trials(number: int) -> None:
    pooled = pool(studies([float(place) for place in range(number)], [1.0] * number))
    assert (pooled.prediction is not None) == (number >= 5)
    assert FEWEST_FOR_PREDICTION == 5


# What it refuses


@pytest.mark.parametrize("number", [0, 1, 2])
def test_fewer_than_three_trials_are_refused_with_their_number(number: int) -> None:
    with pytest.raises(ValueError, match=f"{number} trials are too few to pool; 3 are needed"):
        pool(studies([1.0, 2.0][:number], [1.0, 1.0][:number]))


def test_ratios_and_differences_are_never_mixed() -> None:
    mixed = [*studies([1.0, 2.0], [1.0, 1.0]), Study("other/ratio", 0.5, 1.0, is_ratio=True)]
    with pytest.raises(ValueError, match="ratios and differences"):
        pool(mixed)


@pytest.mark.parametrize(("effect", "error"), [(math.nan, 1.0), (math.inf, 1.0), (1.0, 0.0), (1.0, math.nan)])
def test_a_trial_without_a_finite_effect_and_error_is_refused(effect: float, error: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        pool(studies([1.0, 2.0, effect], [1.0, 1.0, error]))


# Without one of them


@given(some_studies(fewest=4))
def test_leaving_out_each_trial_in_turn_gives_an_estimate_without_each(given_studies: list[Study]) -> None:
    others = leave_one_out(given_studies)
    assert list(others) == [each.id for each in given_studies]
    for left_out, pooled in others.items():
        assert pooled.k == len(given_studies) - 1
        assert pooled == pool([each for each in given_studies if each.id != left_out])


def test_of_three_trials_none_can_be_left_out() -> None:
    assert leave_one_out(studies([1.0, 2.0, 3.0], [1.0, 1.0, 1.0])) == {}


def test_huge_ratios_are_pooled_on_the_log_scale() -> None:
    width = (math.log(242.57) - math.log(3.45)) / (2 * norm.ppf(0.975))
    pooled = pool(studies([math.log(28.94), math.log(1.1), math.log(0.9)], [width, 0.4, 0.3], is_ratio=True))
    assert 0.5 < math.exp(pooled.estimate) < 28.94
    assert 0 < math.exp(pooled.low) < math.exp(pooled.high) < math.inf
