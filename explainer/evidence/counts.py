"""How many randomised trials a condition has, how many people, and how their main outcomes went."""

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.trials import MainOutcome, TrialResult

NOT_A_COMPARISON = "ketamine in both arms"
"""Such trials ask another question and are out of every "ketamine against something else" count."""

ON_THE_CONDITION = ("superiority", "non-inferiority")

# A "met" of these kinds means less than "ketamine did better on what the condition is about".
QUALIFIED = {
    "non-inferiority": "showed that ketamine was not worse than another treatment",
    "depression, not suicidality": "met an outcome about depression, not about suicidal thoughts",
    "laboratory": "met a laboratory outcome",
    "brain imaging": "met a brain-imaging outcome, not one about symptoms",
}


@dataclass(frozen=True)
class TrialCounts:
    """Randomised trials of ketamine against something else, in one condition."""

    outcomes: tuple[MainOutcome, ...]
    both_arms: int
    """Randomised trials that gave ketamine in every group; counted nowhere else."""
    review: tuple[int, int] | None = None
    """Number of trials and of people in a review of the whole condition; ``None`` where the condition names none."""
    reviews_only: bool = False
    """Whether we have pooled results of reviews for the condition, but no single trial that is counted."""

    @property
    def trials(self) -> int:
        """Number of randomised trials."""
        return len(self.outcomes)

    @property
    def people(self) -> int:
        """People randomised, where the number is known."""
        return sum(outcome.people or 0 for outcome in self.outcomes)

    @property
    def size_unknown(self) -> int:
        """Trials whose number of people is not known."""
        return sum(outcome.people is None for outcome in self.outcomes)

    @property
    def met(self) -> int:
        """Trials that met a main outcome about the condition itself, "not worse than another treatment" included."""
        return sum(o.primary_outcome == "met" and o.primary_kind in ON_THE_CONDITION for o in self.outcomes)

    @property
    def missed(self) -> int:
        """Trials that missed their main outcome, whatever it was about."""
        return sum(outcome.primary_outcome == "missed" for outcome in self.outcomes)

    @property
    def other(self) -> int:
        """Trials with a split or unknown main outcome, or one about something else."""
        return self.trials - self.met - self.missed

    @property
    def largest(self) -> MainOutcome | None:
        """The trial with the most people; ``None`` where two trials are equally large or no size is known."""
        sized = sorted((outcome for outcome in self.outcomes if outcome.people), key=_size, reverse=True)
        if not sized or (len(sized) > 1 and _size(sized[0]) == _size(sized[1])):
            return None
        return sized[0]


def _size(outcome: MainOutcome) -> int:
    return outcome.people or 0


def trial_counts(content: Content, condition: str) -> TrialCounts:
    """Counts for a condition; the trials of other conditions are never added."""
    here = [outcome for outcome in content.main_outcomes if outcome.condition == condition]
    counted = tuple(outcome for outcome in here if outcome.primary_kind != NOT_A_COMPARISON)
    compared = any(row.condition == condition and row.ketamine_better_when for row in content.pooled)
    return TrialCounts(counted, len(here) - len(counted), _review(content, condition), compared and not counted)


def _review(content: Content, condition: str) -> tuple[int, int] | None:
    row = content.rows.get(content.conditions[condition].review_row or "")
    if not isinstance(row, Fact) or content.rests_on_retracted(row):
        return None
    return row.numbers["trials"], row.numbers["participants"]


def against_treatments(content: Content, condition: str) -> list[TrialResult]:
    """Benefits of ketamine compared with a treatment in use, in the order of the table."""
    return [
        row
        for row in content.results
        if row.condition == condition
        and row.comparator_kind == "active-treatment"
        and row.outcome_role == "benefit"
        and row.id not in content.other_questions
    ]


MET = "met the main outcome"
MISSED = "missed the main outcome"
UNKNOWN = "have a main outcome whose result is not known"
HOW = {
    "missed": MISSED,
    "split": "met one main outcome and missed another",
    "elsewhere": "had a main outcome about another condition",
    "unknown": UNKNOWN,
}
ORDER_OF_HOW = (MET, *QUALIFIED.values(), *HOW.values())


def how_it_went(outcome: MainOutcome) -> str:
    """Return the phrase of ``ORDER_OF_HOW`` that says how a trial's main outcome went.

    The counting sentence (``words/counts.py``) and the reasons of a reading (``readings.py``) use the same phrase.
    """
    if outcome.primary_outcome == "met":
        return QUALIFIED.get(outcome.primary_kind, MET)
    return HOW[outcome.primary_outcome]


def people_in(rows: Sequence[TrialResult]) -> int:
    """Return how many people the trials of these results randomised; each trial counts once.

    Results about a part of a trial, and trials of unknown size, add nothing to the sum.
    """
    sizes: dict[str, int] = {}
    for row in rows:
        if not row.part_of_trial:
            sizes[row.trial] = max(sizes.get(row.trial, 0), row.n_randomised or 0)
    return sum(sizes.values())
