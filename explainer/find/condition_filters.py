"""Filters over the conditions, and which of them to loosen when nothing is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from explainer.evidence.summary import ConditionSummary
from explainer.find.search import matches

NOWHERE = "nowhere that is known"
"""The choice of the "approved in" filter for conditions without an approval."""


@dataclass(frozen=True)
class Filters:
    """What a reader chose. Choices within a filter widen it, filters narrow each other."""

    text: str = ""
    family: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    mechanism: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    drug: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    controlled: bool = False

    def active(self) -> tuple[str, ...]:
        """Names of the filters that are on."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    def without(self, name: str) -> "Filters":
        """The same filters with one of them off."""
        off: dict[str, Any] = {field.name: field.default for field in fields(self)}
        return replace(self, **{name: off[name]})

    def keep(self, row: ConditionSummary) -> bool:
        """Whether a condition passes all of them."""
        names = (row.name, *row.condition.other_names, row.id, row.family, row.mechanism_words)
        return (
            matches(self.text, *names)
            and _any(self.family, (row.family,))
            and _any(self.reading, (row.reading.reading,))
            and _any(self.mechanism, row.mechanisms)
            and _any(self.approved, row.places or (NOWHERE,))
            and _any(self.drug, row.drugs)
            and _any(self.route, row.routes)
            and (not self.controlled or row.counts.trials > 0 or row.counts.reviews_only)
        )


def _any(chosen: Sequence[str], present: Iterable[str]) -> bool:
    return not chosen or any(choice in present for choice in chosen)


def filtered(rows: Iterable[ConditionSummary], filters: Filters) -> list[ConditionSummary]:
    """The conditions that pass, in their order."""
    return [row for row in rows if filters.keep(row)]


def to_loosen(rows: Sequence[ConditionSummary], filters: Filters) -> list[tuple[str, int]]:
    """For each filter that is on: how many conditions there would be without it, the most helpful first.

    Empty if no single filter, taken away, leaves anything.
    """
    gains = [(name, len(filtered(rows, filters.without(name)))) for name in filters.active()]
    return sorted((gain for gain in gains if gain[1]), key=lambda gain: -gain[1])
