"""A random-effects estimate over a few trials: our own calculation, not a systematic review.

Between-trial variance by restricted maximum likelihood (Viechtbauer 2005, https://doi.org/10.3102/10769986030003261),
interval by Hartung and Knapp (Knapp and Hartung 2003, https://doi.org/10.1002/sim.1482) in the conservative form that
never lets it be narrower than Wald's (Röver, Knapp and Friede 2015, https://doi.org/10.1186/s12874-015-0091-1), and,
from five trials on, a prediction interval (Higgins, Thompson and Spiegelhalter 2009,
https://doi.org/10.1111/j.1467-985X.2008.00552.x) with k - 1 degrees of freedom, as metafor does.
How the numbers agree with metafor and PyMARE: ``docs/pooling.md``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from explainer.content.trials import Result, TrialResult
from explainer.evidence.findings import Arm, Finding

FEWEST_TRIALS = 3
FEWEST_FOR_PREDICTION = 5
LEVEL = 0.95
_STEPS = 1_000
_CLOSE = 1e-10

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Study:
    """One trial's effect, in favour of ketamine upwards; ratios as natural logarithms."""

    id: str
    effect: float
    standard_error: float
    is_ratio: bool = False


@dataclass(frozen=True)
class Pooled:
    """The estimate over ``k`` trials on the scale of the studies, with its 95 % interval."""

    k: int
    estimate: float
    low: float
    high: float
    tau2: float
    """Variance between trials, the square of the unit of the effect."""
    i2: float
    """Share of the variation that is between trials, in percent (Higgins and Thompson 2002)."""
    prediction: tuple[float, float] | None
    """Where the effect of a new, similar trial would lie; ``None`` below five trials."""

    @property
    def verdict(self) -> Result:
        """Which side the interval favours."""
        if self.low <= 0 <= self.high:
            return "no difference shown"
        return "ketamine better" if self.estimate > 0 else "control better"


def study(finding: Finding[TrialResult]) -> Study | None:
    """Turn a finding into a study that can be pooled, or return ``None`` where that is not possible.

    An effect needs a standard error or an interval. Head-counts are used only where the finding has no effect.
    """
    effect = finding.effect
    if effect is None:
        return _from_counts(finding)
    error = _standard_error(finding.row, effect.is_ratio)
    if error is None:
        return None
    value = float(np.log(float(effect.estimate))) if effect.is_ratio else float(effect.estimate)
    return Study(finding.id, value, error, effect.is_ratio)


def _standard_error(row: TrialResult, is_ratio: bool) -> float | None:
    """The printed standard error, else the one that follows from the interval's width and level (``ci_level``)."""
    if row.standard_error is not None:
        return float(row.standard_error)
    if row.ci_low is None or row.ci_high is None or row.ci_level is None:
        return None
    ends = np.array([float(row.ci_low), float(row.ci_high)])
    low, high = np.log(ends) if is_ratio else ends
    return float(high - low) / (2 * NormalDist().inv_cdf(0.5 + row.ci_level / 200))


def _from_counts(finding: Finding[TrialResult]) -> Study | None:
    """Risk difference in percentage points from the counts of both arms (Wald's variance)."""
    drug, comparison = finding.arms.drug, finding.arms.comparison
    if finding.row.event_is_good is None or not finding.arms.are_counted:
        return None
    with_ketamine, without = drug.events / drug.people, comparison.events / comparison.people  # type: ignore[operator]
    variance = _variance(with_ketamine, drug) + _variance(without, comparison)
    sign = 1 if finding.row.event_is_good else -1
    return Study(finding.id, 100 * sign * (with_ketamine - without), 100 * float(np.sqrt(variance)))


def _variance(share: float, arm: Arm) -> float:
    return share * (1 - share) / (arm.people or 1)


def pool(studies: Sequence[Study]) -> Pooled:
    """The random-effects estimate.

    Raises ``ValueError`` for fewer than three studies, for ratios mixed with differences, and for an effect that is
    not finite or a standard error that is not finite and above 0.
    """
    if len(studies) < FEWEST_TRIALS:
        raise ValueError(f"{len(studies)} trials are too few to pool; {FEWEST_TRIALS} are needed")
    if len({each.is_ratio for each in studies}) > 1:
        raise ValueError("ratios and differences can't be pooled with each other")
    effects = np.array([each.effect for each in studies])
    variances = np.array([each.standard_error for each in studies]) ** 2
    if not (np.isfinite(effects).all() and np.isfinite(variances).all() and (variances > 0).all()):
        raise ValueError("every effect must be finite and every standard error above 0")
    tau2 = _reml(effects, variances)
    return _summed_up(effects, variances, tau2)


def _summed_up(effects: Floats, variances: Floats, tau2: float) -> Pooled:
    k = len(effects)
    weights = 1 / (variances + tau2)
    mean = float(weights @ effects / weights.sum())
    spread = float(weights @ (effects - mean) ** 2) / (k - 1)
    error = float(np.sqrt(max(1.0, spread) / weights.sum()))  # max(1, .) is the conservative form
    t = _t_quantile(k - 1)
    fixed = 1 / variances
    typical = (k - 1) * fixed.sum() / (fixed.sum() ** 2 - (fixed**2).sum())
    reach = t * float(np.sqrt(tau2 + error**2))
    prediction = (mean - reach, mean + reach) if k >= FEWEST_FOR_PREDICTION else None
    i2 = float(100 * tau2 / (tau2 + typical))
    return Pooled(k, mean, mean - t * error, mean + t * error, tau2, i2, prediction)


@cache
def _t_quantile(degrees: int) -> float:
    """Quantile of Student's t distribution for the interval; SciPy (13 MB) is imported only where trials are pooled."""
    return float(import_module("scipy.special").stdtrit(degrees, 0.5 + LEVEL / 2))


def _reml(effects: Floats, variances: Floats) -> float:
    """Between-trial variance by Fisher scoring on the restricted likelihood, never below 0."""
    tau2 = max(0.0, float(np.var(effects, ddof=1) - variances.mean()))
    for _ in range(_STEPS):
        weights = 1 / (variances + tau2)
        total = weights.sum()
        mean = weights @ effects / total
        trace = total - (weights**2).sum() / total
        information = (weights**2).sum() - 2 * (weights**3).sum() / total + ((weights**2).sum() / total) ** 2
        step = ((weights**2) @ (effects - mean) ** 2 - trace) / information
        new = max(0.0, tau2 + float(step))
        if abs(new - tau2) < _CLOSE * max(1.0, tau2):
            return new
        tau2 = new
    return tau2


def leave_one_out(studies: Sequence[Study]) -> dict[str, Pooled]:
    """The estimate without each study in turn, by its id; empty where that would leave too few."""
    if len(studies) <= FEWEST_TRIALS:
        return {}
    return {left.id: pool([each for each in studies if each is not left]) for left in studies}
