"""Intervals that a paper did not print and its head-counts give: our calculation, marked as that and never stored.

Difference of two independent shares with Newcombe's hybrid score interval (method 10 of Newcombe 1998,
https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I): Wilson's interval for each share,
put together. It holds where nobody, or everybody, had the event.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from explainer.content.trials import TrialResult
from explainer.evidence.findings import Finding

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


class Difference(NamedTuple):
    """A difference of shares with its 95 % interval, in people of 100; above 0 means more with the drug."""

    value: float
    low: float
    high: float


def difference_of(finding: Finding[TrialResult]) -> Difference | None:
    """The difference between the groups of a result.

    ``None`` without the head-counts of both groups, in a crossover, where both groups are the same people, and where
    the paper printed the interval of this difference: a published interval wins.
    """
    drug, comparison = finding.arms.drug, finding.arms.comparison
    if finding.row.is_crossover or _is_published(finding) or drug.events is None or comparison.events is None:
        return None
    if not drug.people or not comparison.people:
        return None
    return newcombe(drug.events, drug.people, comparison.events, comparison.people)


def _is_published(finding: Finding[TrialResult]) -> bool:
    return finding.row.effect_measure == "risk difference" and finding.is_drawn


def newcombe(events: int, people: int, events_control: int, people_control: int) -> Difference:
    """Newcombe's interval for the difference of two shares. Raises ``ValueError`` for counts that can't be."""
    low, high = wilson(events, people)
    low_control, high_control = wilson(events_control, people_control)
    share, control = events / people, events_control / people_control
    difference = share - control
    below = sqrt((share - low) ** 2 + (high_control - control) ** 2)
    above = sqrt((high - share) ** 2 + (control - low_control) ** 2)
    return Difference(100 * difference, 100 * (difference - below), 100 * (difference + above))


def wilson(events: int, people: int) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953)."""
    if not 0 <= events <= people or not people:
        raise ValueError(f"{events} of {people} people can't be")
    share, weight = events / people, Z**2 / people
    centre = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt(share * (1 - share) / people + weight / (4 * people)) / (1 + weight)
    return max(0.0, centre - reach), min(1.0, centre + reach)
