"""Bars of :mod:`explainer.charts.influences`."""

from typing import Any

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK
from explainer.charts.vega.parts import Drawn

ROW_HEIGHT = 56
"""Height of a bar with its name above it, in pixels."""
FRAME = 70
"""Height of the legend, in pixels: Streamlit fits it into the height of the chart."""


def draw(records: list[dict[str, Any]], groups: list[str], parts: dict[str, str], narrow: bool) -> Drawn:
    """A bar for each group. ``parts`` has the names of its parts and their colours."""
    y = alt.Y("group:N").sort(groups).axis(None)
    base = alt.Chart(pd.DataFrame(records)).encode(y=y)
    colours = alt.Scale(domain=list(parts), range=[COLOURS[colour] for colour in parts.values()])
    legend = alt.Legend(orient="bottom", title=None, columns=2)
    x = alt.X("from:Q").axis(None)
    bars = base.mark_bar(height=26).encode(x=x, x2="to:Q", color=alt.Color("went:N").scale(colours).legend(legend))
    middle = base.transform_calculate(middle="(datum.from + datum.to) / 2")
    numbers = middle.mark_text(color="white", fontWeight="bold", fontSize=13).encode(x="middle:Q", text="number:N")
    named = base.transform_filter("datum.from == 0")
    labels = named.mark_text(align="left", dy=-22, color=INK).encode(x=alt.value(0), text="group:N")
    height = ROW_HEIGHT * len(groups) + FRAME
    return alt.layer(bars, numbers, labels).properties(height=height)
