"""One plain line for a row: who, how many, against what, what was found, and what the interval allows."""

from dataclasses import dataclass, replace
from decimal import Decimal

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.model import Row
from explainer.content.published import WITHIN_A_GROUP
from explainer.content.reference import RetractionKind, Source
from explainer.content.trials import DRUGS, NON_INFERIORITY, PooledResult, TrialResult
from explainer.evidence.findings import USUAL_LEVEL, AnyFinding, Effect, Interval, Mark, finding_of, oriented
from explainer.words.sides import sided, span

RESULT_WORDS = {
    "ketamine better": "Ketamine did better.",
    "no difference shown": "No difference shown.",
    "control better": "The comparison group did better.",
    "not tested or not reported": "No comparison of the groups is reported.",
}
MEASURES: dict[str, str] = {"SMD": "standardised difference"}
"""Plain names of measures; a measure that is not listed keeps its name of the tables."""
MAIN_OUTCOME: dict[Mark, str] = {
    "met": " The main outcome was met.",
    "missed": " The main outcome was missed.",
    "announced": " Announced by the company, not published in a journal.",
}
SPLIT = " One main outcome was met, another missed."
HARM_WORDS = RESULT_WORDS | {
    "ketamine better": "Fewer with ketamine.",
    "control better": "More with ketamine.",
}


NOTICE_MARKS: dict[RetractionKind, str] = {
    "retraction": " (retracted)",
    "expression of concern": " (expression of concern)",
}
"""What stands behind the name of a source wherever it is cited; a correction is said on its own card alone."""
OUR_INTERVAL: dict[Interval, str] = {
    "printed": "",
    "head-counts": "our calculation from the head-counts",
    "standard error": "our calculation from the standard error",
}
"""Words that mark an interval as our calculation; empty for one that the paper printed."""


def source_name(source: Source) -> str:
    """``Feder et al. 2021``, with the mark of a retraction or of a concern."""
    mark = NOTICE_MARKS.get(source.retracted_kind, "") if source.retracted_kind else ""
    return f"{unmarked_name(source)}{mark}"


def unmarked_name(source: Source) -> str:
    """``Feder et al. 2021``: author and year where they are known, else the title."""
    name = source.authors_short or source.title
    return f"{name} {source.year}" if source.year and str(source.year) not in name else name


@dataclass(frozen=True)
class ResultLine:
    """A result in three parts: the trial and its comparison, the outcome with its figures, and the verdict."""

    who: str
    found: str
    verdict: str

    def __str__(self) -> str:
        """The three parts as one line."""
        return " ".join(part for part in (self.who, self.found, self.verdict) if part)


def row_sentence(content: Content, row: Row) -> str:
    """The line for any row: a fact's own statement, or a trial's or meta-analysis' result in words."""
    return row.statement if isinstance(row, Fact) else str(result_line(finding_of(content, row)))


def result_line(finding: AnyFinding) -> ResultLine:
    """``Feder et al. 2021, 30 people, against midazolam.`` / ``Response, 2 weeks: 10 of 15 ...`` / ``...``"""
    row = finding.row
    if isinstance(row, TrialResult):
        figures = "; ".join(part for part in (_shares(finding, row), _effect(finding)) if part)
        ends = SPLIT if finding.is_split else MAIN_OUTCOME.get(finding.mark, "")
        who = _trial_words(row, source_name(finding.source))
    else:
        figures = _effect(finding)
        ends = f" Published certainty: {row.certainty}." if row.certainty else ""
        who = f"Trials combined ({source_name(finding.source)}{_size(row)})."
    what = ", ".join(part for part in (_sentence_case(row.outcome), row.timepoint) if part)
    return ResultLine(who, f"{what}: {figures}." if figures else f"{what}.", f"{_verdict(row)}{ends}")


def people_words(row: TrialResult) -> str:
    """``30 people``, ``part of a trial of 156 people``, or nothing where the number is not known."""
    if not row.n_randomised:
        return ""
    return f"part of a trial of {row.n_randomised:,} people" if row.part_of_trial else f"{row.n_randomised:,} people"


def _trial_words(row: TrialResult, source: str) -> str:
    against = "no comparison group" if row.comparator_kind == "none" else f"against {row.comparator}"
    return f"{', '.join(part for part in (source, people_words(row), row.dose_of_arm, against) if part)}."


def _verdict(row: TrialResult | PooledResult) -> str:
    if isinstance(row, TrialResult) and row.is_primary and row.design == NON_INFERIORITY and row.primary_met:
        return f"{_drug(row).capitalize()} was not worse; the trial was not designed to show that it was better."
    words = (HARM_WORDS if row.outcome_role == "harm" else RESULT_WORDS)[row.result]
    drug = _drug(row)
    return words.replace("ketamine", drug).replace("Ketamine", drug.capitalize())


def _drug(row: TrialResult | PooledResult) -> str:
    """The drug's name; reviews that mix both forms, or do not say, are named as ketamine."""
    return DRUGS[row.drug] if row.drug else "ketamine"


def _size(row: PooledResult) -> str:
    """Trials and people; some reviews give them only for the whole review, and ``size_of_review`` says so."""
    trials = f"{row.k_trials} {'trial' if row.k_trials == 1 else 'trials'}" if row.k_trials else ""
    people = f"{row.n_participants:,} people" if row.n_participants else ""
    known = ", ".join(part for part in (trials, people) if part)
    if not known:
        return ""
    return f"; {known} in the whole review" if row.size_of_review else f": {known}"


def _shares(finding: AnyFinding, row: TrialResult) -> str:
    """Both arms on the same footing: head-counts where both have them, else both per 100 people."""
    drug, arm, comparison = DRUGS[row.drug], finding.arms.drug, finding.arms.comparison
    if finding.arms.are_counted:
        counted = f"{arm.events:,} of {arm.people:,} people with {drug}"
        return f"{counted} against {comparison.events:,} of {comparison.people:,}"
    if arm.percent is not None and comparison.percent is not None:
        return f"{arm.percent} of 100 people with {drug} against {comparison.percent} of 100"
    if row.comparator_kind == "none" and arm.events is not None and arm.people is not None:
        return f"{arm.events:,} of {arm.people:,} people, all given {drug}"
    return f"{arm.percent} of 100 people with {drug}" if arm.percent is not None else ""


def _effect(finding: AnyFinding) -> str:
    row, effect = finding.row, finding.effect
    if effect is None:
        return _single_arm_rate(row)
    if finding.interval == "head-counts":
        printed = _effect(replace(finding, effect=oriented(row), interval="printed"))
        size = sided(effect.estimate, _drug(row), unit=" of 100")
        ours = f"difference {size}{_difference_interval(finding, effect)}"
        return "; ".join(part for part in (printed, ours) if part)
    measure = MEASURES.get(row.effect_measure, row.effect_measure)
    if effect.is_ratio:
        side = f"{row.ketamine_better_when} 1 favours {_drug(row)}"
        return f"{measure} {row.estimate}{_interval(row, row.ci_low, row.ci_high)}; {side}"
    unit = f" {row.effect_unit}" if row.effect_measure == "risk difference" else ""
    size = sided(effect.estimate, _drug(row), unit=unit)
    return f"{measure} {size}{_difference_interval(finding, effect)}"


def _single_arm_rate(row: TrialResult | PooledResult) -> str:
    """A pooled rate or change without a comparison group; nothing for other rows without a direction."""
    if row.effect_measure == WITHIN_A_GROUP:
        return fall_words(row)
    unit = {"incidence per 1000": "of 1,000", "percentage": "of 100 people"}.get(row.effect_measure)
    return f"{row.estimate} {unit}{_interval(row, row.ci_low, row.ci_high)}" if unit else ""


def fall_words(row: TrialResult | PooledResult) -> str:
    """``a fall of 1.85 standard deviations (interval 0.79 to 2.9)``: a change from before to after within a group."""
    estimate, low, high = (-(value or 0) for value in (row.estimate, row.ci_low, row.ci_high))
    return f"a fall of {estimate} standard deviations (interval {high} to {low})"


def _difference_interval(finding: AnyFinding, effect: Effect) -> str:
    if effect.low is None or effect.high is None:
        return ""
    row, ours = finding.row, OUR_INTERVAL[finding.interval]
    level = _level(row) or (f"{USUAL_LEVEL}% " if ours else "")
    return f" ({level}interval {span(effect.low, effect.high, _drug(row))}{', ' if ours else ''}{ours})"


def _interval(row: TrialResult | PooledResult, low: Decimal | None, high: Decimal | None) -> str:
    return "" if low is None or high is None else f" ({_level(row)}interval {low} to {high})"


def _level(row: TrialResult | PooledResult) -> str:
    level = getattr(row, "ci_level", None)
    return f"{level}% " if level else ""


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
