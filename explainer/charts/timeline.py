"""Events on a line of years, in lanes by kind; dates that are not certain are drawn hollow."""

import datetime
from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, Drawn, Picture, drawn_once, with_ink
from explainer.content.dates import date_span, date_words
from explainer.content.facts import Event

LANES = {"discovery": "blue", "medicine": "green", "research": "violet", "regulation": "orange", "misuse": "red"}
ROW_HEIGHT = 17
MARKS_A_ROW = 52
"""Most marks that fit side by side in one row; an event too close to the one before goes into another row."""


@drawn_once
def timeline_chart(events: Sequence[Event], chosen: str | None = None) -> Picture:
    """The picture of dated events. Clicking a mark selects it: parameter ``event``, field ``id``.

    Events without a date are left out; ``chosen`` is drawn larger.
    """
    frame = _frame([event for event in events if event.date], chosen)
    lines = tuple(_line(event) for event in events if event.date)
    return Picture(_title(frame), _alt(frame), lines, partial(_drawn, frame))


def _drawn(frame: pd.DataFrame, dark: bool) -> Drawn:
    colours = alt.Scale(domain=list(LANES), range=[COLOURS[colour] for colour in LANES.values()])
    base = alt.Chart(frame).encode(
        y=alt.Y("row:N")
        .scale(domain=_rows(frame))
        .title(None)
        .axis(
            labelExpr="split(datum.value, '/')[1] == '0' ? split(datum.value, '/')[0] : ''",
            ticks=False,
            domain=False,
            grid=False,
            labelFontWeight="bold",
        ),
        color=alt.Color("kind:N").scale(colours).legend(None),
        tooltip=[alt.Tooltip("title:N", title="Event"), alt.Tooltip("when:N", title="Date"), "place:N"],
    )
    pick = alt.selection_point(name="event", fields=["id"], on="click", empty=False)
    years = alt.X("middle:T").title("Year").axis(format="%Y", grid=True, tickCount=8)
    marks = base.mark_point(cursor="pointer", strokeWidth=2, opacity=1).encode(
        x=years,
        size=alt.condition("datum.chosen", alt.value(320), alt.value(95)),
        fill=alt.condition("datum.certain", alt.Fill("kind:N").scale(colours).legend(None), alt.value("transparent")),
        shape=alt.condition("datum.certain", alt.value("circle"), alt.value("diamond")),
    )
    spans = base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=alt.X("first:T"), x2="last:T")
    chart = alt.layer(spans, marks.add_params(pick)).properties(height=ROW_HEIGHT * len(_rows(frame)) + 10)
    return with_ink(chart, dark=dark)


def _frame(events: Sequence[Event], chosen: str | None) -> pd.DataFrame:
    spans = {event.id: date_span(event.date or "") for event in events}
    whole = [day for span in spans.values() for day in span] or [datetime.date.today()]
    gap = max(1.0, (max(whole) - min(whole)).days / MARKS_A_ROW)
    columns = ["id", "title", "kind", "place", "when", "certain", "chosen", "first", "last", "middle", "row"]
    ends: dict[str, float] = {}  # day of the last mark in each row
    records = []
    for event in sorted(events, key=lambda each: spans[each.id]):
        first, last = spans[event.id]
        middle = first + (last - first) / 2
        row = _free_row(event.kind, middle.toordinal(), gap, ends)
        when = date_words(event.date or "") + ("" if event.certainty == "exact" else " (not certain)")
        certain = event.certainty == "exact"
        values = (event.id, event.title, event.kind, event.place, when, certain, event.id == chosen)
        records.append((*values, first.isoformat(), last.isoformat(), middle.isoformat(), row))
    return pd.DataFrame.from_records(records, columns=columns)


def _free_row(lane: str, day: int, gap: float, ends: dict[str, float]) -> str:
    """The first row of a lane whose last mark is at least ``gap`` days away."""
    slot = 0
    while day - ends.get(f"{lane}/{slot}", -1e9) < gap:
        slot += 1
    ends[f"{lane}/{slot}"] = day
    return f"{lane}/{slot}"


def _rows(frame: pd.DataFrame) -> list[str]:
    order = {lane: place for place, lane in enumerate(LANES)}
    return sorted(set(frame["row"]), key=lambda row: (order[row.split("/")[0]], int(row.split("/")[1])))


def _title(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "No dated event to draw."
    uncertain = int((~frame["certain"].astype(bool)).sum())
    return f"{len(frame)} dated events; for {uncertain} of them the date is not certain (hollow marks)."


def _alt(frame: pd.DataFrame) -> str:
    lanes = ", ".join(f"{kind} {int((frame['kind'] == kind).sum())}" for kind in LANES)
    return f"Timeline of {len(frame)} events in lanes: {lanes}. Every event is in the list below."


def _line(event: Event) -> str:
    return f"{date_words(event.date or '')}: {event.title}"
