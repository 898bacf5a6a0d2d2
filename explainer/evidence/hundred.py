"""A result as a picture of 100 people in each group: how many of them had the event."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from explainer.content.facts import AdverseEffect
from explainer.content.trials import DRUGS, TrialResult
from explainer.evidence.findings import Arm, Arms, Finding


@dataclass(frozen=True)
class Hundred:
    """Of 100 people in each group, how many had the event; rounded to whole people."""

    event: str
    with_ketamine: int
    without: int
    comparison: str
    is_good: bool
    drug: str
    arms: Arms
    """What was printed of both groups: head-counts, or percentages alone."""
    gap: int
    """With ketamine minus without, in people of 100, rounded once; the rounded groups may differ by 1 more or less."""
    is_crossover: bool = False
    """Whether the same people were in both groups."""


def hundred(finding: Finding[TrialResult]) -> Hundred | None:
    """The picture of a trial's result, if its row allows one (``safe_for_icons`` and a share in both groups)."""
    row = finding.row
    if not row.safe_for_icons or row.event_is_good is None or finding.arms.of_100 is None:
        return None
    drug, comparison, gap = _whole(finding.arms.of_100)
    words = (row.comparator, row.event_is_good, DRUGS[row.drug])
    return Hundred(row.outcome, drug, comparison, *words, finding.arms, gap, row.is_crossover)


def harm_hundred(row: AdverseEffect) -> Hundred | None:
    """The picture of a harm, where both groups have a share."""
    arms = Arms(Arm(row.events_drug, row.n_drug, row.pct_drug), Arm(row.events_control, row.n_control, row.pct_control))
    if arms.of_100 is None:
        return None
    comparison = row.comparison or "the comparison"
    drug, without, gap = _whole(arms.of_100)
    return Hundred(row.effect, drug, without, comparison, False, row.molecule, arms, gap)


def _whole(shares: tuple[Decimal, Decimal]) -> tuple[int, int, int]:
    """Both groups and their difference as whole people of 100; a half is rounded away from 0."""
    exact = (*shares, shares[0] - shares[1])
    drug, comparison, gap = (int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP)) for share in exact)
    return drug, comparison, gap
