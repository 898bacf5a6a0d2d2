"""One mark is one trial in one condition: none is left out, none is counted twice."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content, content
from explainer.evidence.counts import NOT_A_COMPARISON, trial_counts
from explainer.evidence.influences import trial_outcomes
from explainer.evidence.marks import LARGE, SizeCount, by_size, mark_kind, trial_marks
from tests.evidence.made_up import trial_mark

REAL = content()
TRIALS = st.sets(st.sampled_from(sorted(trial_outcomes(REAL))))


def with_trials(*made: tuple[str, int | None, str]) -> Content:
    """The site with these trials alone: name, people and main outcome."""
    marks = [trial_mark(name, people, (how, "superiority")) for name, people, how in made]
    trials = {mark.outcome.trial: mark.trial for mark in marks}
    return replace(REAL, trials=trials, main_outcomes=tuple(mark.outcome for mark in marks))


def total(count: SizeCount) -> int:
    return count.small + count.large + count.left_out


# The marks of a condition


def test_a_condition_has_as_many_marks_as_trials_and_as_many_met_ones(site_content: Content) -> None:
    for condition in site_content.conditions:
        marks, counts = trial_marks(site_content, condition), trial_counts(site_content, condition)
        kinds = Counter(mark.kind for mark in marks)
        assert len(marks) == counts.trials, condition
        assert (kinds["met"], kinds["missed"]) == (counts.met, counts.missed), condition
        assert sum(mark.people or 0 for mark in marks) == counts.people, condition
        assert sum(mark.people is None for mark in marks) == counts.size_unknown, condition


def test_every_comparison_has_one_mark_over_all_conditions(site_content: Content) -> None:
    ids = [mark.id for condition in site_content.conditions for mark in trial_marks(site_content, condition)]
    assert len(set(ids)) == len(ids)
    counted = [each for each in site_content.main_outcomes if each.primary_kind != NOT_A_COMPARISON]
    assert sorted(ids) == sorted(f"{each.condition}.{each.trial}" for each in counted)
    assert len(counted) < len(site_content.main_outcomes)


def test_marks_go_from_small_trials_to_large_ones_and_then_to_those_of_unknown_size(site_content: Content) -> None:
    for condition in site_content.conditions:
        sizes = [mark.people for mark in trial_marks(site_content, condition)]
        known = [size for size in sizes if size is not None]
        assert sizes == sorted(known) + [None] * (len(sizes) - len(known)), condition


def test_a_mark_opens_a_result_of_its_own_trial_its_main_outcome_if_listed(site_content: Content) -> None:
    for condition in site_content.conditions:
        for mark in trial_marks(site_content, condition):
            rows = [row for row in site_content.results if (row.trial, row.condition) == (mark.trial.id, condition)]
            if mark.row is None:
                assert rows == [], mark.id
            else:
                assert mark.row in rows, mark.id
                assert mark.row.is_primary or not any(row.is_primary for row in rows), mark.id


@pytest.mark.parametrize(
    ("outcome", "about", "kind"),
    [
        ("met", "superiority", "met"),
        ("met", "non-inferiority", "met"),
        ("met", "brain imaging", "beside"),
        ("met", "laboratory", "beside"),
        ("met", "depression, not suicidality", "beside"),
        ("missed", "superiority", "missed"),
        ("missed", "brain imaging", "missed"),
        ("split", "superiority", "part"),
        ("unknown", "superiority", "other"),
        ("elsewhere", "superiority", "other"),
    ],
)
def test_a_mark_is_met_only_for_an_outcome_about_the_condition(outcome: str, about: str, kind: str) -> None:
    mark = trial_mark("made-up", 20, (outcome, about))
    assert mark_kind(mark.outcome) == kind


# Small and large trials


@given(TRIALS)
def test_each_trial_is_counted_once_as_small_or_large_or_left_out(chosen: set[str]) -> None:
    count = by_size(REAL, chosen)
    assert total(count) == len(chosen)
    assert 0 <= count.small_met <= count.small and 0 <= count.large_met <= count.large


@given(TRIALS, TRIALS)
def test_the_counts_of_two_groups_of_trials_add_up(one: set[str], other: set[str]) -> None:
    apart, joined, both = by_size(REAL, one - other), by_size(REAL, other), by_size(REAL, one | other)
    for part in ("small_met", "small", "large_met", "large", "left_out"):
        assert getattr(apart, part) + getattr(joined, part) == getattr(both, part)


def test_without_a_choice_all_trials_are_counted() -> None:
    assert by_size(REAL) == by_size(REAL, trial_outcomes(REAL))
    assert by_size(REAL, []) == SizeCount(0, 0, 0, 0, 0)


def test_a_trial_is_large_from_the_number_of_people_that_the_sentence_says() -> None:
    known = with_trials(("a", LARGE - 1, "met"), ("b", LARGE, "missed"), ("c", LARGE, "met"))
    assert by_size(known) == SizeCount(small_met=1, small=1, large_met=1, large=2, left_out=0)


def test_a_trial_without_size_or_outcome_is_left_out() -> None:
    known = with_trials(("a", None, "met"), ("b", 20, "unknown"), ("c", 20, "split"), ("d", 20, "met"))
    assert by_size(known) == SizeCount(small_met=1, small=1, large_met=0, large=0, left_out=3)


def test_a_trial_about_two_conditions_is_counted_once() -> None:
    known = with_trials(("a", 20, "met"))
    elsewhere = known.main_outcomes[0].model_copy(update={"condition": "ocd"})
    twice = replace(known, main_outcomes=(*known.main_outcomes, elsewhere))
    assert by_size(twice) == by_size(known) == SizeCount(1, 1, 0, 0, 0)
