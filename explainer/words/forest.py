"""The words of a forest plot: its title, its axis, and each of its lines."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.content.trials import ComparatorKind, Payer, PooledResult, Result, TrialResult
from explainer.evidence.derived import OF_100
from explainer.evidence.findings import USUAL_LEVEL, AnyFinding, Axis, Interval, Mark
from explainer.evidence.forest import Panel
from explainer.words.sentences import MEASURES, OUR_INTERVAL, people_words, source_name
from explainer.words.sides import sided, span

BLINDING: dict[ComparatorKind, str] = {
    "active-placebo": "active placebo (harder to guess)",
    "inactive": "placebo that anyone can see through",
    "active-treatment": "another treatment",
    "none": "no comparison group",
}
OURS = "our calculation"
"""Used as the id of the line of our own estimate, which has no row in a table."""
AGAINST = {"placebo": "placebo", "treatment": "another treatment"}
MAIN_OUTCOME: dict[Mark, str] = {
    "met": " Main outcome met.",
    "missed": " Main outcome missed.",
    "announced": " Announced by the company, not published in a journal.",
}
MAKERS: dict[Payer, str] = {"maker": " · €", "mixed": " · €"}
"""Added after the name of a trial that a maker paid for, alone or with others."""
SIGNS: dict[Mark, str] = {"met": "✓ ", "missed": "✗ ", "announced": "announced: "}
NOT_DRAWN = " (no interval reported)"


@dataclass(frozen=True)
class Line:
    """One line of a forest plot; without ``low`` and ``high`` it is named and not drawn."""

    id: str
    name: str
    detail: str
    verdict: Result
    mark: Mark
    comparator: ComparatorKind | None
    is_ratio: bool
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    interval: Interval = "printed"
    is_split: bool = False
    """Whether its trial met one main outcome and missed another."""

    @property
    def is_drawn(self) -> bool:
        """Whether it has a point and an interval."""
        return None not in (self.estimate, self.low, self.high)

    @property
    def short(self) -> str:
        """The verdict, with a sign for the main outcome."""
        return f"{SIGNS.get(self.mark, '')}{self.verdict}{'' if self.is_drawn else NOT_DRAWN}"

    @property
    def sentence(self) -> str:
        """The whole line in words."""
        verdict = self.verdict if self.is_drawn else f"{self.verdict}{NOT_DRAWN}"
        main = " One main outcome met, another missed." if self.is_split else MAIN_OUTCOME.get(self.mark, "")
        return f"{self.name}, {self.detail}: {verdict}.{self._ends}{main}"

    @property
    def _ends(self) -> str:
        if self.estimate is None or self.low is None or self.high is None:
            return ""
        if self.is_ratio:
            return f" {self.estimate:.3g} (interval {self.low:.3g} to {self.high:.3g}); above 1 favours ketamine."
        ours = f", {words}" if (words := OUR_INTERVAL[self.interval]) else ""
        return f" {sided(self.estimate, spec='.3g')} (interval {span(self.low, self.high, spec='.3g')}{ours})."


def plot_lines(panel: Panel) -> tuple[Line, ...]:
    """The lines of a plot, our own estimate last."""
    lines = tuple(_line(finding, panel.axis) for finding in panel.findings)
    return lines if panel.estimate is None else (*lines, _own_line(panel))


def _line(finding: AnyFinding, axis: Axis) -> Line:
    row, effect, source = finding.row, finding.effect, source_name(finding.source)
    name, detail = _trial_words(row, source) if isinstance(row, TrialResult) else _review_words(row, source)
    comparator = row.comparator_kind if isinstance(row, TrialResult) else None
    line = Line(finding.id, name, detail, finding.verdict, finding.mark, comparator, axis.is_ratio)
    line = replace(line, is_split=finding.is_split)
    if effect is None or effect.low is None or effect.high is None:
        return line
    estimate, low, high = map(float, (effect.estimate, effect.low, effect.high))
    return replace(line, estimate=estimate, low=low, high=high, interval=finding.interval)


def _trial_words(row: TrialResult, source: str) -> tuple[str, str]:
    """Name and detail: who, how many; against what, and what was given and when."""
    level = f"{row.ci_level}% interval" if row.ci_level not in (None, USUAL_LEVEL) else ""
    where = ", ".join(part for part in (row.dose, row.route, row.timepoint, level) if part)
    paid = MAKERS.get(row.paid_by, "")
    return f"{source} · {people_words(row) or 'size not known'}{paid}", f"against {row.comparator}; {where}"


def _review_words(row: PooledResult, source: str) -> tuple[str, str]:
    return f"Pooled: {source}", f"{row.outcome}; {row.timepoint}" if row.timepoint else row.outcome


def _own_line(panel: Panel) -> Line:
    pooled = panel.estimate
    assert pooled is not None
    ends = [pooled.estimate, pooled.low, pooled.high]
    is_ratio = panel.axis.is_ratio
    detail = f"{pooled.k} trials, random effects"
    on_axis = map(math.exp, ends) if is_ratio else ends
    return Line(OURS, "Trials combined", detail, pooled.verdict, "ours", None, is_ratio, *on_axis)


def unit_words(axis: Axis) -> str:
    """Scale, unit and level, ``MADRS 0-60, % change, 90% intervals``; the usual level (95 %) is left out."""
    level = "" if axis.level == USUAL_LEVEL else f"{axis.level}% intervals"
    return ", ".join(part for part in (axis.scale, axis.unit, level) if part)


def axis_title(axis: Axis) -> list[str]:
    """What the axis shows, and which side is ketamine's; a line each."""
    toward = "to the right: ketamine better"
    if axis == OF_100:
        return ["difference per 100 people", toward]
    unit = unit_words(axis)
    measure = MEASURES.get(axis.measure, axis.measure)
    return [f"{measure} ({unit})" if unit else measure, toward]


def plot_title(panel: Panel) -> str:
    """The finding: how many trials, and how they went."""
    announced = sum(finding.mark == "announced" for finding in panel.findings)
    number = len(panel.findings) - announced
    if panel.kind == "ours":
        return f"{number} trials, combined in our own calculation"
    if panel.kind == "reviews":
        noun = "published pooled result" if number == 1 else "published pooled results, which share trials"
        return f"{number} {noun}"
    if announced and not number:
        return f"{announced} {'trial' if announced == 1 else 'trials'} announced only by a company"
    count = Counter(finding.verdict for finding in panel.findings if finding.mark != "announced")
    noun = "trial" if number == 1 else "trials"
    verdicts = f"ketamine better in {count['ketamine better']}, no difference shown in {count['no difference shown']}"
    untested = count["not tested or not reported"]
    rest = f", not compared in {untested}" if untested else ""
    rest += f"; {announced} more announced only by a company" if announced else ""
    return f"{number} {noun} against {AGAINST[panel.kind]}: {verdicts}, worse in {count['control better']}{rest}."


def plot_alt(panel: Panel, lines: Sequence[Line]) -> str:
    """What the plot is, for those who can't see it."""
    drawn = sum(line.is_drawn for line in lines)
    title = plot_title(panel).rstrip(".")
    return f"Forest plot. {title}. {drawn} are drawn with an interval. Every row is in words below."
