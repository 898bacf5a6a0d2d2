"""The forest plot of :mod:`explainer.charts.forest`, without its rows."""

import altair as alt

from explainer.charts.style import COLOURS, INK, NO_LIMIT
from explainer.charts.vega.parts import Drawn, names_above, opens

LINE = 12
"""Height of one line of a row's label, in pixels. Labels have two or three lines and Vega puts the first one level
with the mark, so each label is moved up by one line."""
DASHED = [5, 3]
"""Dash pattern of an interval that we calculated."""
AROUND = 14
"""Free space at both ends of the axis, in pixels."""


def draw(rows: str, is_ratio: bool, colours: dict[str, str], shapes: dict[str, str], narrow: bool) -> Drawn:
    """Points with intervals. ``rows`` names the data; a mark has a colour by its outcome, a shape by its comparator."""
    base = alt.Chart(alt.NamedData(rows)).encode(y=_lines(narrow=narrow))
    scale = alt.Scale(type="log", nice=False) if is_ratio else alt.Scale(type="linear", zero=False)
    scale.padding = AROUND
    x = alt.X("estimate:Q").title("").scale(scale).axis(titleFontSize=11, titleFontWeight="normal")
    drawn = base.transform_filter("datum.drawn")
    colour = alt.Color("mark:N").scale(domain=list(colours), range=[COLOURS[c] for c in colours.values()]).legend(None)
    shape = alt.Shape("comparator:N").scale(domain=list(shapes), range=list(shapes.values())).legend(None)
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
    return alt.layer(*layers).properties(title=sides)


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
