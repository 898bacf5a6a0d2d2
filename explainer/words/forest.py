"""Which results may stand on one axis, turned so that the right side favours ketamine.

One row a trial: time points, doses that share a control group and second scales of the same people are named in words,
never drawn as if they were other people. Placebo and other treatments have axes of their own, as have scales.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from explainer.content import Content
from explainer.content.published import RATIOS
from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.effects import Effect, oriented
from explainer.evidence.pooling import Pooled
from explainer.words.sentences import people_words, source_name

Mark = Literal["met", "missed", "not the main outcome", "published pooled result", "our calculation"]

POOLED = "published pooled results"
OURS = "our calculation"

BLINDING = {
    "active-placebo": "active placebo (harder to guess)",
    "inactive": "placebo that anyone can see through",
    "active-treatment": "another treatment",
    "none": "no comparison group",
}


@dataclass(frozen=True)
class ForestRow:
    """One line of a forest plot; without ``low`` and ``high`` it is named and not drawn."""

    id: str
    name: str
    detail: str
    mark: Mark
    blinding: str
    verdict: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether it has a point and an interval."""
        return None not in (self.estimate, self.low, self.high)


@dataclass(frozen=True)
class Panel:
    """Rows that share an axis, the unit of the axis, and what is left out of it."""

    measure: str
    unit: str
    against: str
    is_ratio: bool
    rows: tuple[ForestRow, ...]

    @property
    def null(self) -> float:
        """Where "no difference" lies."""
        return 1.0 if self.is_ratio else 0.0


def families_of(rows: Sequence[TrialResult]) -> list[str]:
    """The kinds of outcome in these rows: main outcomes first, then those with most trials."""

    def weight(family: str) -> tuple[int, int]:
        members = [row for row in rows if row.family == family]
        return (-len({row.trial for row in members if row.is_primary}), -len({row.trial for row in members}))

    return sorted(dict.fromkeys(row.family for row in rows), key=weight)


def one_a_trial(rows: Sequence[TrialResult]) -> tuple[list[TrialResult], list[TrialResult]]:
    """The row that speaks for each trial, and the other rows of the same people.

    A main outcome goes before others, a row with an interval before one without, one that may be pooled before its
    sister doses; then the order of the table.
    """
    chosen: dict[str, TrialResult] = {}
    for row in rows:
        best = chosen.get(row.trial)
        if best is None or _rank(row) < _rank(best):
            chosen[row.trial] = row
    picked = {row.id for row in chosen.values()}
    return list(chosen.values()), [row for row in rows if row.id not in picked]


def _rank(row: TrialResult) -> tuple[bool, bool, bool, bool]:
    lacks_interval = row.ci_low is None or oriented(row) is None
    return (not row.is_primary, lacks_interval, not row.pool_key, not row.speaks_for_trial)


def panels(content: Content, rows: Sequence[TrialResult], pooled: Sequence[PooledResult]) -> list[Panel]:
    """Panels for results of one condition and one family of outcome, the one with most trials first.

    Rows without a printed interval stand in the panel of the same kind of comparison, named and not drawn. Published
    pooled results have panels of their own, below: they hold the same trials again.
    """
    groups: dict[tuple[str, str, str], list[TrialResult]] = {}
    undrawn: dict[str, list[TrialResult]] = {}
    for row in rows:
        if row.comparator_kind == "none" or row.id in content.other_questions:
            continue
        if has_interval(row):
            groups.setdefault((_against(row), row.effect_measure, _unit(row)), []).append(row)
        else:
            undrawn.setdefault(_against(row), []).append(row)
    for against, leftover in undrawn.items():
        key = next((key for key in sorted(groups, key=lambda k: -len(groups[k])) if key[0] == against), None)
        groups.setdefault(key or (against, "", ""), []).extend(leftover)
    made = [_panel(key, [_trial_row(content, row) for row in members]) for key, members in groups.items()]
    return [*sorted(made, key=lambda panel: -len(panel.rows)), *_pooled_panels(content, pooled)]


def _pooled_panels(content: Content, pooled: Sequence[PooledResult]) -> list[Panel]:
    groups: dict[tuple[str, str, str], list[PooledResult]] = {}
    for row in pooled:
        if has_interval(row):
            groups.setdefault((POOLED, row.effect_measure, _unit(row)), []).append(row)
    return [_panel(key, [_pooled_row(content, row) for row in members]) for key, members in groups.items()]


def pool_panel(content: Content, rows: Sequence[TrialResult], pooled: Pooled) -> Panel:
    """The trials that were pooled, and our estimate as the last row."""
    first = rows[0]
    ends = (pooled.estimate, pooled.low, pooled.high)
    estimate, low, high = map(math.exp, ends) if first.effect_measure in RATIOS else ends
    detail = f"{pooled.k} trials, random effects"
    shown = "ketamine better" if pooled.estimate > 0 else "control better"
    verdict = "no difference shown" if pooled.low <= 0 <= pooled.high else shown
    ours = ForestRow(OURS, "Taken together", detail, "our calculation", "", verdict, estimate, low, high)
    unit = first.effect_unit or first.scale
    key = (OURS, first.effect_measure, unit)
    return _panel(key, [*(_trial_row(content, row) for row in rows), ours])


def _panel(key: tuple[str, str, str], lines: list[ForestRow]) -> Panel:
    against, measure, unit = key
    return Panel(measure, unit, against, measure in RATIOS, tuple(lines))


def has_interval(row: TrialResult | PooledResult) -> bool:
    """Whether a row can be drawn: it has a direction, an estimate and both ends of an interval."""
    effect = oriented(row)
    return effect is not None and effect.low is not None and effect.high is not None


def _against(row: TrialResult) -> str:
    return "another treatment" if row.comparator_kind == "active-treatment" else "placebo"


def _unit(row: TrialResult | PooledResult) -> str:
    """What keeps rows off each other's axis: a scale, points or shares, intervals of another level than 95 %."""
    scale: str = row.effect_unit
    if row.effect_measure == "mean difference":
        parts = (row.scale or row.outcome, row.effect_unit)
        scale = ", ".join(part for part in parts if part)
    level = getattr(row, "ci_level", None) or 95
    return ", ".join(part for part in (scale, "" if level == 95 else f"{level}% intervals") if part)


def _trial_row(content: Content, row: TrialResult) -> ForestRow:
    people = people_words(row) or "size not known"
    level = f"{row.ci_level}% interval" if row.ci_level not in (None, 95) else ""
    where = ", ".join(part for part in (row.dose, row.route, row.timepoint, level) if part)
    estimate, low, high = _ends(oriented(row) if has_interval(row) else None)
    return ForestRow(
        id=row.id,
        name=f"{source_name(content.sources[row.source])} · {people}",
        detail=f"against {row.comparator}; {where}",
        mark=_mark(row),
        blinding=BLINDING[row.comparator_kind],
        verdict=row.result,
        estimate=estimate,
        low=low,
        high=high,
    )


def _mark(row: TrialResult) -> Mark:
    if not row.is_primary or row.primary_met is None:
        return "not the main outcome"
    return "met" if row.primary_met else "missed"


def _pooled_row(content: Content, row: PooledResult) -> ForestRow:
    estimate, low, high = _ends(oriented(row) if has_interval(row) else None)
    when = f"; {row.timepoint}" if row.timepoint else ""
    return ForestRow(
        id=row.id,
        name=f"Pooled: {source_name(content.sources[row.source])}",
        detail=f"{row.outcome}{when}",
        mark="published pooled result",
        blinding="",
        verdict=row.result,
        estimate=estimate,
        low=low,
        high=high,
    )


def _ends(effect: Effect | None) -> tuple[float | None, float | None, float | None]:
    if effect is None or effect.low is None or effect.high is None:
        return None, None, None
    return float(effect.estimate), float(effect.low), float(effect.high)
