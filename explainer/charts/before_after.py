"""How far scores fell within the groups of trials: a point with its interval for each group."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, Drawn, Picture, drawn_once
from explainer.content.trials import PooledResult
from explainer.words.influences import fall_line, falls_title

ROW_HEIGHT = 56
FRAME = 60
"""Height of the axis, in pixels."""


@drawn_once
def before_after_chart(rows: Sequence[PooledResult]) -> Picture:
    """One line a group, on an axis that begins at no change."""
    title = falls_title(rows)
    return Picture(title, f"Points with intervals. {title}", tuple(map(fall_line, rows)), partial(_drawn, rows))


def _drawn(rows: Sequence[PooledResult], narrow: bool) -> Drawn:
    records = [
        {"group": row.outcome, "fall": -float(row.estimate), "least": -float(row.ci_high), "most": -float(row.ci_low)}
        for row in rows
        if row.estimate is not None and row.ci_low is not None and row.ci_high is not None
    ]
    y = alt.Y("group:N").sort([row.outcome for row in rows]).axis(None)
    base = alt.Chart(pd.DataFrame(records)).encode(y=y)
    x = alt.X("fall:Q").title("fall in depression score, in standard deviations").scale(domainMin=0)
    intervals = base.mark_rule(strokeWidth=3, color=COLOURS["blue"]).encode(x="least:Q", x2="most:Q")
    points = base.mark_point(filled=True, size=140, opacity=1, color=COLOURS["blue"]).encode(x=x)
    names = base.mark_text(align="left", dy=-20, color=INK).encode(x=alt.value(0), text="group:N")
    layers = alt.layer(intervals, points, names).properties(height=ROW_HEIGHT * len(records) + FRAME)
    return layers
