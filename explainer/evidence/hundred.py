"""A result as a picture of 100 people in each group: how many of them had the event."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from explainer.content.facts import AdverseEffect
from explainer.content.trials import DRUGS, TrialResult


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


def hundred(row: TrialResult) -> Hundred | None:
    """The picture of a trial's result, if its row allows one (``safe_for_icons`` and a share in both groups)."""
    if not row.safe_for_icons or row.event_is_good is None:
        return None
    ketamine = (row.events_ketamine, row.n_ketamine, row.pct_ketamine)
    control = (row.events_control, row.n_control, row.pct_control)
    shares = _shares(ketamine, control)
    if shares is None:
        return None
    drug = DRUGS[row.drug]
    counted = _counted(ketamine, control, (f" with {drug},", " without"))
    if row.is_crossover:
        counted += " A crossover: the same people stand in both pictures."
    return Hundred(row.outcome, *shares, row.comparator, row.event_is_good, drug, counted)


def harm_hundred(row: AdverseEffect) -> Hundred | None:
    """The picture of a harm, where both groups have a share."""
    with_drug = (row.events_drug, row.n_drug, row.pct_drug)
    control = (row.events_control, row.n_control, row.pct_control)
    shares = _shares(with_drug, control)
    if shares is None:
        return None
    counted = _counted(with_drug, control, (" against", ""))
    return Hundred(row.effect, *shares, row.comparison or "the comparison", False, row.molecule, counted)


Arm = tuple[int | None, int | None, Decimal | None]


def _shares(ketamine: Arm, control: Arm) -> tuple[int, int] | None:
    """Both arms per 100: from head-counts where both have them, else from the printed percentages."""
    if None not in (ketamine[0], ketamine[1], control[0], control[1]) and ketamine[1] and control[1]:
        return _of_100(Decimal(ketamine[0] or 0), ketamine[1]), _of_100(Decimal(control[0] or 0), control[1])
    if ketamine[2] is not None and control[2] is not None:
        return _of_100(ketamine[2], 100), _of_100(control[2], 100)
    return None


def _counted(ketamine: Arm, control: Arm, after: tuple[str, str]) -> str:
    """What was counted in both groups, with the words that follow each, or that only percentages are known."""
    if None in (*ketamine[:2], *control[:2]):
        return "Only percentages are known, not head-counts."
    first, second = (f"{arm[0]:,} of {arm[1]:,}" for arm in (ketamine, control))
    return f"Counted: {first}{after[0]} {second}{after[1]}."


def _of_100(events: Decimal, group: int) -> int:
    return int((100 * events / group).quantize(Decimal(1), rounding=ROUND_HALF_UP))
