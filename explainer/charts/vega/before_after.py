"""Points with intervals of :mod:`explainer.charts.before_after`."""

from typing import Any

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK
from explainer.charts.vega.parts import Drawn

ROW_HEIGHT = 56
FRAME = 60
"""Height of the axis, in pixels."""


def draw(records: list[dict[str, Any]], groups: list[str], narrow: bool) -> Drawn:
    """A point with its interval for each group."""
    y = alt.Y("group:N").sort(groups).axis(None)
    base = alt.Chart(pd.DataFrame(records)).encode(y=y)
    x = alt.X("fall:Q").title("fall in depression score, in standard deviations").scale(domainMin=0)
    intervals = base.mark_rule(strokeWidth=3, color=COLOURS["blue"]).encode(x="least:Q", x2="most:Q")
    points = base.mark_point(filled=True, size=140, opacity=1, color=COLOURS["blue"]).encode(x=x)
    names = base.mark_text(align="left", dy=-20, color=INK).encode(x=alt.value(0), text="group:N")
    layers = alt.layer(intervals, points, names).properties(height=ROW_HEIGHT * len(records) + FRAME)
    return layers
