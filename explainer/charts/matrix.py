"""Mechanisms by conditions: a mark where one is thought to matter, its shape and colour by how that is supported."""

import textwrap
from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.chain import SUPPORT_COLOURS, SUPPORT_SHAPES
from explainer.charts.style import COLOURS, NARROW, Drawn, Picture, drawn_once, with_ink
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

    ``names`` pairs a mechanism's id with its name. Clicking a mark selects it: parameter ``spot``, field ``id``
    (``condition.mechanism``).
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
    title = f"Links between a mechanism and a condition: {len(records)}. Supported there: {_supported(records)}."
    draw = partial(_drawn, records, list(numbered.values()))
    return Picture(title, f"Grid of conditions and mechanisms. {title} Each is in words below.", words, draw)


def _drawn(records: list[dict[str, str]], columns: list[str], dark: bool) -> Drawn:
    frame = pd.DataFrame.from_records(records, columns=["condition", "id", "mechanism", "evidence", "standing"])
    colours = alt.Scale(domain=list(SUPPORT_COLOURS), range=[COLOURS[c] for c in SUPPORT_COLOURS.values()])
    shapes = alt.Scale(domain=list(SUPPORT_SHAPES), range=list(SUPPORT_SHAPES.values()))
    dashes = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    pick = alt.selection_point(name="spot", fields=["id"], on="click", empty=False)
    fill = alt.Fill("evidence:N").scale(colours).legend(None)
    chart = (
        alt.Chart(frame)
        .mark_point(size=alt.expr(f"{NARROW} ? 70 : 120"), strokeWidth=2, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("mechanism:N").title(None).axis(_across()).scale(domain=columns),
            y=alt.Y("condition:N").title(None).axis(_down(frame)).sort(None),
            stroke=alt.Stroke("evidence:N").scale(colours).legend(None),
            strokeDash=alt.StrokeDash("standing:N").scale(dashes).legend(None),
            fill=alt.condition("datum.standing == 'supported'", fill, alt.value("transparent")),
            shape=alt.Shape("evidence:N").scale(shapes).legend(None),
            tooltip=["condition:N", "mechanism:N", "evidence:N", "standing:N"],
        )
        .add_params(pick)
        .properties(height=CELL * frame["condition"].nunique() + HEAD)
    )
    return with_ink(chart, dark=dark)


def _down(frame: pd.DataFrame) -> alt.Axis:
    """Names of the conditions; on a phone in two lines where they are long."""
    wrapped = {name: textwrap.wrap(name, PHONE_LETTERS) for name in dict.fromkeys(frame["condition"])}
    return alt.Axis(
        labelExpr=f"{NARROW} ? ({wrapped}[datum.value]) : datum.value",
        labelLimit=250,
        labelFontSize=alt.expr(f"{NARROW} ? 10 : 12"),
        labelLineHeight=11,
        labelBaseline="middle",
        labelOverlap=False,
        grid=True,
    )


def _across() -> alt.Axis:
    """Slanted names above the columns; on a phone only their numbers, which the list above the grid explains."""
    return alt.Axis(
        orient="top",
        labelExpr=f"{NARROW} ? split(datum.value, ' ')[0] : datum.value",
        labelAngle=alt.expr(f"{NARROW} ? 0 : -60"),
        labelAlign=alt.expr(f"{NARROW} ? 'center' : 'left'"),
        labelFontSize=alt.expr(f"{NARROW} ? 9 : 12"),
        labelLimit=300,
        labelOverlap=False,
        grid=True,
    )


def _supported(records: Sequence[dict[str, str]]) -> int:
    return sum(record["standing"] == "supported" for record in records)
