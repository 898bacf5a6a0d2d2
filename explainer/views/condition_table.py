"""The conditions as a table, as cards and as a file; all three show the same rows."""

from collections.abc import Callable, Mapping, Sequence

from explainer.charts.mini_strip import mini_strip
from explainer.evidence.counts import TrialCounts
from explainer.evidence.summary import ConditionSummary
from explainer.site import CONDITIONS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Break, Drawing, Inline, Small, link
from explainer.views.parts import reading_mark
from explainer.words.counts import people_text
from explainer.words.marks import met_words

COLUMNS = (
    "Condition",
    "Reading",
    "Approved in",
    "Trials",
    "People (known)",
    "Met",
    "Missed",
    "Other",
    "Drug",
    "Routes",
    "Mechanisms",
)
SHOWN = ("Condition", "Reading", "Trials, small to large", "People", "Approved in", "Given as", "Mechanisms proposed")
"""Columns of the table on the page; the file has all of ``COLUMNS``."""
MOST_NAMES = 2
UNKNOWN = "–"
ALT = "Conditions with their reading, approvals, trials, people, main outcomes, drugs, routes and mechanisms"

Figures = tuple[int | None, ...]
"""Trials, people, and main outcomes met, missed and other; ``None`` where not known."""


def in_order(rows: Sequence[ConditionSummary], order: str) -> list[ConditionSummary]:
    """The rows sorted by one of ``ORDERS``; "family" is the order they come in."""
    return sorted(rows, key=ORDERS[order])


def figures(counts: TrialCounts) -> Figures:
    """The figures of a row: of the trials listed, or of a review where only reviews are known."""
    if not counts.reviews_only:
        return (counts.trials, counts.people, counts.met, counts.missed, counts.other)
    return (*(counts.review or (None, None)), None, None, None)


def _trials(row: ConditionSummary) -> int:
    return row.counts.review[0] if row.counts.review else row.counts.trials


def _people(row: ConditionSummary) -> int:
    return row.counts.review[1] if row.counts.review else row.counts.people


ORDERS: Mapping[str, Callable[[ConditionSummary], tuple[int | str, ...]]] = {
    "family": lambda row: (),
    "how sure we are": lambda row: (row.step.order, row.name),
    "name": lambda row: (row.name,),
    "people randomised": lambda row: (-_people(row),),
    "randomised trials": lambda row: (-_trials(row),),
}


def as_rows(rows: Sequence[ConditionSummary]) -> b.Rows:
    """The same rows, in the same order, for a spreadsheet; unknown figures are empty."""
    lines = [(row.name, row.reading.reading, row.approved_text, *figures(row.counts), *_studied(row)) for row in rows]
    return [COLUMNS, *lines]


def table(rows: Sequence[ConditionSummary]) -> b.Group:
    """Two lines a row, to read and to compare; a name opens its condition."""
    return b.Group((b.Table(SHOWN, tuple(map(_cells, rows)), ALT),), key="conditions-table")


def _cells(row: ConditionSummary) -> tuple[Inline, ...]:
    return (
        link(CONDITIONS, Bold(row.name), at=row.id),
        reading_mark(row.step),
        _trials_cell(row),
        _people_cell(row),
        first_of(row.places) or "nowhere",
        first_of(row.routes_in_short) or UNKNOWN,
        first_of(row.mechanisms_in_short),
    )


def _trials_cell(row: ConditionSummary) -> Inline:
    """The strip of trials, and how many met their main outcome."""
    if not row.marks:
        return "only reviews" if row.counts.reviews_only else "none"
    return (Drawing(mini_strip(row.marks, row.step.colour)), Break(), Small(met_words(row.marks)))


def _people_cell(row: ConditionSummary) -> str:
    people = _people(row)
    return f"{people:,}{'+' if row.counts.size_unknown and not row.counts.review else ''}" if people else UNKNOWN


def first_of(names: Sequence[str]) -> str:
    """The first two of some names, and how many more there are: ``drip, nose spray +2``."""
    more = f" +{len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def _studied(row: ConditionSummary) -> tuple[str, str, str]:
    """Drugs, routes and mechanisms."""
    return (", ".join(row.drugs), ", ".join(row.routes), ", ".join(row.mechanisms))


def cards(rows: Sequence[ConditionSummary]) -> b.Group:
    """A list of cards, one a condition: readable on a phone and by a screen reader, and drawn at once."""
    return b.Group((b.Bullets(tuple(map(_card, rows))),), key="condition-cards")


def _card(row: ConditionSummary) -> Inline:
    approved = f"Approved: {row.approved_text}. " if row.places else "No approval that we know of. "
    strip: Inline = (
        (Break(), Drawing(mini_strip(row.marks, row.step.colour)), " ", Small(met_words(row.marks)))
        if row.marks
        else ""
    )
    rest = f"{approved}{people_text(row.counts).capitalize()}. {row.reading.why}"
    return (link(CONDITIONS, Bold(row.name), at=row.id), Break(), reading_mark(row.step), strip, Break(), Small(rest))
