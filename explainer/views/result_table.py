"""Results of trials for a spreadsheet, under the words that the page of trials uses."""

from collections.abc import Callable, Mapping, Sequence

from explainer.content import Content
from explainer.content.trials import DRUGS, PAYERS, ROUTES, TrialResult
from explainer.views.blocks import Rows
from explainer.words.forest import BLINDING
from explainer.words.sentences import source_name

_TRUTH = {True: "yes", False: "no", None: None}
COLUMNS: Mapping[str, Callable[[TrialResult], object]] = {
    "Outcome": lambda row: row.outcome,
    "When it was measured": lambda row: row.timepoint,
    "Result": lambda row: row.result,
    "Main outcome": lambda row: _TRUTH[row.is_primary],
    "Main outcome met": lambda row: _TRUTH[row.primary_met],
    "Drug": lambda row: DRUGS[row.drug],
    "How it was given": lambda row: ROUTES[row.route],
    "Dose": lambda row: row.dose,
    "Compared with": lambda row: row.comparator,
    "Kind of comparison": lambda row: BLINDING[row.comparator_kind],
    "Design": lambda row: row.design,
    "Paid for by": lambda row: PAYERS[row.paid_by],
    "People randomised": lambda row: row.n_randomised,
    "With the event, ketamine": lambda row: row.events_ketamine,
    "People, ketamine": lambda row: row.n_ketamine,
    "Percent, ketamine": lambda row: row.pct_ketamine,
    "With the event, comparison": lambda row: row.events_control,
    "People, comparison": lambda row: row.n_control,
    "Percent, comparison": lambda row: row.pct_control,
    "Measure": lambda row: row.effect_measure,
    "Unit": lambda row: row.effect_unit,
    "Scale": lambda row: row.scale,
    "Estimate as published": lambda row: row.estimate,
    "Interval from": lambda row: row.ci_low,
    "Interval to": lambda row: row.ci_high,
    "Ketamine better when": lambda row: (
        f"{row.ketamine_better_when} {row.null_value}" if row.ketamine_better_when else ""
    ),
    "Note": lambda row: row.note,
    "What we read": lambda row: row.proof_kind,
    "Id": lambda row: row.id,
}


def as_rows(content: Content, rows: Sequence[TrialResult]) -> Rows:
    """The results in their order, each with its trial, condition and source."""
    lines = [
        (
            source_name(content.sources[row.source]),
            content.conditions[row.condition].name,
            *(value(row) for value in COLUMNS.values()),
            content.sources[row.source].url,
        )
        for row in rows
    ]
    return [("Trial", "Condition", *COLUMNS, "Source"), *lines]
