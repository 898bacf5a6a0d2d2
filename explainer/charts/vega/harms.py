"""Paired dots of :mod:`explainer.charts.harms`."""

from typing import Any

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS
from explainer.charts.vega.parts import Drawn, names_above, names_beside

ROW_HEIGHT = 26


def draw(records: list[dict[str, Any]], drug: str, control: str, narrow: bool) -> Drawn:
    """Two dots a harm, and the line between them."""
    frame = pd.DataFrame.from_records(records, columns=["effect", "group", "people", "drug", "control"])
    base = alt.Chart(frame).encode(
        y=alt.Y("effect:N")
        .scale(domain=list(dict.fromkeys(frame["effect"])))
        .title(None)
        .axis(names_beside(narrow=narrow))
    )
    x = alt.X("people:Q").title("of 100 people").scale(domain=[0, max(50, int(frame["people"].max() or 0) + 5)])
    colours = alt.Scale(domain=[drug, control], range=[COLOURS["red"], COLOURS["gray"]])
    shapes = alt.Scale(domain=[drug, control], range=["circle", "square"])
    legend = alt.Legend(orient="top", title=None)
    gaps = base.mark_rule(color=COLOURS["gray"], opacity=0.5).encode(x=alt.X("drug:Q"), x2="control:Q")
    dots = base.mark_point(filled=True, size=120, opacity=1).encode(
        x=x,
        color=alt.Color("group:N").scale(colours).legend(legend),
        shape=alt.Shape("group:N").scale(shapes).legend(legend),
    )
    names = names_above(base.transform_filter(alt.datum.group == drug), "effect:N", narrow=narrow)
    layers: Drawn = alt.layer(gaps, dots, *names).properties(height=ROW_HEIGHT * frame["effect"].nunique() + 110)
    return layers
