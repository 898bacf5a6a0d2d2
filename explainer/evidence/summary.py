"""A condition in one line: what the table of conditions shows, filters and sorts."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from explainer.content import Content
from explainer.content.facts import Approval
from explainer.content.prose import Condition
from explainer.content.reference import Reading, ReadingStep
from explainer.content.trials import DRUGS, ROUTES, ROUTES_IN_SHORT
from explainer.evidence.approvals import approvals_of
from explainer.evidence.counts import TrialCounts, trial_counts
from explainer.evidence.marks import TrialMark, trial_marks
from explainer.evidence.readings import DerivedReading, derive_reading


@dataclass(frozen=True)
class ConditionSummary:
    """One row of the table of conditions; everything in it comes from other records."""

    condition: Condition
    reading: Reading
    """The row of ``readings.csv``; its ``reading`` is replaced by the rule's unless the condition is an exception."""
    step: ReadingStep
    derived: DerivedReading
    counts: TrialCounts
    approvals: tuple[Approval, ...]
    mechanisms: tuple[str, ...]
    """Names, in the order of the condition's file."""
    mechanism_words: str
    """Names and other names, for search."""
    mechanisms_in_short: tuple[str, ...]
    drugs: tuple[str, ...]
    routes: tuple[str, ...]
    routes_in_short: tuple[str, ...]
    marks: tuple[TrialMark, ...]
    """Its trials, the smallest first."""

    @property
    def id(self) -> str:
        """The condition's id, as in its address."""
        return self.condition.id

    @property
    def name(self) -> str:
        """The condition's name."""
        return self.condition.name

    @property
    def family(self) -> str:
        """The family it is grouped in."""
        return self.reading.family

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Where something is approved for it, each place once."""
        return tuple(dict.fromkeys(approval.place for approval in self.approvals))

    @cached_property
    def approved_only_for(self) -> tuple[str, ...]:
        """The narrower uses (``only_for``) of approvals that do not cover the whole condition."""
        return tuple(sorted({approval.only_for for approval in self.approvals if approval.only_for}))

    @cached_property
    def approved_text(self) -> str:
        """``US, EU (only for depressive symptoms)``, or empty where no approval is known."""
        text = ", ".join(self.places)
        return f"{text} (only for {', '.join(self.approved_only_for)})" if self.approved_only_for else text


@lru_cache(maxsize=8)
def summaries(content: Content) -> tuple[ConditionSummary, ...]:
    """All conditions, in the order of ``readings.csv``."""
    return tuple(_summary(content, condition) for condition in content.conditions.values())


def _summary(content: Content, condition: Condition) -> ConditionSummary:
    derived = derive_reading(content, condition.id)
    reading = content.readings[condition.id]
    if condition.id not in content.exceptions:
        reading = reading.model_copy(update={"reading": derived.reading})
    results = [row for row in content.results if row.condition == condition.id]
    linked = [content.mechanisms[link.id] for link in condition.mechanisms]
    return ConditionSummary(
        condition=condition,
        reading=reading,
        step=content.scale[reading.reading],
        derived=derived,
        counts=trial_counts(content, condition.id),
        approvals=approvals_of(content, condition.id),
        mechanisms=tuple(mechanism.name for mechanism in linked),
        mechanisms_in_short=tuple(mechanism.short for mechanism in linked),
        mechanism_words=" ".join(word for m in linked for word in (m.id, m.name, *m.other_names)),
        drugs=tuple(name for key, name in DRUGS.items() if any(row.drug == key for row in results)),
        routes=tuple(name for key, name in ROUTES.items() if any(row.route == key for row in results)),
        routes_in_short=tuple(name for key, name in ROUTES_IN_SHORT.items() if any(r.route == key for r in results)),
        marks=trial_marks(content, condition.id),
    )
