"""Points and spans of :mod:`explainer.charts.ranges`."""

from typing import Any

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK
from explainer.charts.vega.parts import Drawn, names_above, names_beside

ROW_HEIGHT = 36


def draw(records: list[dict[str, Any]], unit: str, narrow: bool) -> Drawn:
    """A point or a span for each figure, which stands beside it."""
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
