"""Figures that sources give for the same thing, side by side: a point or a span for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, Drawn, Picture, drawn_once, names_above, names_beside

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


def _drawn(spans: Sequence[Span], unit: str, narrow: bool) -> Drawn:
    records = [
        {"label": span.label, "group": span.group, "low": span.ends[0], "high": span.ends[1], "shown": span.shown}
        for span in spans
    ]
    frame = pd.DataFrame.from_records(records)
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N").scale(domain=list(frame["label"])).title(None).axis(names_beside(narrow=narrow))
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
    figures = base.mark_text(align="left", dx=10, color=INK).encode(x=alt.X("high:Q"), text="shown:N")
    names = names_above(base, "label:N", narrow=narrow)
    layers: Drawn = alt.layer(bars, points, figures, *names).properties(height=ROW_HEIGHT * len(frame) + 90)
    return layers
