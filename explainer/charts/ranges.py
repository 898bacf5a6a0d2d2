"""Figures that sources give for the same thing, side by side: a point or a span for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, NARROW, WHOLE_WIDTH, Drawn, Picture, drawn_once, with_ink

ROW_HEIGHT = 36


@dataclass(frozen=True)
class Span:
    """One source's figure: a number, or two with a hyphen between them."""

    label: str
    group: str
    shown: str

    @property
    def ends(self) -> tuple[float, float]:
        """First and last value."""
        values = [float(value) for value in re.findall(r"\d+(?:\.\d+)?", self.shown)]
        return values[0], values[-1]


@drawn_once
def range_chart(spans: Sequence[Span], unit: str, title: str) -> Picture:
    """One line a figure, on one axis that begins at 0; the figure stands beside its mark."""
    words = tuple(f"{span.label}: {span.shown} {unit} ({span.group})" for span in spans)
    return Picture(title, f"{title} {len(spans)} figures, each in words below.", words, partial(_drawn, spans, unit))


def _drawn(spans: Sequence[Span], unit: str, dark: bool) -> Drawn:
    records = [
        {"label": span.label, "group": span.group, "low": span.ends[0], "high": span.ends[1], "shown": span.shown}
        for span in spans
    ]
    frame = pd.DataFrame.from_records(records)
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N")
        .scale(domain=list(frame["label"]))
        .title(None)
        .axis(labelExpr=f"{NARROW} ? '' : datum.value", labelLimit=340, ticks=False, domain=False)
    )
    furthest = 1.2 * float(frame["high"].max())
    x = alt.X("low:Q").title(unit).scale(domain=[0, furthest])
    colour = (
        alt.Color("group:N")
        .scale(range=[COLOURS["blue"], COLOURS["orange"]])
        .legend(orient="bottom", title=None, symbolOpacity=1)
    )
    bars = base.mark_rule(strokeWidth=6, opacity=0.6).encode(x=x, x2="high:Q", color=colour)
    points = base.mark_point(filled=True, size=110, opacity=1).encode(x=alt.X("high:Q"), color=colour)
    figures = base.mark_text(align="left", dx=10, color=INK[dark]).encode(x=alt.X("high:Q"), text="shown:N")
    names = (
        base.transform_calculate(name=f"{NARROW} ? datum.label : ''")
        .mark_text(align="left", dy=-13, color=INK[dark], limit=WHOLE_WIDTH)
        .encode(x=alt.value(0), text="name:N")
    )
    layers = alt.layer(bars, points, figures, names).properties(height=ROW_HEIGHT * len(frame) + 90)
    return with_ink(layers, dark=dark)
