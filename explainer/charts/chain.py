"""The chain from dose to effect as a list with arcs: one line a mechanism, one arc a step."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, Picture
from explainer.content.prose import Mechanism
from explainer.content.reference import MechanismStep

DOSE = "dose"
ROW_HEIGHT = 34
SUPPORT_COLOURS = {"people": "green", "animals": "orange", "laboratory": "blue"}
SUPPORT_SHAPES = {"people": "circle", "animals": "triangle-up", "laboratory": "square"}
DASHES = {"supported": [1, 0], "proposed": [7, 4], "disputed": [2, 4]}


def chain_chart(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep], *, dark: bool = False) -> Picture:
    """Mechanisms in their order below the dose; arcs join the steps, coloured by where the support comes from.

    Clicking a mark selects its mechanism: parameter ``mechanism``, field ``id``.
    """
    places = {DOSE: 0} | {mechanism.id: number for number, mechanism in enumerate(mechanisms, start=1)}
    nodes = alt.Chart(_nodes(mechanisms, places))
    y = alt.Y("y:Q").axis(None).scale(domain=[len(places) - 0.5, -0.5])
    x = alt.X("x:Q").axis(None).scale(domain=[-1.6, 4.2])
    colours = alt.Scale(domain=list(SUPPORT_COLOURS), range=[COLOURS[c] for c in SUPPORT_COLOURS.values()])
    arcs = (
        alt.Chart(_arcs(steps, places))
        .mark_line(interpolate="basis", strokeWidth=2.5, opacity=0.85)
        .encode(
            x=x,
            y=y,
            detail="step:N",
            order="point:O",
            color=alt.Color("evidence:N").scale(colours).legend(None),
            strokeDash=alt.StrokeDash("standing:N")
            .scale(domain=list(DASHES), range=list(DASHES.values()))
            .legend(None),
        )
    )
    pick = alt.selection_point(name="mechanism", fields=["id"], on="click", empty=False)
    shapes = alt.Scale(domain=list(SUPPORT_SHAPES), range=list(SUPPORT_SHAPES.values()))
    marks = (
        nodes.mark_point(filled=True, size=170, opacity=1, cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=alt.Color("evidence:N").scale(colours).legend(None),
            shape=alt.Shape("evidence:N").scale(shapes).legend(None),
            tooltip=["name:N", "evidence:N", "standing:N"],
        )
        .add_params(pick)
    )
    names = nodes.mark_text(align="left", dx=14, fontSize=13, color=INK[dark]).encode(x=x, y=y, text="label:N")
    chart = alt.layer(arcs, marks, names).properties(height=ROW_HEIGHT * len(places))
    return Picture(chart, _title(steps), _alt(mechanisms, steps), _words(mechanisms, steps))


def _nodes(mechanisms: Sequence[Mechanism], places: dict[str, int]) -> pd.DataFrame:
    records: list[dict[str, object]] = [
        {"id": DOSE, "name": "The dose", "label": "The dose", "evidence": None, "standing": "", "y": 0, "x": 0}
    ]
    for each in mechanisms:
        disputed = " (disputed)" if each.standing == "disputed" else ""
        record = {"id": each.id, "name": each.name, "label": f"{each.name}{disputed}", "evidence": each.evidence}
        records.append({**record, "standing": each.standing, "y": places[each.id], "x": 0})
    return pd.DataFrame.from_records(records)


def _arcs(steps: Sequence[MechanismStep], places: dict[str, int]) -> pd.DataFrame:
    """Four control points a step, on the left of the names; longer steps reach further out."""
    records = []
    for step in steps:
        first, last = places[step.source], places[step.target]
        reach = -0.25 - 1.2 * abs(last - first) / len(places)
        corners = ((0.0, first), (reach, first), (reach, last), (0.0, last))
        for point, (x, y) in enumerate(corners):
            name = f"{step.source} to {step.target}"
            records.append((name, step.evidence, step.standing, point, x, y))
    return pd.DataFrame.from_records(records, columns=["step", "evidence", "standing", "point", "x", "y"])


def _title(steps: Sequence[MechanismStep]) -> str:
    people = sum(step.evidence == "people" and step.standing == "supported" for step in steps)
    disputed = sum(step.standing == "disputed" for step in steps)
    return f"{len(steps)} steps. Well supported in people: {people}. Disputed: {disputed}."


def _alt(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep]) -> str:
    return f"{len(mechanisms)} mechanisms below the dose, joined by {len(steps)} steps. Every step is in words below."


def _words(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep]) -> tuple[str, ...]:
    names = {DOSE: "The dose"} | {mechanism.id: mechanism.name for mechanism in mechanisms}
    return tuple(
        f"{names[step.source]} → {names[step.target]}: {step.standing}, seen in "
        f"{'the laboratory' if step.evidence == 'laboratory' else step.evidence}"
        for step in steps
    )
