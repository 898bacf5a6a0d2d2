"""Our own pooled estimate in words."""

import math

from explainer.evidence.pooling import Pooled
from explainer.words.forest import Panel
from explainer.words.sides import sided, span


def estimate_words(pooled: Pooled, panel: Panel) -> str:
    """The estimate in words; ratios, which are pooled as logarithms, as the ratios they are."""
    low, high = pooled.low, pooled.high
    crosses = low <= 0 <= high
    verdict = "The interval does not exclude no difference." if crosses else "The interval excludes no difference."
    unit = ", ".join(part for part in (panel.measure, panel.unit) if part)
    interval = f"95% interval {_ends(low, high, panel)}"
    if panel.is_ratio:
        size = f"{unit} {math.exp(pooled.estimate):.2f}, where above 1 favours ketamine ({interval})"
    else:
        size = f"{sided(pooled.estimate, spec='.1f')} ({unit}; {interval})"
    text = f"{pooled.k} trials: {size}. {verdict} Variation between trials: {pooled.i2:.0f}%."
    if pooled.prediction:
        text += f" A new, similar trial would lie in the range {_ends(*pooled.prediction, panel)}."
    return text


def _ends(low: float, high: float, panel: Panel) -> str:
    """Ends of an interval: as ratios, or as sizes with their sides."""
    return f"{math.exp(low):.2f} to {math.exp(high):.2f}" if panel.is_ratio else span(low, high, spec=".1f")
