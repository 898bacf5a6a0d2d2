"""Lines of :mod:`explainer.charts.growth`."""

from typing import Any

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK
from explainer.charts.vega.parts import Drawn


def draw(records: list[dict[str, Any]], names: list[str], narrow: bool) -> Drawn:
    """A line a series, its number at the end."""
    frame = pd.DataFrame.from_records(records)
    lowest, highest = min(1.0, float(frame["times"].min())), float(frame["times"].max())
    colours = alt.Scale(domain=names, range=[*COLOURS.values()] * 2)
    x = alt.X("year:Q").title("Year").axis(format="d", tickMinStep=1)
    y = (
        alt.Y("times:Q")
        .title("times the first figure")
        .scale(type="log", nice=False, domain=[lowest, 1.2 * highest])
        .axis(values=[0.5, 1, 2, 5, 10, 20])
    )
    base = alt.Chart(frame).encode(x=x, y=y, color=alt.Color("series:N").scale(colours).legend(None))
    lines = base.mark_line(point=alt.OverlayMarkDef(size=70, filled=True), strokeWidth=2, strokeDash=[6, 3])
    last = base.transform_window(rank="rank()", sort=[alt.SortField("year", order="descending")], groupby=["series"])
    ends = last.transform_filter("datum.rank == 1").mark_text(align="left", dx=8, fontWeight="bold", color=INK)
    labels = ends.encode(text="number:N", color=alt.value(INK))
    return alt.layer(lines, labels).properties(height=340)
