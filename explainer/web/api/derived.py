"""What the API adds from our own calculations: always under the key ``derived``, never among the columns."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from explainer.content import Content
from explainer.content.reference import ReadingName, Source
from explainer.content.trials import PooledResult, Trial, TrialResult
from explainer.evidence.derived import drawable
from explainer.evidence.findings import Interval, finding_of
from explainer.evidence.summary import ConditionSummary
from explainer.find.usage import rows_by_source
from explainer.reuse.values import plain


class Derived(BaseModel):
    """Values that we computed."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class OfCondition(Derived):
    """What the trials and approvals of a condition come to."""

    reading: ReadingName
    """What the evidence shows, by our written rule, or by a person where `reading_by` says so."""
    reading_by: Literal["rule", "person"]
    trials: int
    """Randomised trials of ketamine against something else."""
    people: int
    """People randomised in them, where the number is known."""
    trials_of_unknown_size: int
    met: int
    """Trials that met a main outcome about the condition itself."""
    missed: int
    """Trials that missed their main outcome."""
    other: int
    """Trials whose main outcome was split, is not known or is about something else."""
    approved_in: tuple[str, ...]
    drugs: tuple[str, ...]
    routes: tuple[str, ...]


class OfTrial(Derived):
    """Where a trial is used."""

    conditions: tuple[str, ...]
    """Conditions that its results are about."""
    results: tuple[str, ...]
    """Ids of its results."""


class OfResult(Derived):
    """The effect with ketamine's side up: above `null_value`, ketamine did better."""

    estimate: Decimal | None = None
    ci_low: Decimal | None = None
    ci_high: Decimal | None = None
    null_value: Decimal | None = None
    effect_measure: str | None = None
    effect_unit: str | None = None
    ci_level: int | None = None
    interval_from: Interval | None = None
    """Where the interval comes from: printed in the paper, or computed by us from head-counts or a standard error."""


class OfSource(Derived):
    """What rests on a source."""

    rows: tuple[str, ...]
    """Ids of the results, pooled results and facts."""


def of_condition(content: Content, row: ConditionSummary) -> dict[str, Any]:
    """Reading, counts, approvals, drugs and routes of a condition."""
    counts = row.counts
    return _values(
        OfCondition(
            reading=row.reading.reading,
            reading_by="person" if row.id in content.exceptions else "rule",
            trials=counts.trials,
            people=counts.people,
            trials_of_unknown_size=counts.size_unknown,
            met=counts.met,
            missed=counts.missed,
            other=counts.other,
            approved_in=row.places,
            drugs=row.drugs,
            routes=row.routes,
        )
    )


def of_trial(content: Content, trial: Trial) -> dict[str, Any]:
    """Conditions and results of a trial."""
    rows = results_of(content).get(trial.id, [])
    conditions = tuple(dict.fromkeys(row.condition for row in rows))
    return _values(OfTrial(conditions=conditions, results=tuple(row.id for row in rows)))


@lru_cache(maxsize=8)
def results_of(content: Content) -> Mapping[str, list[TrialResult]]:
    """The results of each trial, by its id."""
    rows: dict[str, list[TrialResult]] = {}
    for row in content.results:
        rows.setdefault(row.trial, []).append(row)
    return rows


def of_result(content: Content, row: TrialResult | PooledResult) -> dict[str, Any]:
    """The effect of a result with ketamine's side up; all ``null`` where its direction or its figures are not known."""
    finding = drawable(finding_of(content, row)) if isinstance(row, TrialResult) else finding_of(content, row)
    effect, axis = finding.effect, finding.axis
    if effect is None:
        return _values(OfResult())
    return _values(
        OfResult(
            estimate=effect.estimate,
            ci_low=effect.low,
            ci_high=effect.high,
            null_value=effect.null,
            effect_measure=axis.measure or None,
            effect_unit=axis.unit or None,
            ci_level=axis.level,
            interval_from=finding.interval if effect.low is not None else None,
        )
    )


def of_source(content: Content, source: Source) -> dict[str, Any]:
    """Ids of what rests on a source."""
    return _values(OfSource(rows=tuple(row.id for row in _resting(content)[source.id])))


@lru_cache(maxsize=8)
def _resting(content: Content) -> Mapping[str, list[Any]]:
    return rows_by_source(content)


def _values(derived: Derived) -> dict[str, Any]:
    return {name: plain(value) for name, value in derived}
