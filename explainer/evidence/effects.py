"""Effects turned so that more is better for ketamine, whatever way round they were published."""

from dataclasses import dataclass
from decimal import Decimal

from explainer.content.published import RATIOS
from explainer.content.trials import PooledResult, TrialResult


@dataclass(frozen=True)
class Effect:
    """An effect with "favours ketamine" upwards; in the published unit, the null at 0 (differences) or 1 (ratios)."""

    estimate: Decimal
    low: Decimal | None
    high: Decimal | None
    is_ratio: bool

    @property
    def null(self) -> Decimal:
        """The value that means "no difference"."""
        return Decimal(1) if self.is_ratio else Decimal(0)


def oriented(row: TrialResult | PooledResult) -> Effect | None:
    """The effect of a row with ketamine's side up, or ``None`` where direction or estimate is unknown.

    Differences are mirrored (-x) and ratios inverted (1/x) where ketamine did better *below* the null; the ends of
    the interval change places both times.
    """
    if not row.ketamine_better_when or row.estimate is None:
        return None
    is_ratio = row.effect_measure in RATIOS
    if row.ketamine_better_when == "above":
        return Effect(row.estimate, row.ci_low, row.ci_high, is_ratio)
    return Effect(_turned(row.estimate, is_ratio), _end(row.ci_high, is_ratio), _end(row.ci_low, is_ratio), is_ratio)


def _turned(value: Decimal, is_ratio: bool) -> Decimal:
    return 1 / value if is_ratio else -value + 0  # + 0: never a minus zero


def _end(value: Decimal | None, is_ratio: bool) -> Decimal | None:
    return None if value is None else _turned(value, is_ratio)
