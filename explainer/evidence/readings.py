"""The rule that gives a condition its reading, from the tables alone. In words: ``docs/readings.md``.

1. Approved for the condition itself by two or more of the regulators read: *approved use*.
2. Each randomised trial of ketamine against something else speaks for ketamine, against it, half for it, or not at all
   (:func:`voice`).
3. At least two trials for it, at least twice as many as against it, with at least 300 people in them, and no trial
   against it with more people than all of those together: *supported by trials*. Some for and some against: *mixed
   results*. Some for, none against: *promising, small trials*. Only against: *no clear benefit*, or *hardly studied*
   where all trials together have fewer than 50 people.
4. No trial that says anything: what reviews conclude, if there are any; else *hardly studied*.

A failed trial can only add a voice against, so it never improves a reading.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from explainer.content import Content
from explainer.content.reference import ReadingName
from explainer.content.trials import MainOutcome, TrialResult
from explainer.evidence.approvals import approvals_of
from explainer.evidence.counts import (
    MISSED,
    ON_THE_CONDITION,
    ORDER_OF_HOW,
    UNKNOWN,
    TrialCounts,
    how_it_went,
    trial_counts,
)

REGULATORS = ("US", "EU", "UK", "Canada", "Australia")
FEWEST_APPROVALS = 2
FEWEST_FOR = 2
FEWEST_PEOPLE_FOR = 300
FEWEST_PEOPLE = 50
FEWEST_TO_SPEAK_AGAINST = 20
NOT_SUICIDALITY = "depression, not suicidality"

Voice = Literal["for", "half for", "against", "silent"]
WEIGHT = {"for": Decimal(1), "half for": Decimal("0.5"), "against": Decimal(0), "silent": Decimal(0)}


@dataclass(frozen=True)
class Reason:
    """One input of the rule (``what``), its value for this condition (``found``), and its effect on the reading."""

    what: str
    found: str
    effect: str


@dataclass(frozen=True)
class DerivedReading:
    """A reading by the rule, with the reasons behind it."""

    reading: ReadingName
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Voices:
    """What the trials of a condition say together."""

    counted: tuple[tuple[MainOutcome, Voice], ...]

    def of(self, *kinds: Voice) -> list[MainOutcome]:
        return [outcome for outcome, voice in self.counted if voice in kinds]

    @property
    def weight_for(self) -> Decimal:
        return sum((WEIGHT[voice] for _, voice in self.counted), Decimal(0))

    def people(self, *kinds: Voice) -> int:
        return sum(outcome.people or 0 for outcome in self.of(*kinds))

    @property
    def largest_against(self) -> int:
        """People in the largest trial against ketamine."""
        return max((outcome.people or 0 for outcome in self.of("against")), default=0)

    @property
    def are_outweighed(self) -> bool:
        """Whether one trial against ketamine has more people than all trials for it together."""
        return self.largest_against > self.people("for", "half for")


def derive_reading(content: Content, condition: str) -> DerivedReading:
    """The reading of a condition by the rule."""
    counts = trial_counts(content, condition)
    places = [place for place in REGULATORS if place in _approved_places(content, condition)]
    voices = _Voices(tuple((outcome, voice(content, outcome)) for outcome in counts.outcomes))
    approved = len(places) >= FEWEST_APPROVALS
    by_trials = _by_trials(voices) if voices.of("for", "half for", "against") else None
    reading: ReadingName = "approved use" if approved else by_trials or _by_reviews(content, condition)
    reasons = (_approval_reason(places), *_trial_reasons(voices), *_review_reasons(content, condition, counts))
    return DerivedReading(reading, reasons)


def _approved_places(content: Content, condition: str) -> set[str]:
    return {row.place for row in approvals_of(content, condition) if not row.only_for}


def _by_trials(voices: _Voices) -> ReadingName:
    against = len(voices.of("against"))
    enough = voices.weight_for >= max(FEWEST_FOR, 2 * against)
    if enough and voices.people("for", "half for") >= FEWEST_PEOPLE_FOR and not voices.are_outweighed:
        return "supported by trials"
    if voices.weight_for:
        return "mixed results" if against else "promising, small trials"
    everyone = voices.people("for", "half for", "against", "silent")
    return "no clear benefit" if everyone >= FEWEST_PEOPLE else "hardly studied"


def _by_reviews(content: Content, condition: str) -> ReadingName:
    """Where no single trial speaks: a guideline's or agency's doubt weighs more than a pooled gain."""
    pooled = [row for row in content.pooled if row.condition == condition and row.ketamine_better_when]
    benefits = [row for row in pooled if row.outcome_role == "benefit"]
    if not benefits:
        return "hardly studied"
    stances = {row.stance for row in content.guidelines if condition in row.conditions}
    if stances & {"uncertain", "against"} or not any(row.result == "ketamine better" for row in benefits):
        return "no clear benefit"
    return "promising, small trials"


def voice(content: Content, outcome: MainOutcome) -> Voice:
    """What one trial says about one condition; below 20 people it is too small to speak against ketamine."""
    of_any_size = _voice(content, outcome)
    is_small = outcome.people is not None and outcome.people < FEWEST_TO_SPEAK_AGAINST
    return "silent" if of_any_size == "against" and is_small else of_any_size


def _voice(content: Content, outcome: MainOutcome) -> Voice:
    """The voice of a trial of any size.

    - Main outcome about the condition met: for. Missed: against. One met and another missed: half for.
    - Missed against a treatment in use, with no difference shown: silent (no better, but not shown to be worse).
    - Main outcome about something else (a brain scan, another condition): silent.
    - ``NOT_SUICIDALITY``: depression changed, but suicidal thoughts were measured too and did not differ: against.
    - Main outcome not known: the latest result on the condition decides.
    """
    if outcome.primary_outcome == "met":
        if outcome.primary_kind in ON_THE_CONDITION:
            return "for"
        return "against" if outcome.primary_kind == NOT_SUICIDALITY else "silent"
    if outcome.primary_outcome == "split":
        return "half for"
    rows = _benefits(content, outcome)
    if outcome.primary_outcome == "missed":
        return "silent" if _no_worse_than_treatment(rows) else "against"
    return _latest(rows) if outcome.primary_outcome == "unknown" else "silent"


def _benefits(content: Content, outcome: MainOutcome) -> list[TrialResult]:
    return _benefits_by_trial(content).get((outcome.trial, outcome.condition), [])


@lru_cache(maxsize=8)
def _benefits_by_trial(content: Content) -> dict[tuple[str, str], list[TrialResult]]:
    by_trial = defaultdict[tuple[str, str], list[TrialResult]](list)
    for row in content.results:
        if row.outcome_role == "benefit":
            by_trial[row.trial, row.condition].append(row)
    return dict(by_trial)


def _no_worse_than_treatment(rows: list[TrialResult]) -> bool:
    main = [row for row in rows if row.is_primary] or rows
    return bool(main) and all(
        row.comparator_kind == "active-treatment" and row.result == "no difference shown" for row in main
    )


def _latest(rows: list[TrialResult]) -> Voice:
    """The voice of the latest tested results: an earlier effect that is gone does not count.

    No difference from a treatment in use is silent.
    """
    tested = [row for row in rows if row.result != "not tested or not reported" and row.comparator_kind != "none"]
    if not tested:
        return "silent"
    last = max(row.timepoint_hours or Decimal(0) for row in tested)
    results = {row.result for row in tested if (row.timepoint_hours or Decimal(0)) == last}
    if results == {"ketamine better"}:
        return "for"
    if "ketamine better" in results:
        return "half for"
    return "silent" if _no_worse_than_treatment(tested) else "against"


def _approval_reason(places: list[str]) -> Reason:
    found = ", ".join(places) or "none known"
    enough = len(places) >= FEWEST_APPROVALS
    return Reason(
        "Approved for the condition itself",
        found,
        "decides" if enough else f"fewer than {FEWEST_APPROVALS}: not counted",
    )


def _trial_reasons(voices: _Voices) -> list[Reason]:
    """Group the counted trials, each once, by how their main outcome went and by what their voice does."""
    groups: dict[tuple[str, str], list[MainOutcome]] = {}
    for outcome, voice_of in voices.counted:
        groups.setdefault((how_it_went(outcome), _effect(outcome, voice_of)), []).append(outcome)
    in_order = sorted(groups, key=lambda group: (ORDER_OF_HOW.index(group[0]), group[1]))
    reasons = [Reason(f"Trials that {how}", _number(groups[how, effect]), effect) for how, effect in in_order]
    return [*reasons, *_size_reason(voices)]


def _number(outcomes: list[MainOutcome]) -> str:
    people = sum(outcome.people or 0 for outcome in outcomes)
    unknown = sum(outcome.people is None for outcome in outcomes)
    if not people:
        return f"{len(outcomes)} (number of people not known)"
    return f"{len(outcomes)} ({'at least ' if unknown else ''}{people:,} people)"


def _effect(outcome: MainOutcome, voice_of: Voice) -> str:
    """What a trial counts as in the rule, and why where its main outcome alone does not explain it."""
    how = how_it_went(outcome)
    by_result = ", by the latest result on the condition" if how == UNKNOWN else ""
    match voice_of:
        case "for":
            return f"each counts as one for ketamine{by_result}"
        case "half for":
            return f"each counts as half for ketamine{by_result}"
        case "against":
            own = ": suicidal thoughts did not differ" if outcome.primary_kind == NOT_SUICIDALITY else ""
            return f"each counts as one against{by_result}{own}"
    return f"not counted: {_why_silent(outcome, how)}"


def _why_silent(outcome: MainOutcome, how: str) -> str:
    if how == MISSED:
        small = outcome.people is not None and outcome.people < FEWEST_TO_SPEAK_AGAINST
        return (
            f"fewer than {FEWEST_TO_SPEAK_AGAINST} people"
            if small
            else "no better and no worse than a treatment in use"
        )
    if how == UNKNOWN:
        return "too small, or no comparison of the groups is reported"
    return "it is not about the condition itself"


def _size_reason(voices: _Voices) -> list[Reason]:
    if not (voices.are_outweighed and voices.weight_for):
        return []
    sizes = f"{voices.largest_against:,} people; all trials for it together {voices.people('for', 'half for'):,}"
    return [Reason("The largest trial against ketamine", sizes, "larger than all for it: not “supported by trials”")]


def _review_reasons(content: Content, condition: str, counts: TrialCounts) -> list[Reason]:
    """What reviews found, which decides where no single trial is listed, and their certainty, which never does."""
    pooled = [row for row in content.pooled if row.condition == condition]
    benefits = [row for row in pooled if row.outcome_role == "benefit" and row.ketamine_better_when]
    better = sum(row.result == "ketamine better" for row in benefits)
    found = f"ketamine better in {better} of {len(benefits)} results"
    results = [Reason("Results of reviews", found, "decide together with guidelines")] if counts.reviews_only else []
    certainties = [row.certainty for row in pooled if row.certainty]
    shown = ", ".join(f"{name} ({certainties.count(name)})" for name in dict.fromkeys(certainties))
    certainty = [Reason("How certain reviews are (GRADE)", shown, "shown, not counted")] if shown else []
    return [*results, *certainty]
