"""Turn a row of a table into a finding: its effect with ketamine's side up, and the axis that it may share.

A row goes this way: row -> :class:`Finding` (here) -> words (``explainer/words``) and picture (``explainer/charts``)
-> block (``explainer/views``). Later modules use the turned effect. Only the sentence of a ratio, which prints it as
published, uses the direction in which the effect was published.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from explainer.content import Content
from explainer.content.published import RATIOS, EffectMeasure, EffectUnit
from explainer.content.reference import Source
from explainer.content.trials import PooledResult, Result, TrialResult

R = TypeVar("R", bound=TrialResult | PooledResult)
R_co = TypeVar("R_co", bound=TrialResult | PooledResult, covariant=True)

Mark = Literal["met", "missed", "further", "announced", "review", "ours"]
"""A trial that met its main outcome, one that missed it, a further outcome, a result that only a company announced; a
published review; our own calculation."""
Interval = Literal["printed", "head-counts", "standard error"]
"""Where an interval comes from: the paper, or our calculation from what the paper printed."""
USUAL_LEVEL = 95
"""Level of an interval, in percent, where the table names none."""


@dataclass(frozen=True)
class Effect:
    """An effect whose larger values favour ketamine; "no difference" is 0 for differences and 1 for ratios."""

    estimate: Decimal
    low: Decimal | None
    high: Decimal | None
    is_ratio: bool

    @property
    def null(self) -> Decimal:
        """The value that means "no difference"."""
        return Decimal(1) if self.is_ratio else Decimal(0)


class Axis(NamedTuple):
    """What results must share to stand on one axis."""

    measure: EffectMeasure
    scale: str = ""
    """The scale or outcome of a mean difference; empty for other measures."""
    unit: EffectUnit = ""
    level: int = USUAL_LEVEL
    """Level of the intervals, in percent."""

    @property
    def is_ratio(self) -> bool:
        """Whether "no difference" lies at 1 and not at 0."""
        return self.measure in RATIOS


class Arm(NamedTuple):
    """How many people of one group had the event, as printed."""

    events: int | None
    people: int | None
    percent: Decimal | None


@dataclass(frozen=True)
class Arms:
    """Both groups of a comparison."""

    drug: Arm
    comparison: Arm

    @property
    def are_counted(self) -> bool:
        """Whether the head-counts of both groups are known."""
        return all(arm.events is not None and arm.people for arm in (self.drug, self.comparison))

    @property
    def of_100(self) -> tuple[Decimal, Decimal] | None:
        """Both groups per 100 people: from head-counts where both have them, else from the printed percentages."""
        if self.are_counted:
            return _per_100(self.drug), _per_100(self.comparison)
        if self.drug.percent is None or self.comparison.percent is None:
            return None
        return self.drug.percent, self.comparison.percent


def _per_100(arm: Arm) -> Decimal:
    return 100 * Decimal(arm.events or 0) / Decimal(arm.people or 1)


@dataclass(frozen=True)
class Finding(Generic[R_co]):
    """A row of a table with its source, its effect (larger values favour ketamine), its axis and its groups."""

    row: R_co
    source: Source
    effect: Effect | None
    """``None`` where the direction or the estimate is not known."""
    axis: Axis
    arms: Arms
    mark: Mark
    asks_other_question: bool = False
    """Whether it compares ketamine with ketamine."""
    is_split: bool = False
    """Whether it is one of several main outcomes of its trial, which met one and missed another."""
    interval: Interval = "printed"
    """Where the interval of ``effect`` comes from; only :mod:`explainer.evidence.derived` makes one of ours."""

    @property
    def id(self) -> str:
        """The id of the row."""
        return self.row.id

    @property
    def verdict(self) -> Result:
        """Which side did better, as the table says."""
        return self.row.result

    @property
    def is_drawn(self) -> bool:
        """Whether it has a point and an interval."""
        return self.effect is not None and self.effect.low is not None and self.effect.high is not None


AnyFinding = Finding[TrialResult | PooledResult]


def finding_of(content: Content, row: R) -> Finding[R]:
    """The finding of a row, made the first time that it is needed."""
    made = _made(content)
    if row not in made:
        made[row] = _finding(content, row)
    return made[row]


@lru_cache(maxsize=8)
def _made(content: Content) -> dict[TrialResult | PooledResult, Finding[Any]]:
    return {}


def _finding(content: Content, row: TrialResult | PooledResult) -> AnyFinding:
    source, effect = content.sources[row.source], oriented(row)
    if isinstance(row, PooledResult):
        nobody = Arm(None, None, None)
        return Finding(row, source, effect, _axis(row, USUAL_LEVEL), Arms(nobody, nobody), "review")
    arms = Arms(
        Arm(row.events_ketamine, row.n_ketamine, row.pct_ketamine),
        Arm(row.events_control, row.n_control, row.pct_control),
    )
    axis = _axis(row, row.ci_level or USUAL_LEVEL)
    asks_other = row.id in content.other_questions
    return Finding(row, source, effect, axis, arms, _mark(row), asks_other, _is_split(content, row))


def _axis(row: TrialResult | PooledResult, level: int) -> Axis:
    scale = row.scale or row.outcome if row.effect_measure == "mean difference" else ""
    return Axis(row.effect_measure, scale, row.effect_unit, level)


def _is_split(content: Content, row: TrialResult) -> bool:
    here = (each for each in content.main_outcomes if (each.trial, each.condition) == (row.trial, row.condition))
    return bool(row.is_primary) and any(each.primary_outcome == "split" for each in here)


def _mark(row: TrialResult) -> Mark:
    if row.is_announced:
        return "announced"
    if not row.is_primary or row.primary_met is None:
        return "further"
    return "met" if row.primary_met else "missed"


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
