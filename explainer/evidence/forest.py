"""Which results may stand on one axis of a forest plot.

Each trial has one finding on a plot. Its other time points, its other doses against the same control group and its
other scales are about the same people, so they are listed in words and never drawn as more people. Comparisons with
placebo and with another treatment have separate axes, and so has each scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.findings import AnyFinding, Axis, Finding
from explainer.evidence.pooling import Pooled

PanelKind = Literal["placebo", "treatment", "reviews", "ours"]
"""Trials against placebo or against another treatment; published reviews; trials with our own estimate over them."""

Trials = Sequence[Finding[TrialResult]]
Reviews = Sequence[Finding[PooledResult]]


@dataclass(frozen=True)
class Panel:
    """Findings that share an axis; those without an interval are named and not drawn."""

    kind: PanelKind
    axis: Axis
    findings: tuple[AnyFinding, ...]
    estimate: Pooled | None = None
    """Our own estimate over them; ratios as natural logarithms."""

    @property
    def is_drawn(self) -> bool:
        """Whether anything in it has a point and an interval."""
        return any(each.is_drawn for each in self.findings)


def families_of(rows: Sequence[TrialResult]) -> list[str]:
    """The kinds of outcome: first those that are the main outcome of most trials, then those with most trials."""

    def weight(family: str) -> tuple[int, int]:
        members = [row for row in rows if row.family == family]
        return (-len({row.trial for row in members if row.is_primary}), -len({row.trial for row in members}))

    return sorted(dict.fromkeys(row.family for row in rows), key=weight)


def one_a_trial(findings: Trials) -> tuple[list[Finding[TrialResult]], list[Finding[TrialResult]]]:
    """The finding that speaks for each trial, and the other findings of the same people.

    A main outcome goes before other outcomes, then a finding with an interval before one without, then one that may be
    pooled (``pool_key``), then one marked ``speaks_for_trial``; last, the order of the table decides.
    """
    plotted: dict[str, Finding[TrialResult]] = {}
    for finding in findings:
        best = plotted.get(finding.row.trial)
        if best is None or _rank(finding) < _rank(best):
            plotted[finding.row.trial] = finding
    ids = {finding.id for finding in plotted.values()}
    return list(plotted.values()), [finding for finding in findings if finding.id not in ids]


def _rank(finding: Finding[TrialResult]) -> tuple[bool, bool, bool, bool]:
    row = finding.row
    return (not row.is_primary, not finding.is_drawn, not row.pool_key, not row.speaks_for_trial)


def panels(trials: Trials, reviews: Reviews) -> list[Panel]:
    """Panels for findings of one condition and one family of outcome, the one with most trials first.

    A finding without an interval goes into the largest panel of its kind of comparison. Findings without a comparison
    group, or of ketamine against ketamine, are left out. Published pooled results come last, in panels of their own,
    because they contain the same trials again; those without an interval are left out.
    """
    groups: dict[tuple[PanelKind, Axis], list[AnyFinding]] = {}
    undrawn: dict[PanelKind, list[AnyFinding]] = {}
    for finding in trials:
        kind = _kind(finding)
        if finding.row.comparator_kind == "none" or finding.asks_other_question:
            continue
        if finding.is_drawn:
            groups.setdefault((kind, finding.axis), []).append(finding)
        else:
            undrawn.setdefault(kind, []).append(finding)
    for kind, rest in undrawn.items():
        widest = next((key for key in sorted(groups, key=lambda key: -len(groups[key])) if key[0] == kind), None)
        groups.setdefault(widest or (kind, Axis("")), []).extend(rest)
    of_trials = [Panel(*key, tuple(members)) for key, members in groups.items()]
    return [*sorted(of_trials, key=lambda panel: -len(panel.findings)), *_of_reviews(reviews)]


def _of_reviews(reviews: Reviews) -> list[Panel]:
    groups: dict[Axis, list[AnyFinding]] = {}
    for finding in reviews:
        if finding.is_drawn:
            groups.setdefault(finding.axis, []).append(finding)
    return [Panel("reviews", axis, tuple(members)) for axis, members in groups.items()]


def _kind(finding: Finding[TrialResult]) -> PanelKind:
    return "treatment" if finding.row.comparator_kind == "active-treatment" else "placebo"


def pool_panel(findings: Trials, estimate: Pooled) -> Panel:
    """The trials that were pooled, with our estimate over them."""
    row = findings[0].row
    axis = Axis(row.effect_measure, "" if row.effect_unit else row.scale, row.effect_unit)
    return Panel("ours", axis, tuple(findings), estimate)
