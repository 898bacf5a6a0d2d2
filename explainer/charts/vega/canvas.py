"""The layers of a :class:`~explainer.charts.canvas.Canvas` without their records, from the bottom up."""

from typing import Any

import altair as alt

from explainer.charts.vega.parts import Drawn, opens

LEFT_HALF = "M0,-1A1,1,0,0,0,0,1Z"
DASH = "datum.dash === 'dots' ? [2, 3] : datum.dash ? [6, 4] : [1, 0]"
"""Vega expression: how a line is broken."""


def draw(boxes: str, rules: str, texts: str, marks: str, narrow: bool) -> Drawn:
    """The layers; the arguments name their data."""
    points = (
        _base(marks)
        .mark_point(strokeWidth=1.8, opacity=1)
        .encode(
            stroke=_raw(alt.Stroke, "ink:N"),
            fill=_raw(alt.Fill, "fill:N"),
            size=_raw(alt.Size, "size:Q"),
            shape=_raw(alt.Shape, "shape:N"),
            **opens(),
        )
    )
    inside = _base(marks).mark_point(filled=True, opacity=1, aria=False).encode(color=_raw(alt.Color, "ink:N"))
    halves = inside.transform_filter("datum.inside == 'half'").encode(
        shape=alt.value(LEFT_HALF), size=_raw(alt.Size, "size:Q")
    )
    dots = inside.transform_filter("datum.inside == 'dot'").encode(shape=alt.value("circle"), size=alt.value(16))
    layers: Drawn = alt.layer(_boxes(boxes), _rules(rules), _texts(texts), points, halves, dots)
    return layers


def _boxes(data: str) -> alt.Chart:
    mark = _base(data).mark_rect(
        cornerRadius=alt.expr("datum.corner"),
        strokeWidth=1,
        strokeDash=alt.expr(DASH),
        opacity=alt.expr("datum.opacity"),
    )
    fill, ink = _raw(alt.Fill, "fill:N"), _raw(alt.Stroke, "ink:N")
    drawn: alt.Chart = mark.encode(x2="x2:Q", y2="y2:Q", fill=fill, stroke=ink, **opens())
    return drawn


def _rules(data: str) -> alt.Chart:
    mark = _base(data).mark_rule(strokeWidth=alt.expr("datum.width"), strokeDash=alt.expr(DASH))
    drawn: alt.Chart = mark.encode(x2="x2:Q", y2="y2:Q", color=_raw(alt.Color, "ink:N"))
    return drawn


def _texts(data: str) -> alt.Chart:
    mark = _base(data).mark_text(
        baseline="middle",
        align=alt.expr("datum.align"),
        fontSize=alt.expr("datum.size"),
        fontWeight=alt.expr("datum.weight"),
    )
    drawn: alt.Chart = mark.encode(text="text:N", color=_raw(alt.Color, "ink:N"), **opens())
    return drawn


def _base(name: str) -> alt.Chart:
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    return alt.Chart(alt.NamedData(name)).encode(x=x, y=y)


def _raw(channel: Any, field_name: str) -> Any:
    """A channel that takes a record's value as it is."""
    return channel(field_name, scale=None)
