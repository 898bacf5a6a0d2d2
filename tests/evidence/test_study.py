"""How a result of the tables becomes a study that can be pooled: effect, direction and standard error."""

import math
from decimal import Decimal
from typing import Any

import pytest

from explainer.content import Content, content
from explainer.content.published import RATIOS
from explainer.content.trials import TrialResult
from explainer.evidence import pooling
from explainer.evidence.findings import finding_of
from explainer.evidence.pooling import Study, leave_one_out, pool

Z90, Z95 = 1.6448536269514722, 1.959963984540054


def result(content: Content, row_id: str, **changes: Any) -> TrialResult:
    row = content.rows[row_id]
    assert isinstance(row, TrialResult)
    return row.model_copy(update=changes)


def study(row: TrialResult) -> Study | None:
    return pooling.study(finding_of(content(), row))


def made(row: TrialResult) -> Study:
    found = study(row)
    assert found is not None
    return found


def test_a_printed_standard_error_goes_before_the_interval(site_content: Content) -> None:
    row = result(site_content, "popova-2019/madrs-day28")
    assert (row.ci_low, row.standard_error) == (Decimal("-7.31"), Decimal("1.69"))
    assert made(row) == Study(row.id, 4.0, 1.69, False)


def test_a_printed_standard_error_is_enough_without_an_interval(site_content: Content) -> None:
    row = result(site_content, "canuso-2018/madrs-24h")
    assert row.ci_low is None
    assert made(row) == Study(row.id, 7.2, 2.85, False)


def test_without_a_standard_error_the_95_percent_interval_gives_it(site_content: Content) -> None:
    found = made(result(site_content, "popova-2019/response-day28"))
    assert found.effect == 17.3
    assert found.standard_error == pytest.approx((30.6 - 4.01) / (2 * Z95))


def test_an_interval_widened_for_several_doses_does_not_widen_the_standard_error(site_content: Content) -> None:
    row = result(site_content, "takahashi-2021/madrs-day28-84mg")
    assert row.ci_level == 90
    assert made(row).standard_error == 2.26


def test_a_90_percent_interval_is_read_at_its_own_level(site_content: Content) -> None:
    row = result(site_content, "takahashi-2021/madrs-day28-84mg", standard_error=None)
    assert row.ci_level == 90
    width = float(row.ci_high) - float(row.ci_low)  # type: ignore[arg-type]
    assert made(row).standard_error == pytest.approx(width / (2 * Z90))


def test_where_interval_and_standard_error_are_printed_they_agree(site_content: Content) -> None:
    both = [row for row in site_content.results if row.standard_error and row.ci_low is not None]
    plain = [row for row in both if row.ci_level == 95]  # the others are widened for several doses
    assert len(plain) >= 3
    for row in plain:
        from_interval = made(row.model_copy(update={"standard_error": None})).standard_error
        assert from_interval == pytest.approx(float(row.standard_error or 0), rel=0.02), row.id


def test_a_ratio_is_taken_as_its_logarithm(site_content: Content) -> None:
    found = made(result(site_content, "murrough-2013/response-24h"))
    assert found.is_ratio
    assert found.effect == pytest.approx(math.log(2.18))
    assert found.standard_error == pytest.approx(math.log(4.14 / 1.21) / (2 * Z95))


def test_a_ratio_that_is_good_below_one_is_turned_round(site_content: Content) -> None:
    found = made(result(site_content, "wang-2024/mde-42d"))
    assert found.effect == pytest.approx(-math.log(0.26))
    assert found.standard_error == pytest.approx(math.log(0.48 / 0.14) / (2 * Z95))


def test_a_huge_ratio_is_read_like_any_other(site_content: Content) -> None:
    huge = {"estimate": Decimal("28.94"), "ci_low": Decimal("3.45"), "ci_high": Decimal("242.57")}
    found = made(result(site_content, "murrough-2013/response-24h", **huge))
    assert found.effect == pytest.approx(3.3652, abs=0.0001)
    assert found.standard_error == pytest.approx(math.log(242.57 / 3.45) / (2 * Z95))


def test_counts_give_a_risk_difference_in_percentage_points(site_content: Content) -> None:
    row = result(site_content, "jabre-2009/death-28d")
    assert (row.events_ketamine, row.n_ketamine, row.events_control, row.n_control) == (72, 235, 81, 234)
    found = made(row)
    with_ketamine, without = 72 / 235, 81 / 234
    variance = with_ketamine * (1 - with_ketamine) / 235 + without * (1 - without) / 234
    assert found.effect == pytest.approx(100 * (without - with_ketamine))  # fewer deaths with ketamine is better
    assert found.standard_error == pytest.approx(100 * math.sqrt(variance))


def test_a_good_event_counts_the_other_way_round(site_content: Content) -> None:
    row = result(site_content, "jabre-2009/death-28d")
    turned = row.model_copy(update={"event_is_good": True})
    assert made(turned).effect == -made(row).effect
    assert made(turned).standard_error == made(row).standard_error


def test_more_survivors_with_ketamine_favour_it_though_deaths_were_printed(site_content: Content) -> None:
    row = result(site_content, "matchett-2022-evk/survival-28d")
    assert (row.estimate, row.ketamine_better_when) == (Decimal("-2.7"), "below")
    assert (row.pct_ketamine, row.pct_control) == (Decimal("66.8"), Decimal("64.1"))
    assert made(row).effect == pytest.approx(66.8 - 64.1)


@pytest.mark.parametrize("missing", ["ci_low", "ci_high", "ci_level"])
def test_an_effect_without_an_interval_is_not_pooled(site_content: Content, missing: str) -> None:
    row = result(site_content, "popova-2019/response-day28", **{missing: None})
    assert study(row) is None


def test_a_share_without_head_counts_is_not_pooled(site_content: Content) -> None:
    for name in ("n_ketamine", "n_control", "events_ketamine", "events_control", "event_is_good"):
        assert study(result(site_content, "jabre-2009/death-28d", **{name: None})) is None, name


def test_every_result_that_may_be_pooled_can_be(site_content: Content) -> None:
    marked = [row for row in site_content.results if row.pool_key]
    assert len(marked) >= 15
    assert [row.id for row in marked if study(row) is None] == []


def test_results_that_may_be_pooled_are_of_different_people_and_on_one_scale(site_content: Content) -> None:
    keys = {row.pool_key for row in site_content.results if row.pool_key}
    for key in keys:
        rows = [row for row in site_content.results if row.pool_key == key]
        assert len({row.trial for row in rows}) == len(rows), key
        assert len({made(row).is_ratio for row in rows}) == 1, key
        assert len({row.effect_measure for row in rows if row.effect_measure}) <= 1, key
        assert len({row.condition for row in rows}) == 1, key


def test_no_ratios_are_marked_for_pooling_yet(site_content: Content) -> None:
    assert not [row.id for row in site_content.results if row.pool_key and row.effect_measure in RATIOS]


def test_the_four_trials_of_the_nasal_spray_are_pooled_as_by_hand(site_content: Content) -> None:
    key = "esketamine-nasal-vs-placebo/MADRS-difference/day28"
    rows = [made(row) for row in site_content.results if row.pool_key == key]
    assert sorted(each.id.split("/")[0] for each in rows) == [
        "fedgchin-2019", "ochs-ross-2020", "popova-2019", "takahashi-2021",
    ]  # fmt: skip
    pooled = pool(rows)
    assert pooled.tau2 == 0  # they vary less than chance, so the weights are those of a fixed-effect estimate
    weights = [each.standard_error**-2 for each in rows]
    by_hand = sum(w * each.effect for w, each in zip(weights, rows, strict=True)) / sum(weights)
    assert pooled.estimate == pytest.approx(by_hand)
    assert (pooled.high - pooled.estimate) == pytest.approx(3.182446 / math.sqrt(sum(weights)), rel=1e-6)
    assert set(leave_one_out(rows)) == {each.id for each in rows}
