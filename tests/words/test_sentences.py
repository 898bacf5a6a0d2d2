import re
from decimal import Decimal
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.reference import Source
from explainer.content.trials import PooledResult, TrialResult
from explainer.words.sentences import row_sentence, source_name

TRIAL = "popova-2019/madrs-day28"
POOLED = "borgogna-2024/24h"
NO_FIGURES: dict[str, Any] = dict.fromkeys(
    ("estimate", "ci_low", "ci_high", "events_ketamine", "n_ketamine", "events_control", "n_control", "pct_ketamine",
     "pct_control", "ci_level")
)  # fmt: skip


def trial(content: Content, **changes: Any) -> str:
    row = content.rows[TRIAL]
    assert isinstance(row, TrialResult)
    return row_sentence(content, row.model_copy(update=NO_FIGURES | {"drug": "racemic ketamine"} | changes))


def test_the_medicine_that_was_given_is_named(site_content: Content) -> None:
    said = trial(site_content, drug="esketamine", events_ketamine=6, n_ketamine=18, events_control=0, n_control=17)
    assert "6 of 18 people with esketamine" in said
    assert "with ketamine" not in said


def test_a_part_of_a_trial_is_not_given_the_people_of_the_whole(site_content: Content) -> None:
    row = site_content.rows["abbar-2022/si-remission-day3-bipolar"]
    assert "part of a trial of 156 people" in row_sentence(site_content, row)


def pooled(content: Content, **changes: Any) -> str:
    row = content.rows[POOLED]
    assert isinstance(row, PooledResult)
    return row_sentence(content, row.model_copy(update=changes))


def test_the_sentence_of_a_trial_gives_people_comparison_figures_and_interval(site_content: Content) -> None:
    assert row_sentence(site_content, site_content.rows["casey-2025-rsi/death-28d"]) == (
        "Casey et al. 2025, 2,365 people, against etomidate. In-hospital death by day 28, 28 days: 330 of 1,173 people "
        "with ketamine against 345 of 1,186; risk difference 0.8 percentage points in favour of ketamine (95% interval "
        "from 2.9 in favour of the comparison to 4.5 in favour of ketamine). No difference shown. "
        "The main outcome was missed."
    )


def test_a_pooled_result_is_said_with_its_trials_people_and_certainty(site_content: Content) -> None:
    assert row_sentence(site_content, site_content.rows["cochrane-uni-ket-midazolam-smd-24h"]) == (
        "Trials combined (Dean et al. 2021: 4 trials, 297 people). Depression score, ketamine against midazolam, 24 h: "
        "standardised difference 0.49 in favour of ketamine (interval 0.1 to 0.87). Ketamine did better. "
        "Published certainty: very low."
    )


def test_a_fact_is_said_in_its_own_words(site_content: Content) -> None:
    fact = site_content.approvals[0]
    assert row_sentence(site_content, fact) == fact.statement


def test_no_difference_has_neither_a_side_nor_a_minus_sign(site_content: Content) -> None:
    said = trial(site_content, estimate=Decimal("0.0"), ketamine_better_when="below")
    assert "mean difference 0.0. " in said
    assert "-" not in said.split("mean difference")[1]


def test_an_interval_on_one_side_is_said_from_small_to_large(site_content: Content) -> None:
    figures = {"estimate": Decimal(-4), "ci_low": Decimal(-7), "ci_high": Decimal(0)}
    said = trial(site_content, **figures, ci_level=95, ketamine_better_when="below")
    assert "mean difference 4 in favour of ketamine (95% interval 0 to 7)" in said


def test_an_interval_on_both_sides_names_them(site_content: Content) -> None:
    figures = {"estimate": Decimal(1), "ci_low": Decimal(-2), "ci_high": Decimal(4)}
    said = trial(site_content, **figures, ketamine_better_when="below")
    assert (
        "mean difference 1 in favour of the comparison (interval from 4 in favour of the comparison"
        " to 2 in favour of ketamine)"
    ) in said


def test_half_an_interval_is_not_shown(site_content: Content) -> None:
    said = trial(site_content, estimate=Decimal(1), ci_low=Decimal(0), ketamine_better_when="above")
    assert "interval" not in said


def test_a_ratio_is_said_as_it_was_published(site_content: Content) -> None:
    figures = {"estimate": Decimal("0.50"), "ci_low": Decimal("0.2"), "ci_high": Decimal("1.1")}
    said = pooled(site_content, **figures, effect_measure="odds ratio", ketamine_better_when="below")
    assert "odds ratio 0.50 (interval 0.2 to 1.1)" in said


@pytest.mark.parametrize(
    ("figure", "unit"), [("0.04", "of 1"), ("4", "percentage points"), ("0.4", "percentage points")]
)
def test_a_risk_difference_has_its_unit(site_content: Content, figure: str, unit: str) -> None:
    effect = {"effect_measure": "risk difference", "effect_unit": unit, "ketamine_better_when": "above"}
    said = trial(site_content, estimate=Decimal(figure), **effect)
    assert f"risk difference {figure} {unit} in favour of ketamine" in said


def test_fewer_harms_with_ketamine_are_not_called_doing_better(site_content: Content) -> None:
    said = pooled(site_content, outcome_role="harm", result="ketamine better")
    assert "Fewer with ketamine." in said and "did better" not in said
    assert "More with ketamine." in pooled(site_content, outcome_role="harm", result="control better")


def test_percentages_are_said_as_people_of_100(site_content: Content) -> None:
    said = trial(site_content, pct_ketamine=Decimal("69.3"), pct_control=Decimal("52.0"))
    assert "69.3 of 100 people with ketamine against 52.0 of 100" in said


def test_a_count_of_nobody_is_said(site_content: Content) -> None:
    said = trial(site_content, events_ketamine=6, n_ketamine=18, events_control=0, n_control=17)
    assert "6 of 18 people with ketamine against 0 of 17" in said


def test_a_trial_without_a_comparison_says_so(site_content: Content) -> None:
    assert ", no comparison group. " in trial(site_content, comparator_kind="none", comparator="none")


def test_a_result_without_figures_is_a_verdict_alone(site_content: Content) -> None:
    said = trial(site_content, is_primary=False, result="no difference shown")
    assert said.endswith("day 28. No difference shown.")


@pytest.mark.parametrize(("met", "said"), [(True, "was met."), (False, "was missed."), (None, "Ketamine did better.")])
def test_the_main_outcome_is_said_to_be_met_or_missed_only_where_known(
    site_content: Content, met: bool | None, said: str
) -> None:
    assert trial(site_content, is_primary=True, primary_met=met, result="ketamine better").endswith(said)


def test_people_of_a_whole_review_are_not_passed_off_as_those_of_one_analysis(site_content: Content) -> None:
    size = {"k_trials": 8, "n_participants": 1191}
    assert "; 8 trials, 1,191 people in the whole review)" in pooled(site_content, **size, size_of_review=True)
    assert ": 8 trials, 1,191 people)" in pooled(site_content, **size, size_of_review=False)
    assert ": 1 trial)" in pooled(site_content, k_trials=1, n_participants=None, size_of_review=False)


def test_no_sentence_shows_the_insides_of_the_program(site_content: Content) -> None:
    computed = [row_sentence(site_content, row) for row in (*site_content.results, *site_content.pooled)]
    slips = r"\bNone\b|\bnan\b|\bNaN\b|Decimal|E[+-]\d|\(\)|  | [.,;:]|\.\.|[:;,]\.|(?<![\w)])-0(\.0+)?\b"
    assert [line for line in computed if re.search(slips, line)] == []
    assert all(line.endswith(".") for line in computed)


def test_every_row_has_a_sentence(site_content: Content) -> None:
    assert [row.id for row in site_content.rows.values() if len(row_sentence(site_content, row)) < 20] == []


def test_a_source_is_named_by_author_and_year_else_by_title() -> None:
    source = Source(id="a", kind="law", title="A law of 1999", link="none")
    assert source_name(source) == "A law of 1999"
    assert source_name(source.model_copy(update={"year": 1999})) == "A law of 1999"
    assert source_name(source.model_copy(update={"year": 2001})) == "A law of 1999 2001"
    assert source_name(source.model_copy(update={"authors_short": "Feder et al.", "year": 2021})) == "Feder et al. 2021"
