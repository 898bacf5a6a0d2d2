"""Records of what trials and meta-analyses found: one model a table."""

from typing import Annotated, Literal

from pydantic import Field

from explainer.content.fields import Count, Figure, Id, Percent, Record, RowId

Drug = Literal["racemic ketamine", "esketamine"]
Route = Literal["IV", "IN", "IM", "SC", "oral", "sublingual", "other"]
ComparatorKind = Literal["inactive", "active-placebo", "active-treatment", "none"]
Result = Literal["ketamine better", "no difference shown", "control better", "not tested or not reported"]
OutcomeRole = Literal["benefit", "harm", "process"]
EffectMeasure = Literal[
    "", "mean difference", "risk difference", "odds ratio", "risk ratio", "hazard ratio", "SMD",
    "incidence per 1000", "percentage", "log odds ratio",
]  # fmt: skip
CiLevel = Annotated[int, Field(gt=50, lt=100)]
# What readers call the drug and the route.
DRUGS = {"racemic ketamine": "ketamine", "esketamine": "esketamine"}
ROUTES = {
    "IV": "into a vein",
    "IN": "nose spray",
    "IM": "into a muscle",
    "SC": "under the skin",
    "oral": "by mouth",
    "sublingual": "under the tongue",
    "other": "other route",
}

RATIOS = ("odds ratio", "risk ratio", "hazard ratio")


class _Effect(Record):
    """An effect as published, in its own direction; ``ketamine_better_when`` says which side of ``null_value``."""

    effect_measure: EffectMeasure = ""
    estimate: Figure | None = None
    ci_low: Figure | None = None
    ci_high: Figure | None = None
    null_value: Figure | None = None
    ketamine_better_when: Literal["", "below", "above"] = ""

    def problems(self) -> list[tuple[str, str]]:
        """Interval ends on the wrong side of the estimate or of each other; a direction without a null line."""
        found = []
        low, mid, high = self.ci_low, self.estimate, self.ci_high
        if low is not None and mid is not None and low > mid:
            found.append(("ci_low", f"{low} is above estimate {mid}"))
        if high is not None and mid is not None and high < mid:
            found.append(("ci_high", f"{high} is below estimate {mid}"))
        if low is not None and high is not None and low > high:
            found.append(("ci_low", f"{low} is above ci_high {high}"))
        if self.ketamine_better_when and self.null_value is None:
            found.append(("null_value", "is empty though ketamine_better_when is filled"))
        if self.effect_measure in RATIOS and any(x is not None and x <= 0 for x in (low, mid, high)):
            found.append(("estimate", f"{self.effect_measure} and interval must be above 0"))
        return found


class TrialResult(_Effect):
    """One result of one trial; a trial has several. The columns are those of ``data/trials.csv``."""

    id: RowId
    trial_id: Id
    condition: Id
    drug: Drug
    route: Route
    dose: str = ""
    schedule: str
    design: Literal[
        "parallel RCT", "crossover RCT", "withdrawal RCT", "parallel RCT (non-inferiority)",
        "parallel RCT (doubly randomised, delayed start)", "open-label", "retrospective case series",
    ]  # fmt: skip
    blinding: Literal["", "double", "single", "open", "not stated"] = ""
    comparator: str
    comparator_kind: ComparatorKind
    n_randomised: Count | None = None
    outcome: str
    outcome_kind: Literal["continuous", "binary", "single-arm", "time-to-event"]
    timepoint: str
    timepoint_hours: Annotated[Figure, Field(ge=0)] | None = None
    is_primary: bool | None = None
    events_ketamine: Count | None = None
    n_ketamine: Count | None = None
    events_control: Count | None = None
    n_control: Count | None = None
    pct_ketamine: Percent | None = None
    pct_control: Percent | None = None
    ci_level: CiLevel | None = None
    p_value: str = ""
    result: Result
    primary_met: bool | None = None
    outcome_role: OutcomeRole
    family: Id
    scale: str = ""
    event_is_good: bool | None = None
    safe_for_icons: bool
    pool_key: str = ""
    standard_error: Annotated[Figure, Field(gt=0)] | None = None
    note: str
    caution: str = ""
    source: Id
    proof_kind: Literal["abstract", "full text", "review table", "registry"]
    second_check: Literal["", "confirmed", "weak"] = ""

    @property
    def is_randomised(self) -> bool:
        """Whether chance decided who got what."""
        return "RCT" in self.design

    def problems(self) -> list[tuple[str, str]]:
        """Also: counts above their group, an id outside its trial."""
        found = super().problems()
        for arm in ("ketamine", "control"):
            events, group = getattr(self, f"events_{arm}"), getattr(self, f"n_{arm}")
            if events is not None and group is not None and events > group:
                found.append((f"events_{arm}", f"{events} is above n_{arm} {group}"))
        if self.id.split("/")[0] != self.trial_id:
            found.append(("trial_id", f"{self.trial_id!r} is not the first part of the id"))
        return found


class TrialOutcome(Record):
    """Whether one trial met its main outcome in one condition."""

    trial_id: Id
    condition: Id
    n_randomised: Count | None = None
    primary_outcome: Literal["met", "missed", "split", "unknown", "elsewhere"]
    primary_kind: Literal[
        "superiority", "non-inferiority", "depression, not suicidality", "laboratory",
        "ketamine in both arms", "brain imaging",
    ]  # fmt: skip
    comment: str = ""


class PooledResult(_Effect):
    """One pooled result of a published meta-analysis."""

    id: RowId
    condition: Id
    outcome: str
    timepoint: str = ""
    k_trials: Count | None = None
    n_participants: Count | None = None
    i2: Percent | None = None
    certainty: Literal["", "high", "moderate", "moderate to low", "low", "very low"] = ""
    result: Result
    outcome_role: OutcomeRole
    family: Id
    scale: str = ""
    note: str
    caution: str = ""
    source: Id
    second_check: Literal["", "confirmed", "weak"] = ""
