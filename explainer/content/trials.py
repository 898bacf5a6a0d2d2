"""Records of what trials and meta-analyses found: one model a table."""

from typing import Annotated, Literal

from pydantic import Field

from explainer.content.fields import Count, Figure, Id, People, Percent, Record, Unit
from explainer.content.published import PctDiffers, PublishedResult, count_problem, percent_problem
from explainer.content.references import ConditionId, FamilyId, SourceId, TrialId

Drug = Literal["racemic ketamine", "esketamine"]
Route = Literal["IV", "IN", "IM", "SC", "oral", "sublingual", "other"]
ComparatorKind = Literal["inactive", "active-placebo", "active-treatment", "none"]
Result = Literal["ketamine better", "no difference shown", "control better", "not tested or not reported"]
OutcomeRole = Literal["benefit", "harm", "process"]
Design = Literal[
    "parallel RCT", "crossover RCT", "withdrawal RCT", "parallel RCT (non-inferiority)",
    "parallel RCT (doubly randomised, delayed start)", "open-label", "retrospective case series",
]  # fmt: skip
Blinding = Literal["", "double", "single", "open", "not stated"]
CiLevel = Annotated[int, Field(gt=50, lt=100), Unit("percent")]
# What readers call the drug and the route.
DRUGS = {"racemic ketamine": "ketamine", "esketamine": "esketamine"}
ROUTES_IN_SHORT = {
    "IV": "drip",
    "IN": "nose spray",
    "IM": "injection",
    "SC": "under the skin",
    "oral": "by mouth",
    "sublingual": "under the tongue",
    "other": "other",
}
"""What a table calls a route."""
ROUTES = {
    "IV": "into a vein",
    "IN": "nose spray",
    "IM": "into a muscle",
    "SC": "under the skin",
    "oral": "by mouth",
    "sublingual": "under the tongue",
    "other": "other route",
}
Payer = Literal["", "maker", "public", "mixed"]
PAYERS: dict[Payer, str] = {
    "maker": "a maker",
    "public": "public money or a charity",
    "mixed": "both",
    "": "not known",
}
"""Who paid for a trial, as readers see it: a company that makes, sells or develops the treatment, or others."""
NON_INFERIORITY: Design = "parallel RCT (non-inferiority)"
CROSSOVER: Design = "crossover RCT"


class Trial(Record):
    """One trial, as ``data/trials.csv`` has it: who was randomised to what, and who paid."""

    id: Id
    drug: Drug
    route: Route
    dose: str = ""
    """Empty where it is not known, or where results have doses of their own."""
    schedule: str
    design: Design
    blinding: Blinding = ""
    comparator: str
    comparator_kind: ComparatorKind
    """``inactive`` is a placebo that anyone can see through, ``active-placebo`` one that can be felt (midazolam)."""
    comparator_medicine: Literal["", "etomidate", "propofol"] = ""
    """The anaesthetic that the comparison group had, in trials of anaesthesia and sedation."""
    n_randomised: People | None = None
    register_number: Annotated[str, Field(pattern=r"^(NCT\d{8}|[A-Z]\S+)?$", alias="register")] = ""
    """The trial's number in a register (pydantic has a ``register`` of its own)."""
    years: Annotated[str, Field(pattern=r"^(\d{4}(-\d{4})?)?$")] = ""
    """When people took part: ``2016`` or ``2015-2018``."""
    paid_by: Payer = ""
    """``maker``: a company that makes, sells or develops the treatment."""
    source: SourceId


class ResultRow(PublishedResult):
    """One result as ``data/results.csv`` has it.

    ``dose``, ``schedule``, ``design``, ``blinding``, ``comparator``, ``comparator_kind`` and ``source`` are filled only
    where they differ from those of the trial. ``outcome``, ``timepoint``, ``scale`` and these are labels: a figure in
    them is typed there, once.
    """

    trial: TrialId
    condition: ConditionId
    dose: str = ""
    schedule: str = ""
    design: Design | None = None
    blinding: Blinding = ""
    comparator: str = ""
    comparator_kind: ComparatorKind | None = None
    part_of_trial: bool
    """Whether it is about a part of the people randomised."""
    speaks_for_trial: bool
    """Whether this result represents the trial on a plot, if several doses share one comparison group."""
    outcome: str
    timepoint: str
    timepoint_hours: Annotated[Figure, Field(ge=0), Unit("hours")] | None = None
    is_primary: bool | None = None
    """Whether it is the main outcome of the trial."""
    events_ketamine: People | None = None
    n_ketamine: People | None = None
    events_control: People | None = None
    n_control: People | None = None
    pct_ketamine: Percent | None = None
    pct_control: Percent | None = None
    pct_differs: PctDiffers = ""
    """Why a printed percentage is not that of the counts beside it: rounded down, or of other people."""
    ci_level: CiLevel | None = None
    p_value: str = ""
    result: Result
    """``not tested or not reported`` is no null result; ``no difference shown`` is not "no effect"."""
    primary_met: bool | None = None
    """Whether this main outcome was met."""
    outcome_role: OutcomeRole
    """For a harm, ``ketamine better`` means fewer harms than with that comparator, never "safe"."""
    family: FamilyId
    scale: str = ""
    event_is_good: bool | None = None
    """Whether the counted event is one to hope for, such as a response."""
    safe_for_icons: bool
    """Whether counts may be shown as shares and pictures of 100 people; not for deaths and other rare events."""
    pool_key: str = ""
    """Only results with the same key may be pooled; empty means never."""
    standard_error: Annotated[Figure, Field(gt=0)] | None = None
    """Standard error as printed, in the unit of ``estimate``; for ratios, that of the natural logarithm."""
    source: SourceId | None = None
    proof_kind: Literal["abstract", "full text", "review table", "registry", "company announcement"]
    """What we read."""
    second_check: Literal["", "confirmed", "weak"] = ""
    """``weak``: rests on one secondary page."""

    def problems(self) -> list[tuple[str, str]]:
        """Also report impossible counts, percentages that differ from their counts, and an id of another trial."""
        found = super().problems()
        for arm in ("ketamine", "control"):
            events, group = getattr(self, f"events_{arm}"), getattr(self, f"n_{arm}")
            found += count_problem(arm, events, group)
            found += percent_problem(arm, events, group, getattr(self, f"pct_{arm}"), self.pct_differs)
        if self.id.split("/")[0] != self.trial:
            found.append(("trial", f"{self.trial!r} is not the first part of the id"))
        return found


class TrialResult(ResultRow):
    """One result with its trial's columns filled in; made by :func:`result_of`, never read from a file."""

    drug: Drug
    route: Route
    n_randomised: People | None = None
    paid_by: Payer = ""
    comparator_medicine: str = ""
    dose_of_arm: str = ""
    """The dose where this result is about one of several doses."""
    design: Design
    comparator_kind: ComparatorKind
    source: SourceId

    @property
    def is_announced(self) -> bool:
        """Whether it is known from a company's announcement alone."""
        return self.proof_kind == "company announcement"

    @property
    def is_crossover(self) -> bool:
        """Whether the same people were in both groups, one after the other."""
        return self.design == CROSSOVER


OF_THE_TRIAL = ("dose", "schedule", "design", "blinding", "comparator", "comparator_kind", "source")
"""Columns of a result that are the trial's where they are empty."""


def result_of(trial: Trial, row: ResultRow) -> TrialResult:
    """A result with the columns of its trial filled in."""
    own = {name: getattr(row, name) for name in type(row).model_fields}
    shared = {name: own[name] or getattr(trial, name) for name in OF_THE_TRIAL}
    whole = {name: getattr(trial, name) for name in ("drug", "route", "n_randomised", "paid_by", "comparator_medicine")}
    return TrialResult.model_construct(**own | shared | whole, dose_of_arm=row.dose)


class MainOutcomeRow(Record):
    """Whether one trial met its main outcome in one condition, as ``data/main_outcomes.csv`` has it."""

    trial: TrialId
    condition: ConditionId
    part_of_trial: bool
    """Whether only a part of the people randomised had this condition: ``n_part`` of them, if that is known."""
    n_part: People | None = None
    primary_outcome: Literal["met", "missed", "split", "unknown", "elsewhere"]
    primary_kind: Literal[
        "superiority", "non-inferiority", "depression, not suicidality", "laboratory",
        "ketamine in both arms", "brain imaging",
    ]  # fmt: skip
    """What the main outcome was about. Trials with ketamine in both arms are counted apart."""


class MainOutcome(MainOutcomeRow):
    """A main outcome with the number of people it is about; made by :func:`main_outcome_of`, never read from a file."""

    people: People | None = None
    """People randomised: of the whole trial, or of the part with this condition; ``None`` where not known."""


def main_outcome_of(trial: Trial, row: MainOutcomeRow) -> MainOutcome:
    """A main outcome with the number of people that its trial randomised."""
    own = {name: getattr(row, name) for name in type(row).model_fields}
    return MainOutcome.model_construct(**own, people=row.n_part if row.part_of_trial else trial.n_randomised)


class PooledResult(PublishedResult):
    """One pooled result of a published meta-analysis."""

    condition: ConditionId
    outcome: str
    timepoint: str = ""
    k_trials: Annotated[Count, Unit("trials")] | None = None
    n_participants: People | None = None
    drug: Drug | Literal[""] = ""
    """The one form of the drug that all its trials gave; empty where both were given or the review does not say."""
    size_of_review: bool
    """Whether ``k_trials`` and ``n_participants`` are those of the whole review, not of this analysis."""
    i2: Percent | None = None
    certainty: Literal["", "high", "moderate", "moderate to low", "low", "very low"] = ""
    result: Result
    outcome_role: OutcomeRole
    family: FamilyId
    scale: str = ""
    source: SourceId
    second_check: Literal["", "confirmed", "weak"] = ""
    """``weak``: rests on one secondary page."""
