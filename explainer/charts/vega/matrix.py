"""The grid of :mod:`explainer.charts.matrix`."""

import textwrap

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, NO_LIMIT
from explainer.charts.vega.parts import Drawn, opens

CELL = 26
HEAD = 230
"""Room above the grid for the names of the mechanisms."""
PHONE_LETTERS = 20
"""Most letters of a condition's name that fit on one line beside the grid on a phone."""
DASHES = {"supported": [1, 0], "proposed": [1, 0], "disputed": [2, 2]}


def draw(
    records: list[dict[str, str]], columns: list[str], support: dict[str, str], forms: dict[str, str], narrow: bool
) -> Drawn:
    """A mark where a mechanism matters for a condition, its colour and shape by how that is supported."""
    frame = pd.DataFrame.from_records(
        records, columns=["condition", "id", "mechanism", "evidence", "standing", "words"]
    )
    colours = alt.Scale(domain=list(support), range=[COLOURS[c] for c in support.values()])
    shapes = alt.Scale(domain=list(forms), range=list(forms.values()))
    dashes = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    fill = alt.Fill("evidence:N").scale(colours).legend(None)
    chart: Drawn = (
        alt.Chart(frame)
        .mark_point(size=70 if narrow else 120, strokeWidth=2, opacity=1)
        .encode(
            x=alt.X("mechanism:N").title(None).axis(_across(narrow=narrow)).scale(domain=columns),
            y=alt.Y("condition:N").title(None).axis(_down(frame, narrow=narrow)).sort(None),
            stroke=alt.Stroke("evidence:N").scale(colours).legend(None),
            strokeDash=alt.StrokeDash("standing:N").scale(dashes).legend(None),
            fill=alt.condition("datum.standing == 'supported'", fill, alt.value("transparent")),
            shape=alt.Shape("evidence:N").scale(shapes).legend(None),
            **opens(),
        )
        .properties(height=CELL * frame["condition"].nunique() + HEAD)
    )
    return chart


def _down(frame: pd.DataFrame, *, narrow: bool) -> alt.Axis:
    """Names of the conditions; on a phone in two lines where they are long."""
    wrapped = {name: textwrap.wrap(name, PHONE_LETTERS) for name in dict.fromkeys(frame["condition"])}
    return alt.Axis(
        labelExpr=f"({wrapped}[datum.value])" if narrow else "datum.value",
        labelLimit=NO_LIMIT,
        labelFontSize=10 if narrow else 12,
        labelLineHeight=11,
        labelBaseline="middle",
        labelOverlap=False,
        grid=True,
    )


def _across(*, narrow: bool) -> alt.Axis:
    """Slanted names above the columns; on a phone only their numbers, which the list above the grid explains."""
    return alt.Axis(
        orient="top",
        labelExpr="split(datum.value, ' ')[0]" if narrow else "datum.value",
        labelAngle=0 if narrow else -60,
        labelAlign="center" if narrow else "left",
        labelFontSize=9 if narrow else 12,
        labelLimit=NO_LIMIT,
        labelOverlap=False,
        grid=True,
    )
