"""Our own pooled estimate in words."""

import math

from explainer.evidence.findings import Axis
from explainer.evidence.pooling import Pooled
from explainer.words.forest import unit_words
from explainer.words.sides import sided, span


def estimate_words(pooled: Pooled, axis: Axis) -> str:
    """The estimate in words. Ratios are pooled as natural logarithms and are turned back into ratios here."""
    low, high = pooled.low, pooled.high
    excludes = "includes" if pooled.verdict == "no difference shown" else "does not include"
    unit = ", ".join(part for part in (axis.measure, unit_words(axis)) if part)
    interval = f"95% interval {_ends(low, high, axis)}"
    if axis.is_ratio:
        size = f"{unit} {math.exp(pooled.estimate):.2f} ({interval}); above 1 favours ketamine"
    else:
        size = f"{sided(pooled.estimate, spec='.1f')} ({unit}; {interval})"
    text = f"{pooled.k} trials: {size}. The interval {excludes} “no difference”."
    text += f" Variation between trials: {pooled.i2:.0f}%."
    if pooled.prediction:
        text += f" We would expect a new, similar trial to fall in the range {_ends(*pooled.prediction, axis)}."
    return text


def _ends(low: float, high: float, axis: Axis) -> str:
    """Ends of an interval: as ratios, or as sizes with their sides."""
    return f"{math.exp(low):.2f} to {math.exp(high):.2f}" if axis.is_ratio else span(low, high, spec=".1f")
