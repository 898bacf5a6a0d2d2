"""Mechanisms by conditions: a mark where one is thought to matter, its shape and colour by how that is supported."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from explainer.charts.chain import SUPPORT_COLOURS, SUPPORT_SHAPES
from explainer.charts.style import COLOURS, NARROW, Picture
from explainer.content.prose import Condition

CELL = 24
_LIMIT = f"{NARROW} ? 140 : 250"


def matrix_chart(conditions: Sequence[Condition], names: dict[str, str]) -> Picture:
    """Conditions down, mechanisms across; hollow marks are proposed or disputed, filled ones supported.

    ``names`` gives the mechanism's name by its id. Clicking a mark selects its condition: parameter ``cell``.
    """
    numbered = {key: f"{number} {name}" for number, (key, name) in enumerate(names.items(), start=1)}
    records = [
        {
            "condition": condition.name,
            "id": condition.id,
            "mechanism": numbered[link.id],
            "evidence": link.evidence,
            "standing": link.standing,
        }
        for condition in conditions
        for link in condition.mechanisms
        if link.id in names
    ]
    frame = pd.DataFrame.from_records(records, columns=["condition", "id", "mechanism", "evidence", "standing"])
    colours = alt.Scale(domain=list(SUPPORT_COLOURS), range=[COLOURS[c] for c in SUPPORT_COLOURS.values()])
    shapes = alt.Scale(domain=list(SUPPORT_SHAPES), range=list(SUPPORT_SHAPES.values()))
    pick = alt.selection_point(name="cell", fields=["id"], on="click", empty=False)
    fill = alt.Fill("evidence:N").scale(colours).legend(None)
    chart = (
        alt.Chart(frame)
        .mark_point(size=110, strokeWidth=2, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("mechanism:N").title(None).axis(_across()).scale(domain=list(numbered.values())),
            y=alt.Y("condition:N").title(None).axis(labelLimit=alt.expr(_LIMIT), grid=True).sort(None),
            stroke=alt.Stroke("evidence:N").scale(colours).legend(None),
            fill=alt.condition("datum.standing == 'supported'", fill, alt.value("transparent")),
            shape=alt.Shape("evidence:N").scale(shapes).legend(None),
            tooltip=["condition:N", "mechanism:N", "evidence:N", "standing:N"],
        )
        .add_params(pick)
        .properties(height=CELL * frame["condition"].nunique() + 200)
    )
    words = tuple(f"{r['condition']}: {r['mechanism']} ({r['standing']}, {r['evidence']})" for r in records)
    title = f"{len(records)} places where a mechanism is thought to matter; {_supported(records)} are supported there."
    return Picture(chart, title, f"Grid of conditions and mechanisms. {title} Each is in words below.", words)


def _across() -> alt.Axis:
    """Names on end above the columns; on a phone their numbers, which the list below explains."""
    return alt.Axis(
        orient="top",
        labelExpr=f"{NARROW} ? split(datum.value, ' ')[0] : datum.value",
        labelAngle=alt.expr(f"{NARROW} ? 0 : -60"),
        labelAlign=alt.expr(f"{NARROW} ? 'center' : 'left'"),
        labelLimit=220,
        labelOverlap=False,
        grid=True,
    )


def _supported(records: Sequence[dict[str, str]]) -> int:
    return sum(record["standing"] == "supported" for record in records)
