"""Benefits and harms in the same trial, both as people of 100."""

from dataclasses import dataclass

from explainer.content import Content
from explainer.content.reference import Source
from explainer.content.trials import TrialResult
from explainer.evidence.counts import trial_counts
from explainer.evidence.findings import Finding, finding_of


@dataclass(frozen=True)
class TrialBalance:
    """One trial with its benefits and harms for one condition; each has a share (of 100 people) in both groups."""

    trial: str
    source: Source
    benefits: tuple[Finding[TrialResult], ...]
    """Benefits with a share in both groups; empty where the trial's benefits are scores."""
    harms: tuple[Finding[TrialResult], ...]
    """Harms with a share in both groups, in the order of the table."""


def balances(content: Content, condition: str) -> tuple[TrialBalance, ...]:
    """The trials of a condition whose harms are known in both groups, in the order of the table."""
    by_trial: dict[str, list[Finding[TrialResult]]] = {}
    for row in content.results:
        finding = finding_of(content, row)
        if row.condition == condition and finding.arms.of_100 is not None and row.comparator_kind != "none":
            by_trial.setdefault(row.trial, []).append(finding)
    made = (_balance(content, trial, findings) for trial, findings in by_trial.items())
    return tuple(balance for balance in made if balance.harms)


def _balance(content: Content, trial: str, findings: list[Finding[TrialResult]]) -> TrialBalance:
    benefits, harms = (
        tuple(each for each in findings if each.row.outcome_role == role) for role in ("benefit", "harm")
    )
    return TrialBalance(trial, content.sources[content.trials[trial].source], benefits, harms)


def harms_known(content: Content, condition: str) -> tuple[int, int]:
    """Return two numbers: randomised trials of a condition with harms for both groups, and all of its trials."""
    counted = {outcome.trial for outcome in trial_counts(content, condition).outcomes}
    known = {balance.trial for balance in balances(content, condition)}
    return len(counted & known), len(counted)
