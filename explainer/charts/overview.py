"""All conditions in one picture: people randomised along the axis, the reading as shape and colour, in groups."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import INK, NARROW, Drawn, Picture, drawn_once, reading_colour, reading_shape, with_ink
from explainer.evidence.summary import ConditionSummary
from explainer.words.counts import counts_sentence, people_text

ROW_HEIGHT = 30
TICKS = [0, 10, 100, 1_000]
RIGHTMOST = 1_600
"""On a phone, a mark with more people than this has its number on the left: there is no room on the right."""


@drawn_once
def overview_chart(rows: Sequence[ConditionSummary], *, by_family: bool) -> Picture:
    """The picture of all conditions, grouped by family or by how sure we are.

    Clicking a mark selects its condition: parameter ``condition``, field ``id``. On a phone the names stand above the
    marks instead of beside them.
    """
    draw = partial(_drawn, rows, by_family)
    return Picture(_title(rows), _alt(rows, by_family=by_family), tuple(_line(row) for row in rows), draw)


def _drawn(rows: Sequence[ConditionSummary], by_family: bool, dark: bool) -> Drawn:
    steps = sorted({row.step for row in rows}, key=lambda step: step.order)
    groups = _grouped(rows, by_family=by_family)
    frame = _frame(groups)
    headers = list(groups)
    bold = {"test": f"indexof({headers}, datum.value) >= 0", "value": "bold"}
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N")
        .scale(domain=list(frame["label"]))
        .title(None)
        .axis(
            labelExpr=f"{NARROW} ? '' : datum.value",
            labelLimit=250,
            ticks=False,
            domain=False,
            labelFontWeight={"condition": bold, "value": "normal"},
        ),
        x=alt.X("people:Q")
        .scale(type="symlog", constant=8, domain=[0, 15_000])
        .title("People randomised")
        .axis(values=TICKS, format=",d", grid=True),
    )
    pick = alt.selection_point(name="condition", fields=["id"], on="click", empty=False)
    marks = (
        base.transform_filter("isValid(datum.people)")
        .mark_point(filled=True, size=150, opacity=1, cursor="pointer")
        .encode(
            color=alt.Color("reading:N").scale(reading_colour(steps)).legend(None),
            shape=alt.Shape("reading:N").scale(reading_shape(steps)).legend(None),
            tooltip=[alt.Tooltip("label:N", title="Condition"), alt.Tooltip("reading:N", title="Reading"), "trials:N"],
        )
        .add_params(pick)
    )
    ink = INK[dark]
    left = f"{NARROW} && datum.people > {RIGHTMOST}"
    numbers = base.transform_filter("isValid(datum.people)").mark_text(
        align=alt.expr(f"{left} ? 'right' : 'left'"), dx=alt.expr(f"{left} ? -12 : 12"), fontSize=12, color=ink
    )
    names = base.transform_calculate(name=f"{NARROW} ? datum.label : ''").encode(x=alt.value(0), text="name:N")
    above = names.transform_filter("isValid(datum.people)").mark_text(align="left", dy=-13, color=ink)
    headings = names.transform_filter("!isValid(datum.people)").mark_text(align="left", color=ink, fontWeight="bold")
    layers = alt.layer(marks, numbers.encode(text="shown:N"), above, headings)
    return with_ink(layers.properties(height=ROW_HEIGHT * len(frame)), dark=dark)


def _grouped(rows: Sequence[ConditionSummary], *, by_family: bool) -> dict[str, list[ConditionSummary]]:
    order = sorted(rows, key=lambda row: row.step.order) if not by_family else rows
    groups: dict[str, list[ConditionSummary]] = {}
    for row in order:
        name = row.family if by_family else row.reading.reading
        groups.setdefault(name.capitalize(), []).append(row)
    for members in groups.values():
        members.sort(key=lambda row: (row.step.order if by_family else 0, -_people(row)))
    return groups


def _frame(groups: dict[str, list[ConditionSummary]]) -> pd.DataFrame:
    """One record for each condition; before each group, a record with only a label, which is the group's heading."""
    records: list[dict[str, object]] = []
    for name, members in groups.items():
        records.append({"label": name})
        records.extend(
            {
                "label": row.name,
                "id": row.id,
                "people": _people(row),
                "shown": _shown(row),
                "reading": row.reading.reading,
                "trials": counts_sentence(row.counts),
            }
            for row in members
        )
    return pd.DataFrame(records, columns=["label", "id", "people", "shown", "reading", "trials"])


def _people(row: ConditionSummary) -> int:
    """Number of people that sets the mark's place: in the review of the whole condition if any, else in the trials."""
    return row.counts.review[1] if row.counts.review else row.counts.people


def _shown(row: ConditionSummary) -> str:
    """The number beside a mark; a plus where the size of some trials is not known."""
    counts = row.counts
    if counts.review:
        return f"{counts.review[1]:,} in a review"
    if counts.reviews_only:
        return "reviews only"
    return f"{counts.people:,}{'+' if counts.size_unknown else ''}"


def _title(rows: Sequence[ConditionSummary]) -> str:
    count = {name: sum(row.reading.reading == name for row in rows) for name in ("approved use", "hardly studied")}
    return (
        f"Of {len(rows)} conditions, {count['approved use']} have the reading “approved use” "
        f"and {count['hardly studied']} “hardly studied”."
    )


def _alt(rows: Sequence[ConditionSummary], *, by_family: bool) -> str:
    groups = "family" if by_family else "reading"
    return (
        f"{len(rows)} conditions grouped by {groups}. Each has a mark for its reading, placed by how many people were "
        f"randomised. {_title(rows)} The same is listed in words below."
    )


def _line(row: ConditionSummary) -> str:
    return f"{row.name}: {row.reading.reading}; {people_text(row.counts)}."
