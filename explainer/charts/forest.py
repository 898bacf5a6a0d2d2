"""A forest plot of one panel: the right side always favours ketamine; marks show blinding and the main outcome."""

from copy import deepcopy
from functools import lru_cache, partial
from typing import Any

import altair as alt

from explainer.charts.style import COLOURS, INK, NO_LIMIT, Picture, Spec, names_above, opens
from explainer.content.trials import ComparatorKind
from explainer.evidence.findings import Axis, Mark
from explainer.evidence.forest import Panel
from explainer.words.forest import OURS, Line, axis_title, plot_alt, plot_lines, plot_title

ROWS = "rows"
"""The name of the data of a plot."""
ROW_HEIGHT = 54
LINE = 12
"""Height of one line of a row's label, in pixels. Labels have two or three lines and Vega puts the first one level
with the mark, so each label is moved up by one line."""
INVISIBLE = "\u200b"
DASHED = [5, 3]
"""Dash pattern of an interval that we calculated."""
AROUND = 14
"""Free space at both ends of the axis, in pixels."""
FRAME = 140
"""Height of title and axis, in pixels: Streamlit fits them into the height of the chart."""
SHAPES: dict[ComparatorKind | None, str] = {
    "active-placebo": "circle",
    "inactive": "triangle-up",
    "active-treatment": "square",
    "none": "cross",
    None: "diamond",
}
MAIN: dict[Mark, str] = {
    "met": "green",
    "missed": "red",
    "further": "gray",
    "announced": "orange",
    "review": "violet",
    "ours": "blue",
}


def forest_chart(panel: Panel) -> Picture:
    """Points with intervals, one line a finding; a line without a printed interval says so.

    The marks are links, with the ids of the rows.
    """
    lines = plot_lines(panel)
    words = tuple(line.sentence for line in lines)
    return Picture(plot_title(panel), plot_alt(panel, lines), words, partial(_drawn, panel.axis, lines))


def _drawn(axis: Axis, lines: tuple[Line, ...], narrow: bool) -> Spec:
    records = list(map(_record, lines, range(len(lines))))
    spec = deepcopy(_empty_plot(axis.is_ratio, narrow))
    for layer in spec["layer"]:
        if "y" in layer["encoding"]:
            layer["encoding"]["y"]["scale"]["domain"] = [record["line"] for record in records]
        if "title" in layer["encoding"]["x"]:
            layer["encoding"]["x"]["title"] = axis_title(axis)
    spec |= {"height": ROW_HEIGHT * len(records) + FRAME, "datasets": {ROWS: records}}
    return spec


@lru_cache
def _empty_plot(is_ratio: bool, narrow: bool) -> Spec:
    """The plot without its rows: Altair builds and checks it once, a change of a filter only fills it."""
    base = alt.Chart(alt.NamedData(ROWS)).encode(y=_lines(narrow=narrow))
    scale = alt.Scale(type="log", nice=False) if is_ratio else alt.Scale(type="linear", zero=False)
    scale.padding = AROUND
    x = alt.X("estimate:Q").title("").scale(scale).axis(titleFontSize=11, titleFontWeight="normal")
    drawn = base.transform_filter("datum.drawn")
    colour = alt.Color("mark:N").scale(domain=list(MAIN), range=[COLOURS[c] for c in MAIN.values()]).legend(None)
    kinds = [kind or "" for kind in SHAPES]
    shape = alt.Shape("comparator:N").scale(domain=kinds, range=list(SHAPES.values())).legend(None)
    dash = alt.condition("datum.ours", alt.value(DASHED), alt.value([1, 0]))
    ends = _named(x, "low:Q")
    intervals = drawn.mark_rule(strokeWidth=2).encode(x=ends, x2="high:Q", color=colour, strokeDash=dash)
    points = drawn.mark_point(filled=True, size=140, opacity=1).encode(
        x=x, color=colour, shape=shape, **opens("sentence:N")
    )
    zero = alt.Chart(alt.NamedData("null")).mark_rule(strokeDash=[4, 4], color=COLOURS["gray"])
    missing = base.transform_filter("!datum.drawn").mark_text(align="left", color=INK, fontStyle="italic")
    layers = [
        zero.encode(x=_named(x, "null:Q")),
        intervals,
        points,
        missing.encode(x=alt.value(8), text="words:N"),
        *names_above(base, "name:N", narrow=narrow, dy=-17),
    ]
    sides = alt.TitleParams("← comparison better  |  ketamine better →", anchor="middle", fontSize=11)
    spec = alt.layer(*layers).properties(title=sides).to_dict()
    spec["layer"][0]["data"] = {"values": [{"null": 1 if is_ratio else 0}]}
    return spec


def _named(x: alt.X, field: str) -> alt.X:
    """The same axis and scale for another field."""
    other = x.copy()
    other.shorthand = field
    return other


def _lines(*, narrow: bool) -> alt.Y:
    return (
        alt.Y("line:N")
        .scale(domain=[])
        .title(None)
        .axis(
            labels=not narrow,
            labelExpr="split(datum.value, '\\n')",
            labelLimit=NO_LIMIT,
            labelOverlap=False,
            labelOffset=-LINE,
            ticks=False,
            domain=False,
        )
    )


def _record(line: Line, place: int) -> dict[str, Any]:
    named = "\n".join(map(_short, (line.name, *line.detail.split("; "))))
    return {
        "id": None if line.id == OURS else line.id,
        "line": named + INVISIBLE * place,  # Vega draws rows with equal labels on one line
        "name": line.name,
        "detail": line.detail,
        "mark": line.mark,
        "comparator": line.comparator or "",
        "drawn": line.is_drawn,
        "ours": line.interval != "printed",
        "estimate": line.estimate,
        "low": line.low,
        "high": line.high,
        "words": line.short,
        "sentence": line.sentence,
    }


def _short(detail: str, limit: int = 44) -> str:
    return detail if len(detail) <= limit else f"{detail[: limit - 1].rstrip()}…"
