from dataclasses import replace
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.trials import MainOutcome
from explainer.evidence.counts import trial_counts
from explainer.words.counts import counts_sentence, people_text

HERE = "panic-disorder"


def trial(name: str, people: int | None, outcome: str = "met", kind: str = "superiority", at: str = HERE) -> Any:
    return MainOutcome.model_validate(
        {
            "trial": name,
            "condition": at,
            "part_of_trial": False,
            "people": people,
            "primary_outcome": outcome,
            "primary_kind": kind,
        }
    )


@pytest.fixture
def only(site_content: Content) -> Any:
    """The real site with nothing but these trials, and no reviews."""

    def build(*outcomes: MainOutcome) -> Content:
        return replace(site_content, main_outcomes=outcomes, pooled=())

    return build


def test_trials_people_and_main_outcomes_are_counted(only: Any) -> None:
    counts = trial_counts(only(trial("a", 20), trial("b", 40, "missed"), trial("c", 10, "split"), trial("d", 7)), HERE)
    assert (counts.trials, counts.people, counts.met, counts.missed, counts.other) == (4, 77, 2, 1, 1)


def test_trials_of_another_condition_are_not_counted(only: Any) -> None:
    counts = trial_counts(only(trial("a", 20), trial("a", 20, at="ptsd"), trial("b", 40, at="ocd")), HERE)
    assert (counts.trials, counts.people) == (1, 20)


def test_trials_with_ketamine_in_every_group_are_named_separately_and_not_counted(only: Any) -> None:
    both = "ketamine in both arms"
    counts = trial_counts(only(trial("a", 20), trial("b", 300, kind=both), trial("c", 50, "missed", both)), HERE)
    assert (counts.trials, counts.people, counts.met, counts.missed, counts.both_arms) == (1, 20, 1, 0, 2)
    assert counts_sentence(counts) == (
        "1 randomised trial, 20 people: 1 met the main outcome. "
        "2 more trials gave ketamine to every group, so can't show whether it works."
    )


def test_only_trials_with_ketamine_in_every_group_are_no_evidence(only: Any) -> None:
    counts = trial_counts(only(trial("b", 300, kind="ketamine in both arms")), HERE)
    assert counts_sentence(counts) == (
        "We know of no randomised trial with a comparison group. "
        "1 more trial gave ketamine to every group, so can't show whether it works."
    )
    assert people_text(counts) == "no people randomised"


def test_trials_of_unknown_size_make_the_sum_a_lower_bound(only: Any) -> None:
    counts = trial_counts(only(trial("a", 20), trial("b", None, "missed")), HERE)
    assert counts.size_unknown == 1
    assert people_text(counts) == "at least 20 people"
    assert "; the largest of known size (20 people) met it." in counts_sentence(counts)


def test_people_are_not_known_where_no_size_is(only: Any) -> None:
    assert people_text(trial_counts(only(trial("a", None)), HERE)) == "number of people not known"


@pytest.mark.parametrize(
    ("kind", "words", "met"),
    [
        ("non-inferiority", "1 showed that ketamine was not worse than another treatment", 1),
        ("depression, not suicidality", "1 met an outcome about depression, not about suicidal thoughts", 0),
        ("laboratory", "1 met a laboratory outcome", 0),
        ("brain imaging", "1 met a brain-imaging outcome, not one about symptoms", 0),
    ],
)
def test_an_outcome_that_means_less_is_never_called_met_without_saying_so(
    only: Any, kind: str, words: str, met: int
) -> None:
    counts = trial_counts(only(trial("a", 20, "met", kind), trial("b", 10, "missed")), HERE)
    sentence = counts_sentence(counts)
    assert counts.met == met
    assert f": {words}, 1 missed the main outcome; the largest (20 people) {words[2:]}." in sentence


def test_the_largest_trial_is_not_named_where_two_are_as_large(only: Any) -> None:
    counts = trial_counts(only(trial("a", 20), trial("b", 20, "missed")), HERE)
    assert counts.largest is None
    assert "largest" not in counts_sentence(counts)


def test_a_single_trial_is_not_called_the_largest(only: Any) -> None:
    assert "largest" not in counts_sentence(trial_counts(only(trial("a", 20)), HERE))


def test_an_unknown_result_of_the_largest_trial_is_not_made_up(only: Any) -> None:
    sentence = counts_sentence(trial_counts(only(trial("a", 20, "unknown"), trial("b", 10)), HERE))
    assert sentence == (
        "2 randomised trials, 30 people: 1 met the main outcome, for 1 we do not know how the main outcome went."
    )


def test_ptsd_is_summed_up_with_its_failures(site_content: Content) -> None:
    assert counts_sentence(trial_counts(site_content, "ptsd")) == (
        "5 randomised trials, 297 people: 2 met the main outcome, 1 met a brain-imaging outcome, not one about "
        "symptoms, 2 missed it; the largest (158 people) missed it."
    )


def test_a_condition_known_from_reviews_alone_says_so(site_content: Content) -> None:
    chronic = trial_counts(site_content, "chronic-pain")
    assert chronic.reviews_only
    assert counts_sentence(chronic) == (
        "The reading is based on reviews that combine many trials; one has 67 randomised trials and 2,309 people."
    )
    assert people_text(chronic) == "2,309 people in a review"


def test_people_of_reviews_are_not_made_up_where_no_review_gives_them(site_content: Content) -> None:
    counts = trial_counts(site_content, "mixed-anxiety")
    assert (counts.reviews_only, counts.review) == (True, None)
    assert people_text(counts) == "number of people not known"


def test_every_trial_is_met_missed_or_other_exactly_once(site_content: Content) -> None:
    for condition in site_content.conditions:
        counts = trial_counts(site_content, condition)
        rows = [row for row in site_content.main_outcomes if row.condition == condition]
        assert counts.trials + counts.both_arms == len(rows)
        assert counts.met + counts.missed + counts.other == counts.trials
        assert min(counts.met, counts.missed, counts.other) >= 0
        assert "None" not in counts_sentence(counts)
