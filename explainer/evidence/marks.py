"""One mark is one trial in one condition: how many people it randomised, and how its main outcome went."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from explainer.content import Content
from explainer.content.reference import Source
from explainer.content.trials import MainOutcome, Trial, TrialResult
from explainer.evidence.counts import NOT_A_COMPARISON, ON_THE_CONDITION
from explainer.evidence.influences import trial_outcomes

MarkKind = Literal["met", "missed", "part", "beside", "other"]
"""Met or missed; met one main outcome and missed another; met one that is not about the condition's symptoms; not
known, or about another condition."""
LARGE = 300
"""People from which a trial is called large in the sentence above the picture of all trials."""
FEWEST_LARGE = 5
"""With fewer large trials their share is not said."""


@dataclass(frozen=True)
class TrialMark:
    """A trial in a condition. ``row`` is the result that its mark opens: a main outcome if there is one."""

    outcome: MainOutcome
    trial: Trial
    source: Source
    kind: MarkKind
    row: TrialResult | None

    @property
    def id(self) -> str:
        """Unique over all conditions."""
        return f"{self.outcome.condition}.{self.outcome.trial}"

    @property
    def people(self) -> int | None:
        """People randomised, or the part of them with this condition; ``None`` where not known."""
        return self.outcome.people


def trial_marks(content: Content, condition: str) -> tuple[TrialMark, ...]:
    """The marks of a condition, the smallest trial first, those of unknown size last.

    Trials that compared ketamine with ketamine have none, as in every other count.
    """
    return tuple(each for each in all_marks(content) if each.outcome.condition == condition)


@lru_cache(maxsize=8)
def all_marks(content: Content) -> tuple[TrialMark, ...]:
    """The marks of all conditions, in the same order."""
    counted = (outcome for outcome in content.main_outcomes if outcome.primary_kind != NOT_A_COMPARISON)
    marks = (_mark(content, outcome) for outcome in counted)
    return tuple(sorted(marks, key=lambda each: (each.people is None, each.people or 0, each.id)))


def _mark(content: Content, outcome: MainOutcome) -> TrialMark:
    trial = content.trials[outcome.trial]
    rows = [row for row in content.results if (row.trial, row.condition) == (outcome.trial, outcome.condition)]
    row = next((row for row in rows if row.is_primary), rows[0] if rows else None)
    return TrialMark(outcome, trial, content.sources[trial.source], mark_kind(outcome), row)


def mark_kind(outcome: MainOutcome) -> MarkKind:
    """How a main outcome is drawn."""
    if outcome.primary_outcome == "met":
        return "met" if outcome.primary_kind in ON_THE_CONDITION else "beside"
    kinds: dict[str, MarkKind] = {"missed": "missed", "split": "part"}
    return kinds.get(outcome.primary_outcome, "other")


@dataclass(frozen=True)
class SizeCount:
    """Trials that met or missed their main outcome and whose size is known, below ``LARGE`` people and from there on.

    Each trial counts once, however many conditions it is about.
    """

    small_met: int
    small: int
    large_met: int
    large: int
    left_out: int
    """Trials that can't be counted so."""


def by_size(content: Content, trials: Iterable[str] | None = None) -> SizeCount:
    """Count trials by size; all of them, or those named."""
    chosen = None if trials is None else set(trials)
    went = {trial: how for trial, how in trial_outcomes(content).items() if chosen is None or trial in chosen}
    sized = [(content.trials[trial].n_randomised, how) for trial, how in went.items()]
    counted = [(people, how == "met") for people, how in sized if people and how != "other"]
    small = [met for people, met in counted if people < LARGE]
    large = [met for people, met in counted if people >= LARGE]
    return SizeCount(sum(small), len(small), sum(large), len(large), len(sized) - len(counted))
