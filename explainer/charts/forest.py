"""A forest plot of one panel: the right side always favours ketamine; marks show blinding and the main outcome."""

from collections import Counter
from copy import deepcopy
from functools import lru_cache, partial
from typing import Any

import altair as alt

from explainer.charts.style import COLOURS, INK, NARROW, WHOLE_WIDTH, Picture, Spec, with_ink
from explainer.words.forest import OURS, POOLED, ForestRow, Panel
from explainer.words.sides import sided, span

ROWS = "rows"
"""The name of the data of a plot."""
ROW_HEIGHT = 54
LINE = 12
"""Height of a line of a name, in pixels: a name has two or three, and Vega hangs it from its first."""
INVISIBLE = "\u200b"
AROUND = 14
"""Free space at both ends of the axis, in pixels."""
FRAME = 140
"""Height of title and axis, in pixels: Streamlit fits them into the height of the chart."""
SHAPES = {
    "active placebo (harder to guess)": "circle",
    "placebo that anyone can see through": "triangle-up",
    "another treatment": "square",
    "no comparison group": "cross",
    "": "diamond",
}
MAIN = {
    "met": "green",
    "missed": "red",
    "not the main outcome": "gray",
    "published pooled result": "violet",
    "our calculation": "blue",
}


def forest_chart(panel: Panel) -> Picture:
    """Points with intervals, one line a row; a row without a printed interval says so on its line.

    Clicking a mark selects its row: parameter ``row``, field ``id``.
    """
    words = tuple(_words(panel, row) for row in panel.rows)
    return Picture(_title(panel), _alt(panel), words, partial(_drawn, panel))


def _drawn(panel: Panel, dark: bool) -> Spec:
    records = _records(panel)
    spec = deepcopy(_empty_plot(panel.is_ratio, dark))
    for layer in spec["layer"]:
        if "y" in layer["encoding"]:
            layer["encoding"]["y"]["scale"]["domain"] = [record["line"] for record in records]
        if "title" in layer["encoding"]["x"]:
            layer["encoding"]["x"]["title"] = _axis_title(panel)
    spec |= {"height": ROW_HEIGHT * len(records) + FRAME, "datasets": {ROWS: records}}
    return spec


@lru_cache
def _empty_plot(is_ratio: bool, dark: bool) -> Spec:
    """The plot without its rows: Altair builds and checks it once, a change of a filter only fills it."""
    base = alt.Chart(alt.NamedData(ROWS)).encode(y=_lines())
    scale = alt.Scale(type="log", nice=False) if is_ratio else alt.Scale(type="linear", zero=False)
    scale.padding = AROUND
    x = alt.X("estimate:Q").title("").scale(scale).axis(titleFontSize=11, titleFontWeight="normal")
    drawn = base.transform_filter("datum.drawn")
    colour = alt.Color("mark:N").scale(domain=list(MAIN), range=[COLOURS[c] for c in MAIN.values()]).legend(None)
    shape = alt.Shape("blinding:N").scale(domain=list(SHAPES), range=list(SHAPES.values())).legend(None)
    pick = alt.selection_point(name="row", fields=["id"], on="click", empty=False)
    intervals = drawn.mark_rule(strokeWidth=2).encode(x=_named(x, "low:Q"), x2="high:Q", color=colour)
    points = (
        drawn.mark_point(filled=True, size=140, opacity=1, cursor="pointer")
        .encode(x=x, color=colour, shape=shape, tooltip=["name:N", "detail:N", "words:N"])
        .add_params(pick)
    )
    zero = alt.Chart(alt.NamedData("null")).mark_rule(strokeDash=[4, 4], color=COLOURS["gray"])
    missing = base.transform_filter("!datum.drawn").mark_text(align="left", color=INK[dark], fontStyle="italic")
    names = (
        base.transform_calculate(label=f"{NARROW} ? datum.name : ''")
        .mark_text(align="left", dy=-17, color=INK[dark], limit=WHOLE_WIDTH)
        .encode(x=alt.value(0), text="label:N")
    )
    layers = [
        zero.encode(x=_named(x, "null:Q")),
        intervals,
        points,
        missing.encode(x=alt.value(8), text="words:N"),
        names,
    ]
    sides = alt.TitleParams("← comparison better  |  ketamine better →", anchor="middle", fontSize=11)
    spec = dict(with_ink(alt.layer(*layers).properties(title=sides), dark=dark).to_dict())
    spec["layer"][0]["data"] = {"values": [{"null": 1 if is_ratio else 0}]}
    return spec


def _named(x: alt.X, field: str) -> alt.X:
    """The same axis and scale for another field."""
    other = x.copy()
    other.shorthand = field
    return other


def _lines() -> alt.Y:
    return (
        alt.Y("line:N")
        .scale(domain=[])
        .title(None)
        .axis(
            labelExpr=f"{NARROW} ? '' : split(datum.value, '\\n')",
            labelLimit=330,
            labelOverlap=False,
            labelOffset=-LINE,
            ticks=False,
            domain=False,
        )
    )


def _records(panel: Panel) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "line": "\n".join((row.name, *map(_short, row.detail.split("; "))))
            + INVISIBLE * place,  # two rows may look alike
            "name": row.name,
            "detail": row.detail,
            "mark": row.mark,
            "blinding": row.blinding,
            "drawn": row.is_drawn,
            "estimate": row.estimate,
            "low": row.low,
            "high": row.high,
            "words": _verdict(row),
        }
        for place, row in enumerate(panel.rows)
    ]


def _short(detail: str, limit: int = 58) -> str:
    return detail if len(detail) <= limit else f"{detail[: limit - 1].rstrip()}…"


def _verdict(row: ForestRow) -> str:
    main = {"met": "✓ ", "missed": "✗ "}.get(row.mark, "")
    return f"{main}{row.verdict}" if row.is_drawn else f"{main}{row.verdict} (no interval printed)"


def _axis_title(panel: Panel) -> list[str]:
    measure = {"SMD": "standardised difference"}.get(panel.measure, panel.measure)
    unit = f" ({panel.unit})" if panel.unit else ""
    return [f"{measure}{unit}", "to the right: in favour of ketamine"]


def _title(panel: Panel) -> str:
    number = len(panel.rows)
    if panel.against == OURS:
        return f"{number - 1} trials, and our calculation over them"
    if panel.against == POOLED:
        noun = "published pooled result" if number == 1 else "published pooled results, which share trials"
        return f"{number} {noun}"
    count = Counter(row.verdict for row in panel.rows)
    noun = "trial" if number == 1 else "trials"
    told = f"ketamine better in {count['ketamine better']}, no difference shown in {count['no difference shown']}"
    return f"{number} {noun} against {panel.against}: {told}, worse in {count['control better']}."


def _alt(panel: Panel) -> str:
    drawn = sum(row.is_drawn for row in panel.rows)
    return f"Forest plot. {_title(panel)} {drawn} have an interval to draw. Every row stands in words below."


def _words(panel: Panel, row: ForestRow) -> str:
    ends = ""
    if row.estimate is not None and row.low is not None and row.high is not None:
        if panel.is_ratio:
            ends = f" {row.estimate:.3g} (interval {row.low:.3g} to {row.high:.3g}), where above 1 favours ketamine."
        else:
            ends = f" {sided(row.estimate, spec='.3g')} (interval {span(row.low, row.high, spec='.3g')})."
    main = {"met": " Main outcome met.", "missed": " Main outcome missed."}.get(row.mark, "")
    verdict = row.verdict if row.is_drawn else f"{row.verdict} (no interval printed)"
    return f"{row.name}, {row.detail}: {verdict}.{ends}{main}"
