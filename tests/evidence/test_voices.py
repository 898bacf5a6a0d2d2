"""What one trial says about a condition: for ketamine, half for it, against it, or nothing."""

from dataclasses import replace
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.trials import MainOutcome
from explainer.evidence.readings import voice

UNKNOWN = MainOutcome(
    trial="made-up",
    condition="autism",
    part_of_trial=False,
    people=500,
    primary_outcome="unknown",
    primary_kind="superiority",
)


def results(site_content: Content, *changes: dict[str, Any]) -> Content:
    """A site that knows only these results of the made-up trial; other columns are those of a real one."""
    fixed = {"trial": "made-up", "condition": "autism", "outcome_role": "benefit", "is_primary": None}
    fixed |= {"comparator_kind": "inactive", "timepoint_hours": 24}
    rows = tuple(
        site_content.results[0].model_copy(update=fixed | change | {"id": f"made-up/{place}"})
        for place, change in enumerate(changes)
    )
    return replace(site_content, results=rows, main_outcomes=(UNKNOWN,))


@pytest.mark.parametrize(
    ("trial", "condition", "said"),
    [
        ("feder-2021", "ptsd", "for"),
        ("abdallah-2022", "ptsd", "against"),
        ("duek-2023", "ptsd", "silent"),  # a brain scan
        ("taylor-2018", "social-anxiety-disorder", "half for"),
        ("fu-2020", "suicidal-ideation", "against"),  # depression changed, suicidal thoughts did not
        ("ketamorph-2024", "acute-pain", "for"),  # not worse than morphine was the aim
        ("packman-2025", "acute-pain", "silent"),  # no better than morphine, not shown to be worse
        ("noppers-2011", "fibromyalgia", "against"),  # main outcome not known; gone at eight weeks
        ("abbar-2022", "bipolar-depression", "silent"),  # about another condition
    ],
)
def test_a_trial_speaks_as_its_main_outcome_says(site_content: Content, trial: str, condition: str, said: str) -> None:
    (row,) = [o for o in site_content.main_outcomes if (o.trial, o.condition) == (trial, condition)]
    assert voice(site_content, row) == said


@pytest.mark.parametrize(
    ("early", "late", "said"),
    [
        ("ketamine better", "ketamine better", "for"),
        ("ketamine better", "no difference shown", "against"),
        ("ketamine better", "control better", "against"),
        ("no difference shown", "ketamine better", "for"),
        ("ketamine better", "not tested or not reported", "for"),
        ("not tested or not reported", "not tested or not reported", "silent"),
    ],
)
def test_where_the_main_outcome_is_not_known_the_latest_result_counts(
    site_content: Content, early: str, late: str, said: str
) -> None:
    told = results(site_content, {"result": late, "timepoint_hours": 720}, {"result": early, "timepoint_hours": 24})
    assert voice(told, UNKNOWN) == said


def test_results_at_the_same_last_time_that_disagree_speak_half(site_content: Content) -> None:
    told = results(site_content, {"result": "ketamine better"}, {"result": "no difference shown"})
    assert voice(told, UNKNOWN) == "half for"


@pytest.mark.parametrize(
    "change", [{"condition": "ocd"}, {"outcome_role": "harm"}, {"trial": "another"}, {"comparator_kind": "none"}]
)
def test_another_condition_a_harm_another_trial_and_no_comparison_have_no_say(
    site_content: Content, change: dict[str, Any]
) -> None:
    assert voice(results(site_content, {"result": "ketamine better"}), UNKNOWN) == "for"
    assert voice(results(site_content, {"result": "ketamine better"} | change), UNKNOWN) == "silent"


@pytest.mark.parametrize(
    ("found", "said"),
    [("no difference shown", "silent"), ("control better", "against"), ("not tested or not reported", "against")],
)
def test_no_better_than_a_treatment_in_use_is_silent_and_worse_is_not(
    site_content: Content, found: str, said: str
) -> None:
    missed = UNKNOWN.model_copy(update={"primary_outcome": "missed"})
    row = {"comparator_kind": "active-treatment", "is_primary": True, "result": found}
    assert voice(results(site_content, row), missed) == said


@pytest.mark.parametrize(("people", "said"), [(19, "silent"), (20, "against"), (None, "against")])
def test_below_20_people_a_trial_is_too_small_to_speak_against(
    site_content: Content, people: int | None, said: str
) -> None:
    missed = UNKNOWN.model_copy(update={"primary_outcome": "missed", "people": people})
    assert voice(results(site_content), missed) == said
    met = missed.model_copy(update={"primary_outcome": "met"})
    assert voice(results(site_content), met) == "for"
