"""What results of trials and of meta-analyses share: the effect, the note, and whether the row may be shown."""

from decimal import ROUND_DOWN, Decimal
from typing import Literal

from pydantic import Field

from explainer.content.fields import Figure, Numbers, Percent, Prose, Record, RowId

EffectMeasure = Literal[
    "", "mean difference", "risk difference", "odds ratio", "risk ratio", "hazard ratio", "SMD",
    "incidence per 1000", "percentage", "log odds ratio", "change within a group",
]  # fmt: skip
EffectUnit = Literal["", "percentage points", "of 1", "% change"]
UNITS: dict[str, tuple[EffectUnit, ...]] = {
    "risk difference": ("percentage points", "of 1"),
    "mean difference": ("", "% change"),
}
"""The units that a measure may have; every other measure has none."""
WITHIN_A_GROUP: EffectMeasure = "change within a group"
"""A change from before to after in standard deviations, without a comparison: below 0, the score fell."""
RATIOS = ("odds ratio", "risk ratio", "hazard ratio")
PctDiffers = Literal["", "rounded down", "of others"]
"""Why a printed percentage may differ from that of its counts: it was rounded down, or is of other people."""


class PublishedResult(Record):
    """A result as published: the effect has its own direction.

    ``ketamine_better_when`` says on which side of ``null_value`` ketamine did better.
    """

    id: RowId
    effect_measure: EffectMeasure = ""
    effect_unit: EffectUnit = ""
    """The unit of a risk difference, or ``% change`` for a mean difference that isn't in points of its scale."""
    estimate: Figure | None = None
    """As published, in its own direction: never read its sign without ``ketamine_better_when``."""
    ci_low: Figure | None = None
    """Lower end of the interval, as published."""
    ci_high: Figure | None = None
    """Upper end of the interval, as published."""
    null_value: Figure | None = None
    """The value that means "no difference"."""
    ketamine_better_when: Literal["", "below", "above"] = ""
    """On which side of ``null_value`` ketamine did better."""
    note: Prose = ""
    """What readers should know of it; in ``data/`` its figures are placeholders."""
    numbers: Numbers = Field(default_factory=dict)
    """Figures of the note that no column holds, by name."""
    for_curators: str = ""
    """Remarks for those who keep the tables. Never shown, and read by no rule."""
    held: str = ""
    """Why the row must not be shown; empty for a row that may."""

    def __hash__(self) -> int:
        """By the id, which no two rows share: ``numbers`` has no hash of its own."""
        return hash(self.id)

    def problems(self) -> list[tuple[str, str]]:
        """Ends of the interval out of order, a direction without a null line, a unit that the measure can't have."""
        found = self._interval_problems()
        if self.ketamine_better_when and self.null_value is None:
            found.append(("null_value", "is empty though ketamine_better_when is filled"))
        units = UNITS.get(self.effect_measure, ("",))
        if self.effect_unit not in units:
            expected = " or ".join(repr(unit) if unit else "empty" for unit in units)
            found.append(("effect_unit", f"is {self.effect_unit!r}; a {self.effect_measure} has {expected}"))
        return found

    def _interval_problems(self) -> list[tuple[str, str]]:
        found = []
        low, mid, high = self.ci_low, self.estimate, self.ci_high
        if low is not None and mid is not None and low > mid:
            found.append(("ci_low", f"{low} is above estimate {mid}"))
        if high is not None and mid is not None and high < mid:
            found.append(("ci_high", f"{high} is below estimate {mid}"))
        if low is not None and high is not None and low > high:
            found.append(("ci_low", f"{low} is above ci_high {high}"))
        if self.effect_measure in RATIOS and any(x is not None and x <= 0 for x in (low, mid, high)):
            found.append(("estimate", f"{self.effect_measure} and interval must be above 0"))
        return found


def count_problem(arm: str, events: int | None, group: int | None) -> list[tuple[str, str]]:
    """More events than people in an arm."""
    if events is not None and group is not None and events > group:
        return [(f"events_{arm}", f"{events} is above n_{arm} {group}")]
    return []


def percent_problem(
    arm: str, events: int | None, group: int | None, printed: Percent | None, differs: PctDiffers = ""
) -> list[tuple[str, str]]:
    """Return one ``(column, message)`` if a printed percentage is not that of its counts, otherwise an empty list.

    It may differ by half a unit of its last printed digit, or as ``differs`` says.
    """
    if events is None or not group or printed is None or differs == "of others":
        return []
    exact = Decimal(100 * events) / group
    last_digit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    if differs == "rounded down":
        agrees = exact.quantize(last_digit, rounding=ROUND_DOWN) == printed
    else:
        agrees = abs(exact - printed) <= last_digit / 2
    return [] if agrees else [(f"pct_{arm}", f"{printed} is not {events} of {group}, which is {exact:.2f} of 100")]
