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
    counted: str
    """What was counted, as printed: head-counts where they are known, else that only percentages are."""

    @property
    def difference(self) -> str:
        """The difference in words, with its denominator."""
        gap = self.with_ketamine - self.without
        if not gap:
            return f"{self.with_ketamine} of 100 in both groups"
        return f"{abs(gap)} {'more' if gap > 0 else 'fewer'} of 100 with {self.drug}"


def hundred(finding: Finding[TrialResult]) -> Hundred | None:
    """The picture of a trial's result, if its row allows one (``safe_for_icons`` and a share in both groups)."""
    row = finding.row
    if not row.safe_for_icons or row.event_is_good is None or finding.arms.of_100 is None:
        return None
    drug = DRUGS[row.drug]
    counted = _counted(finding.arms, (f" with {drug},", " without"))
    if row.is_crossover:
        counted += " A crossover: the same people stand in both pictures."
    return Hundred(row.outcome, *_whole(finding.arms.of_100), row.comparator, row.event_is_good, drug, counted)


def harm_hundred(row: AdverseEffect) -> Hundred | None:
    """The picture of a harm, where both groups have a share."""
    arms = Arms(Arm(row.events_drug, row.n_drug, row.pct_drug), Arm(row.events_control, row.n_control, row.pct_control))
    if arms.of_100 is None:
        return None
    counted = _counted(arms, (" against", ""))
    comparison = row.comparison or "the comparison"
    return Hundred(row.effect, *_whole(arms.of_100), comparison, False, row.molecule, counted)


def _counted(arms: Arms, after: tuple[str, str]) -> str:
    """What was counted in both groups, with the words that follow each, or that only percentages are known."""
    if not arms.are_counted:
        return "Only percentages are known, not head-counts."
    first, second = (f"{arm.events:,} of {arm.people:,}" for arm in (arms.drug, arms.comparison))
    return f"Counted: {first}{after[0]} {second}{after[1]}."


def _whole(shares: tuple[Decimal, Decimal]) -> tuple[int, int]:
    """Whole people of 100; a half is rounded up."""
    drug, comparison = (int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP)) for share in shares)
    return drug, comparison
