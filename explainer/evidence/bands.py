"""How long after treatment something was measured, in bands a reader can picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from explainer.content.trials import TrialResult

LATER = "later"
BANDS = (
    ("within a day", Decimal(24)),
    ("up to a week", Decimal(7 * 24)),
    ("up to a month", Decimal(31 * 24)),
    ("up to three months", Decimal(92 * 24)),
    (LATER, None),
)
UNKNOWN = "time not stated"
BAND_NAMES = (*(name for name, _ in BANDS), UNKNOWN)


def band_of(row: TrialResult) -> str:
    """The band a result was measured in."""
    if row.timepoint_hours is None:
        return UNKNOWN
    return next(name for name, last in BANDS if last is None or row.timepoint_hours <= last)


@dataclass(frozen=True)
class BandCount:
    """Numbers of results in one band of time, by verdict; ``not_compared``: no comparison of the groups is reported."""

    band: str
    better: int
    no_difference: int
    worse: int
    not_compared: int

    @property
    def nobody_looked(self) -> bool:
        """Whether there is no result at all in this band."""
        return not (self.better or self.no_difference or self.worse or self.not_compared)


def how_long(rows: Iterable[TrialResult]) -> list[BandCount]:
    """Count the results about benefits in each band of ``BAND_NAMES``, in that order; empty bands are included."""
    benefits = [row for row in rows if row.outcome_role == "benefit"]
    return [_count(name, [row for row in benefits if band_of(row) == name]) for name in BAND_NAMES]


def _count(band: str, rows: list[TrialResult]) -> BandCount:
    results = [row.result for row in rows]
    return BandCount(
        band,
        results.count("ketamine better"),
        results.count("no difference shown"),
        results.count("control better"),
        results.count("not tested or not reported"),
    )
