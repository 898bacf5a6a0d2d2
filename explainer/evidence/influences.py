"""How money, blinding and size go with results: trials in groups, counted by how their main outcome went."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from explainer.content import Content
from explainer.content.trials import MainOutcome, Trial
from explainer.evidence.counts import NOT_A_COMPARISON, ON_THE_CONDITION

TrialOutcome = Literal["met", "missed", "other"]
FEWEST_TO_COMPARE = 10
"""A group needs this many trials that met or missed their main outcome; a smaller one is not compared."""
SIZES = ((0, "under 50 people"), (50, "50 to 149 people"), (150, "150 people or more"))


@dataclass(frozen=True)
class GroupCount:
    """Trials of one group by how they went; ``other`` is split, about something else, or not known."""

    group: str
    met: int
    missed: int
    other: int

    @property
    def settled(self) -> int:
        """Trials that met their main outcome or missed it."""
        return self.met + self.missed

    @property
    def is_small(self) -> bool:
        """Whether there are too few of them to compare."""
        return self.settled < FEWEST_TO_COMPARE


def grouped(content: Content, group_of: Callable[[Trial], str], order: Iterable[str]) -> tuple[GroupCount, ...]:
    """Count each trial of :func:`trial_outcomes` once, in the groups named in ``order``; empty groups are left out."""
    count = Counter((group_of(content.trials[trial]), went) for trial, went in trial_outcomes(content).items())
    groups = (GroupCount(name, *(count[name, went] for went in ("met", "missed", "other"))) for name in order)
    return tuple(group for group in groups if group.settled + group.other)


def trial_outcomes(content: Content) -> dict[str, TrialOutcome]:
    """How the main outcome went, by id of each trial that compared ketamine with something else.

    A trial that went differently in two conditions is "other".
    """
    by_trial: dict[str, set[TrialOutcome]] = {}
    for outcome in content.main_outcomes:
        if outcome.primary_kind != NOT_A_COMPARISON:
            by_trial.setdefault(outcome.trial, set()).add(_went(outcome))
    return {trial: went.pop() if len(went) == 1 else "other" for trial, went in by_trial.items()}


def _went(outcome: MainOutcome) -> TrialOutcome:
    if outcome.primary_outcome == "met" and outcome.primary_kind in ON_THE_CONDITION:
        return "met"
    return "missed" if outcome.primary_outcome == "missed" else "other"


def size_of(trial: Trial) -> str:
    """The group of a trial by how many people it randomised; empty where that is not known."""
    if not trial.n_randomised:
        return ""
    return next(name for least, name in reversed(SIZES) if trial.n_randomised >= least)
