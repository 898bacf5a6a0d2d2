"""Which results stand on one axis: one row a trial, one kind of comparison, one scale, ketamine's side up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.published import RATIOS
from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import Panel, Reviews, Trials, families_of, one_a_trial, panels

View = tuple[str, Trials, list[Panel]]


@pytest.fixture(scope="module")
def views(site_content: Content) -> list[View]:
    """Every condition and kind of outcome: its name, the findings that speak for their trials, the panels."""
    return list(_views(site_content))


def _views(content: Content) -> Iterator[View]:
    for condition in content.conditions:
        rows = [row for row in content.results if row.condition == condition]
        for family in families_of(rows):
            speaking, _ = one_a_trial(findings(content, [row for row in rows if row.family == family]))
            pooled = [row for row in content.pooled if (row.condition, row.family) == (condition, family)]
            yield f"{condition}: {family}", speaking, panels(speaking, reviews(content, pooled))


def findings(content: Content, rows: Sequence[TrialResult]) -> Trials:
    return [finding_of(content, row) for row in rows]


def reviews(content: Content, rows: Sequence[PooledResult]) -> Reviews:
    return [finding_of(content, row) for row in rows]


def row_of(content: Content, row_id: str, **changes: Any) -> TrialResult:
    row = content.rows[row_id]
    assert isinstance(row, TrialResult)
    return row.model_copy(update=changes)


def ids(made: list[Panel]) -> list[list[str]]:
    return [[finding.id for finding in panel.findings] for panel in made]


# The kinds of outcome


def test_every_kind_of_outcome_can_be_chosen_once(site_content: Content) -> None:
    for condition in site_content.conditions:
        rows = [row for row in site_content.results if row.condition == condition]
        assert sorted(families_of(rows)) == sorted({row.family for row in rows}), condition


def test_what_most_trials_had_as_their_main_outcome_comes_first(site_content: Content) -> None:
    rows = [row for row in site_content.results if row.condition == "ptsd"]
    assert families_of(rows)[0] == "ptsd-score"
    assert families_of([]) == []


# One row a trial


def test_each_trial_speaks_once_and_no_result_is_lost(site_content: Content) -> None:
    for condition in site_content.conditions:
        rows = [row for row in site_content.results if row.condition == condition]
        for family in families_of(rows):
            members = [row for row in rows if row.family == family]
            speaking, rest = one_a_trial(findings(site_content, members))
            assert sorted(each.row.trial for each in speaking) == sorted({row.trial for row in members})
            assert sorted(each.id for each in [*speaking, *rest]) == sorted(row.id for row in members)


def test_a_main_outcome_speaks_for_its_trial_where_there_is_one(site_content: Content, views: list[View]) -> None:
    for name, speaking, _ in views:
        for row in (finding.row for finding in speaking):
            sisters = [r for r in site_content.results if (r.trial, r.family) == (row.trial, row.family)]
            has_main = any(r.is_primary for r in sisters if r.condition == row.condition)
            assert bool(row.is_primary) == has_main, (name, row.id)


def test_the_dose_to_use_speaks_where_doses_share_their_control_group(site_content: Content) -> None:
    standard, low = (row_of(site_content, f"abdallah-2022/pcl5-{dose}") for dose in ("standard", "low"))
    for order in ([standard, low], [low, standard]):
        speaking, rest = one_a_trial(findings(site_content, order))
        assert ([row.id for row in speaking], [row.id for row in rest]) == ([standard.id], [low.id])


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"is_primary": True, "ci_low": None}, {"is_primary": False}),
        ({"pool_key": ""}, {"ci_low": None, "pool_key": "some/key"}),
        ({"pool_key": "some/key"}, {"pool_key": "", "speaks_for_trial": True}),
        ({"pool_key": "", "speaks_for_trial": True}, {"pool_key": ""}),
    ],
)
def test_main_outcome_then_interval_then_pooled_dose_decides_which_finding_speaks(
    site_content: Content, better: dict[str, Any], worse: dict[str, Any]
) -> None:
    base = row_of(site_content, "popova-2019/madrs-day28", speaks_for_trial=False)
    one, other = base.model_copy(update={"id": "a", **better}), base.model_copy(update={"id": "b", **worse})
    for order in ([one, other], [other, one]):
        assert [each.id for each in one_a_trial(findings(site_content, order))[0]] == ["a"]


# Which panel


def test_every_comparison_stands_in_one_panel_and_nothing_else_does(site_content: Content, views: list[View]) -> None:
    assert len(views) > 70
    for name, speaking, made in views:
        others = site_content.other_questions
        compared = [each.id for each in speaking if each.row.comparator_kind != "none" and each.id not in others]
        drawn = [row_id for panel in made if panel.kind != "reviews" for row_id in ids([panel])[0]]
        assert sorted(drawn) == sorted(compared), name


def test_ketamine_against_ketamine_is_never_on_a_plot(site_content: Content) -> None:
    others = [row_of(site_content, row_id) for row_id in site_content.other_questions if "anxious" not in row_id]
    assert len(others) >= 5
    assert panels(findings(site_content, others), []) == []


def test_results_without_a_comparison_group_are_never_on_a_plot(site_content: Content) -> None:
    alone = [row for row in site_content.results if row.comparator_kind == "none"]
    assert len(alone) >= 10
    assert panels(findings(site_content, alone), []) == []


def test_placebo_and_another_treatment_never_share_a_panel(site_content: Content, views: list[View]) -> None:
    for name, _, made in views:
        for panel in made:
            rows = [site_content.rows[row_id] for row_id in ids([panel])[0]]
            kinds = {row.comparator_kind == "active-treatment" for row in rows if isinstance(row, TrialResult)}
            assert kinds <= {panel.kind == "treatment"}, name
    same = row_of(site_content, "popova-2019/madrs-day28")
    other = same.model_copy(update={"id": "other", "comparator_kind": "active-treatment"})
    assert ids(panels(findings(site_content, [same, other]), [])) == [[same.id], ["other"]]


@pytest.mark.parametrize(
    "change",
    [
        {"scale": "HDRS"},
        {"ci_level": 90},
        {"effect_measure": "SMD"},
        {"effect_measure": "risk difference"},
        {"effect_measure": "odds ratio", "estimate": Decimal(2), "ci_low": Decimal(1), "ci_high": Decimal(4)},
    ],
)
def test_another_scale_measure_or_level_of_interval_has_a_panel_of_its_own(
    site_content: Content, change: dict[str, Any]
) -> None:
    one = row_of(site_content, "popova-2019/madrs-day28")
    assert len(panels(findings(site_content, [one, one.model_copy(update={"id": "other"})]), [])) == 1
    other = one.model_copy(update={"id": "other", **change})
    assert ids(panels(findings(site_content, [one, other]), [])) == [[one.id], ["other"]]


def test_what_is_drawn_in_one_panel_is_on_one_scale(site_content: Content, views: list[View]) -> None:
    for name, _, made in views:
        for panel in made:
            rows: list[Any] = [finding.row for finding in panel.findings if finding.is_drawn]
            assert {row.effect_measure for row in rows} <= {panel.axis.measure}, name
            assert {getattr(row, "ci_level", None) or 95 for row in rows} <= {panel.axis.level}, name
            if panel.axis.measure == "mean difference":
                assert len({row.scale for row in rows}) == 1, name
            assert panel.axis.is_ratio == (panel.axis.measure in RATIOS), name


def test_published_pooled_results_stand_below_and_apart(site_content: Content, views: list[View]) -> None:
    pooled = {row.id for row in site_content.pooled}
    seen = 0
    for name, _, made in views:
        kinds = [panel.kind == "reviews" for panel in made]
        assert kinds == sorted(kinds), name
        for panel in made:
            assert {each.id in pooled for each in panel.findings} == {panel.kind == "reviews"}, name
            assert {each.mark == "review" for each in panel.findings} == {panel.kind == "reviews"}, name
            seen += panel.kind == "reviews"
    assert seen >= 20


# What is drawn


def test_without_a_printed_interval_a_finding_is_named_and_not_drawn(site_content: Content, views: list[View]) -> None:
    undrawn = [each for _, _, made in views for panel in made for each in panel.findings if not each.is_drawn]
    assert len(undrawn) >= 40
    for each in undrawn:
        row = each.row
        assert None in (row.estimate, row.ci_low, row.ci_high) or not row.ketamine_better_when, row.id
    doses = [row_of(site_content, f"abdallah-2022/pcl5-{dose}") for dose in ("standard", "low")]
    (beside,) = panels(findings(site_content, doses), [])
    assert [each.is_drawn for each in beside.findings] == [False, False] and not beside.is_drawn


@pytest.mark.parametrize(
    ("row_id", "mark"),
    [
        ("abdallah-2022/pcl5-standard", "missed"),
        ("popova-2019/madrs-day28", "met"),
        ("popova-2019/response-day28", "further"),
        ("matchett-2022-evk/survival-28d", "further"),
    ],
)
def test_a_missed_main_outcome_is_marked_as_well_as_a_met_one(site_content: Content, row_id: str, mark: str) -> None:
    assert finding_of(site_content, row_of(site_content, row_id)).mark == mark


def test_no_findings_make_no_panels() -> None:
    assert panels([], []) == []
