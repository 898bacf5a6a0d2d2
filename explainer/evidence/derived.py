"""Intervals that a paper did not print, computed from numbers that it did print. Marked as ours, never stored.

From head-counts: the difference of two independent shares with Newcombe's hybrid score interval (method 10 of Newcombe
1998, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I): Wilson's interval for each
share, combined. It also works where nobody or everybody had the event. From a printed standard error: the normal
interval around the estimate (Cochrane Handbook, 6.3.1, https://training.cochrane.org/handbook/current/chapter-06).
"""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from explainer.content.published import RATIOS
from explainer.content.trials import TrialResult
from explainer.evidence.findings import USUAL_LEVEL, Arm, Axis, Effect, Finding

Z = NormalDist().inv_cdf(0.5 + USUAL_LEVEL / 200)
OF_100 = Axis("risk difference", unit="percentage points")
"""The axis of differences that are computed from head-counts."""
TENTH = Decimal("0.1")


class Difference(NamedTuple):
    """A difference of shares with its 95 % interval, in people of 100; above 0 means more with the drug."""

    value: float
    low: float
    high: float


def drawable(finding: Finding[TrialResult]) -> Finding[TrialResult]:
    """Add our own interval where the paper printed none and one can be computed; else return the finding unchanged."""
    if finding.is_drawn:
        return finding
    return _by_standard_error(finding) or _by_counts(finding) or finding


def _by_counts(finding: Finding[TrialResult]) -> Finding[TrialResult] | None:
    made, is_good = difference_of(finding), finding.row.event_is_good
    if made is None or is_good is None:
        return None
    low, value, high = (_tenth(each) for each in (made.low, made.value, made.high))
    effect = Effect(value, low, high, False) if is_good else Effect(-value + 0, -high + 0, -low + 0, False)
    return replace(finding, effect=effect, axis=OF_100, interval="head-counts")


def _by_standard_error(finding: Finding[TrialResult]) -> Finding[TrialResult] | None:
    row, effect = finding.row, finding.effect
    if effect is None or row.standard_error is None or row.effect_measure in RATIOS:
        return None
    reach = _tenth(Z * float(row.standard_error))
    effect = Effect(effect.estimate, effect.estimate - reach, effect.estimate + reach, False)
    return replace(finding, effect=effect, axis=finding.axis._replace(level=USUAL_LEVEL), interval="standard error")


def _tenth(value: float) -> Decimal:
    return Decimal(value).quantize(TENTH, rounding=ROUND_HALF_UP) + 0


def difference_of(finding: Finding[TrialResult]) -> Difference | None:
    """The difference between the groups of a result, with Newcombe's interval, in people of 100.

    ``None`` where one of these holds: the head-count of a group is not known; the trial is a crossover (both groups
    are the same people); there is no comparison group; the event is too rare for shares (``safe_for_icons`` is false);
    the paper printed the interval of this difference, and a published interval always wins.
    """
    row, drug, comparison = finding.row, finding.arms.drug, finding.arms.comparison
    if row.is_crossover or row.comparator_kind == "none" or not row.safe_for_icons or _is_published(finding):
        return None
    if row.pct_differs:  # rounded down, or of other people: no head-count follows from such a percentage
        drug, comparison = drug._replace(percent=None), comparison._replace(percent=None)
    with_drug, without = whole_people(drug), whole_people(comparison)
    if with_drug is None or without is None:
        return None
    return newcombe(with_drug, drug.people or 0, without, comparison.people or 0)


def whole_people(arm: Arm) -> int | None:
    """How many people of a group had the event: as printed, or the one whole number that gives the printed percentage.

    ``None`` where no whole number gives it, or more than one does.
    """
    if arm.events is not None or arm.percent is None or not arm.people:
        return arm.events if arm.people else None
    digit = Decimal(1).scaleb(int(arm.percent.as_tuple().exponent))
    near = int(arm.percent * arm.people / 100)
    fits = [
        number
        for number in range(max(0, near - 1), min(arm.people, near + 2) + 1)
        if (Decimal(100 * number) / arm.people).quantize(digit, rounding=ROUND_HALF_UP) == arm.percent
    ]
    return fits[0] if len(fits) == 1 else None


def _is_published(finding: Finding[TrialResult]) -> bool:
    return finding.row.effect_measure == "risk difference" and finding.is_drawn


def newcombe(events: int, people: int, events_control: int, people_control: int) -> Difference:
    """Newcombe's 95 % interval for the difference of two shares, in people of 100.

    Raises ``ValueError`` where a group has no people, or its events are below 0 or more than its people.
    """
    low, high = wilson(events, people)
    low_control, high_control = wilson(events_control, people_control)
    share, control = events / people, events_control / people_control
    difference = share - control
    below = sqrt((share - low) ** 2 + (high_control - control) ** 2)
    above = sqrt((high - share) ** 2 + (control - low_control) ** 2)
    return Difference(100 * difference, 100 * (difference - below), 100 * (difference + above))


def wilson(events: int, people: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share, as two numbers from 0 to 1.

    Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953. Raises ``ValueError`` as :func:`newcombe` does.
    """
    if not 0 <= events <= people or not people:
        raise ValueError(f"{events} of {people} people can't be")
    share, weight = events / people, Z**2 / people
    centre = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt(share * (1 - share) / people + weight / (4 * people)) / (1 + weight)
    return max(0.0, centre - reach), min(1.0, centre + reach)
