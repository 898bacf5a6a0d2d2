"""What moves the answer: five switches that leave trials out, and all ways to set them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from explainer.evidence.marks import TrialMark

FEWEST = 3
"""With fewer counted trials a way says nothing."""
FEWEST_FOR_WAYS = 8
"""Counted trials that a condition needs, so that leaving some out makes sense."""
MANY_PEOPLE = 100
A_WEEK = Decimal(7 * 24)


@dataclass(frozen=True)
class Switch:
    """A choice of trials: its name in the address, what a reader sees, and the trials that stay."""

    key: str
    label: str
    keeps: Callable[[TrialMark], bool]


def _measured_late(mark: TrialMark) -> bool:
    hours = mark.row.timepoint_hours if mark.row else None
    return hours is not None and hours >= A_WEEK


SWITCHES = (
    Switch("active", "against an active placebo", lambda mark: mark.trial.comparator_kind == "active-placebo"),
    Switch("large", "100 people or more", lambda mark: (mark.people or 0) >= MANY_PEOPLE),
    Switch("blind", "neither side was told", lambda mark: mark.trial.blinding == "double"),
    Switch("independent", "not paid for by a maker", lambda mark: mark.trial.paid_by == "public"),
    Switch("late", "measured after a week or later", _measured_late),
)


@dataclass(frozen=True)
class Way:
    """One way to set the switches: those that are on, and how many of the trials left met their main outcome."""

    switches: tuple[str, ...]
    met: int
    counted: int

    @property
    def is_too_few(self) -> bool:
        """Whether too few trials are left to say anything."""
        return self.counted < FEWEST

    @property
    def share(self) -> float:
        """Share of the counted trials that met their main outcome; 0 where none is left."""
        return self.met / self.counted if self.counted else 0.0


def counted_marks(marks: Iterable[TrialMark]) -> list[TrialMark]:
    """The trials whose main outcome is known and is about the condition."""
    return [mark for mark in marks if mark.kind != "other"]


def kept(marks: Iterable[TrialMark], chosen: Iterable[str]) -> list[TrialMark]:
    """The trials that pass every switch that is on."""
    on = [switch for switch in SWITCHES if switch.key in set(chosen)]
    return [mark for mark in marks if all(switch.keeps(mark) for switch in on)]


def way(marks: Sequence[TrialMark], chosen: Iterable[str]) -> Way:
    """The count for one way to set the switches."""
    on = tuple(switch.key for switch in SWITCHES if switch.key in set(chosen))
    left = kept(counted_marks(marks), on)
    return Way(on, sum(mark.kind == "met" for mark in left), len(left))


def all_ways(marks: Sequence[TrialMark]) -> tuple[Way, ...]:
    """Every way to set the switches, the largest share first; those with too few trials come last."""
    keys = [switch.key for switch in SWITCHES]
    made = [way(marks, chosen) for size in range(len(keys) + 1) for chosen in combinations(keys, size)]
    return tuple(sorted(made, key=lambda each: (each.is_too_few, -each.share, -each.counted)))
