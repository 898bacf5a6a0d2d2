"""Mechanisms by conditions: a mark where one is thought to matter, its shape and colour by how that is supported."""

import textwrap
from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.chain import SUPPORT_COLOURS, SUPPORT_SHAPES
from explainer.charts.style import COLOURS, NO_LIMIT, Drawn, Picture, drawn_once, opens
from explainer.content.prose import Condition

CELL = 26
HEAD = 230
"""Room above the grid for the names of the mechanisms."""
PHONE_LETTERS = 20
"""Most letters of a condition's name that fit on one line beside the grid on a phone."""
DASHES = {"supported": [1, 0], "proposed": [1, 0], "disputed": [2, 2]}


@drawn_once
def matrix_chart(conditions: Sequence[Condition], names: Sequence[tuple[str, str]]) -> Picture:
    """Conditions down, mechanisms across; filled marks are supported, hollow ones proposed, dotted ones disputed.

    ``names`` pairs a mechanism's id with its name. The marks are links, with ids of the form ``condition.mechanism``.
    """
    numbered = {key: f"{number} {name}" for number, (key, name) in enumerate(names, start=1)}
    records = [
        {
            "condition": condition.name,
            "id": f"{condition.id}.{link.id}",
            "mechanism": numbered[link.id],
            "evidence": link.evidence,
            "standing": link.standing,
        }
        for condition in conditions
        for link in condition.mechanisms
        if link.id in numbered
    ]
    words = tuple(f"{r['condition']}: {r['mechanism']} ({r['standing']}, {r['evidence']})" for r in records)
    for record, line in zip(records, words, strict=True):
        record["words"] = line
    title = f"Links between mechanisms and conditions: {len(records)}. Supported: {_supported(records)}."
    draw = partial(_drawn, records, list(numbered.values()))
    return Picture(title, f"Grid of conditions and mechanisms. {title} Each is in words below.", words, draw)


def _drawn(records: list[dict[str, str]], columns: list[str], narrow: bool) -> Drawn:
    frame = pd.DataFrame.from_records(
        records, columns=["condition", "id", "mechanism", "evidence", "standing", "words"]
    )
    colours = alt.Scale(domain=list(SUPPORT_COLOURS), range=[COLOURS[c] for c in SUPPORT_COLOURS.values()])
    shapes = alt.Scale(domain=list(SUPPORT_SHAPES), range=list(SUPPORT_SHAPES.values()))
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


def _supported(records: Sequence[dict[str, str]]) -> int:
    return sum(record["standing"] == "supported" for record in records)
