"""Conditions: the table with its filters, or one condition in full (``?condition=ptsd``)."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.site import CONDITIONS
from explainer.views import blocks as b
from explainer.views.condition import condition_view
from explainer.views.condition_table import ORDERS, as_rows, cards, in_order, table
from explainer.views.inline import Bold, Inline
from explainer.views.opened import opened
from explainer.views.parts import choice, filter_bar, head, nothing_left, page_view, reading_line
from explainer.views.view import View

NOWHERE = "nowhere that is known"
"""The choice of the filter "Approved in" for conditions without an approval."""
FITTING, TABLE, CARDS = "fits the screen", "table", "cards"
ONLY_WIDE, ONLY_NARROW = "only-wide", "only-narrow"
"""Groups that the style sheet hides on a narrow or on a wide window."""
COLUMNS_EXPLAINED = (
    "Choose a name to open a condition. Each mark is a randomised trial, placed by its size: "
    "● met its main outcome, ○ missed it. “+” means that the size of some trials is not known."
)

Row = ConditionSummary


def conditions(content: Content, state: State) -> View:
    """The page; with ``?condition=ptsd`` that condition in full."""
    target = opened(content, CONDITIONS, state)
    if target.id:
        return condition_view(content, target.id, state)
    if target.missing:
        back = b.Button("← All conditions", CONDITIONS, state.without(CONDITIONS.key))
        return page_view(content, CONDITIONS, (back, *head(content, CONDITIONS), *target.missing))
    return page_view(content, CONDITIONS, _listed(content, state))


def _listed(content: Content, state: State) -> b.Blocks:
    rows, filters = summaries(content), condition_filters(content)
    order = choice("order", "Sort by", "one", tuple(ORDERS), state)
    view = choice("view", "View", "tabs", (FITTING, TABLE, CARDS), state)
    left = in_order(matching(rows, filters, state), order.chosen[0])
    count: Inline = (Bold(f"{len(left)} of {len(rows)}"), " conditions match.")
    return (
        *head(content, CONDITIONS),
        *reading_line(content),
        filter_bar(CONDITIONS, filters, state, count, order, view),
        *(_shown(left, view.chosen[0]) if left else (nothing_left(CONDITIONS, rows, filters, state, "condition"),)),
    )


def _shown(rows: Sequence[Row], view: str) -> b.Blocks:
    """The table, the cards, or both: then the style sheet shows the one that fits the width of the window."""
    label = f"Download the rows shown: {len(rows)} (CSV)"
    file = b.Download(label, "Conditions", partial(as_rows, rows))
    whole_table = (table(rows), b.Paragraph(COLUMNS_EXPLAINED, note=True))
    if view == TABLE:
        return (*whole_table, file)
    if view == CARDS:
        return (cards(rows), file)
    return (b.Group(whole_table, key=ONLY_WIDE), b.Group((cards(rows),), key=ONLY_NARROW), file)


@lru_cache(maxsize=8)
def condition_filters(content: Content) -> tuple[Filter[Row], ...]:
    """The filters over the conditions, with the options that there are."""
    rows = summaries(content)
    by_reading = sorted(rows, key=lambda row: row.step.order)
    find = Filter[Row](
        "find",
        "Search by name or mechanism",
        "text",
        _names,
        word="search",
        hint="for example PTSD, nerve pain, opioid",
    )
    return (
        find,
        _pills("family", "Family", [row.family for row in rows], lambda row: (row.family,)),
        _pills("reading", "Reading", [row.reading.reading for row in by_reading], lambda row: (row.reading.reading,)),
        _pills("approved", "Approved in", [*(place for row in rows for place in row.places), NOWHERE], _approved_in),
        _pills("drug", "Drug studied", [drug for row in rows for drug in row.drugs], lambda row: row.drugs, "drug"),
        _pills(
            "route",
            "How it was given",
            [way for row in rows for way in row.routes],
            lambda row: row.routes,
            "how it was given",
        ),
        _mechanisms(rows),
        Filter("controlled", "Only conditions with controlled trials", "switch", _is_controlled, folded=True),
    )


def _pills(
    key: str, label: str, options: Sequence[str], values: Callable[[Row], Sequence[str]], word: str = ""
) -> Filter[Row]:
    return Filter(key, label, "several", values, tuple(dict.fromkeys(options)), word, folded=True)


def _mechanisms(rows: Sequence[Row]) -> Filter[Row]:
    names = tuple(dict.fromkeys(name for row in rows for name in row.mechanisms))
    return Filter(
        "mechanism",
        "Mechanism thought to matter",
        "list",
        lambda row: row.mechanisms,
        names,
        word="mechanism",
        folded=True,
    )


def _names(row: Row) -> tuple[str, ...]:
    return (row.name, *row.condition.other_names, row.id, row.family, row.mechanism_words)


def _approved_in(row: Row) -> tuple[str, ...]:
    return row.places or (NOWHERE,)


def _is_controlled(row: Row) -> tuple[bool]:
    return (row.counts.trials > 0 or row.counts.reviews_only,)
