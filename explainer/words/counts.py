"""The trials of a condition counted in words: how many, how many people, how their main outcomes went."""

from collections import Counter

from explainer.content.trials import MainOutcome
from explainer.evidence.counts import MET, MISSED, ORDER_OF_HOW, QUALIFIED, UNKNOWN, TrialCounts, how_it_went


def people_text(counts: TrialCounts) -> str:
    """``297 people``, or ``at least 297 people`` where some sizes are not known."""
    if counts.review:
        return f"{counts.review[1]:,} people in a review"
    if not counts.people:
        return "number of people not known" if counts.trials or counts.reviews_only else "no people randomised"
    at_least = "at least " if counts.size_unknown else ""
    return f"{at_least}{counts.people:,} people"


def counts_sentence(counts: TrialCounts) -> str:
    """``5 randomised trials, 297 people: 2 met their main outcome, ...; the largest (158 people) missed it.``"""
    both = _both_arms(counts.both_arms)
    if counts.reviews_only:
        return _from_reviews(counts) + both
    if not counts.trials:
        return "We know of no randomised trial with a comparison group." + both
    noun = "randomised trial" if counts.trials == 1 else "randomised trials"
    sentence = f"{counts.trials} {noun}, {people_text(counts)}: {', '.join(_clauses(counts))}"
    return sentence + _largest(counts) + "." + both


def _from_reviews(counts: TrialCounts) -> str:
    rests = "The reading is based on reviews that combine many trials"
    if counts.review is None:
        return f"{rests}; we do not know how many people were in them."
    return f"{rests}; one has {counts.review[0]:,} randomised trials and {counts.review[1]:,} people."


def _clauses(counts: TrialCounts) -> list[str]:
    number = Counter(map(how_it_went, counts.outcomes))
    words = {how: how for how in ORDER_OF_HOW} | ({MISSED: "missed it"} if number[MET] else {})
    clauses = [f"{number[how]} {words[how]}" for how in ORDER_OF_HOW if number[how] and how != UNKNOWN]
    if number[UNKNOWN]:
        clauses.append(f"for {number[UNKNOWN]} we do not know how the main outcome went")
    return clauses


def _largest(counts: TrialCounts) -> str:
    largest = counts.largest
    if counts.trials < 2 or largest is None:
        return ""
    how = {"met": "met it", "missed": "missed it", "split": "met one and missed another"}.get(largest.primary_outcome)
    if how is None:
        return ""
    if _is_qualified(largest):
        how = QUALIFIED[largest.primary_kind]
    of_known_size = " of known size" if counts.size_unknown else ""
    return f"; the largest{of_known_size} ({largest.people:,} people) {how}"


def _both_arms(number: int) -> str:
    if not number:
        return ""
    trials = "trial" if number == 1 else "trials"
    return f" {number} more {trials} gave ketamine to every group, so can't show whether it works."


def _is_qualified(outcome: MainOutcome) -> bool:
    return outcome.primary_outcome == "met" and outcome.primary_kind in QUALIFIED
