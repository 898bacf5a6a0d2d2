"""The chain from dose to effect as a list with arcs: one line a mechanism, one arc a step."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, NARROW, Drawn, Picture, drawn_once
from explainer.content.prose import Mechanism
from explainer.content.reference import DOSE, MechanismStep

ROW_HEIGHT = 34
MARKS_AT = f"{NARROW} ? 60 : 230"
"""Vega expression: pixels from the left edge to the marks; arcs are drawn to their left, names to their right."""
SUPPORT_COLOURS = {"people": "green", "animals": "orange", "laboratory": "blue"}
SUPPORT_SHAPES = {"people": "circle", "animals": "triangle-up", "laboratory": "square"}
DASHES = {"supported": [1, 0], "proposed": [7, 4], "disputed": [2, 4]}
SEEN = {"people": "people", "animals": "animals", "laboratory": "the laboratory"}


@drawn_once
def chain_chart(
    mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep], *, chosen: str | None = None
) -> Picture:
    """Mechanisms in their order below the dose; arcs join the steps, coloured by where the support comes from.

    Clicking anywhere on a line selects its mechanism: parameter ``step``, field ``id``; ``chosen`` is shaded.
    """
    draw = partial(_drawn, mechanisms, steps, chosen)
    return Picture(_title(steps), _alt(mechanisms, steps), _words(mechanisms, steps), draw)


def _drawn(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep], chosen: str | None, dark: bool) -> Drawn:
    places = {DOSE: 0} | {mechanism.id: number for number, mechanism in enumerate(mechanisms, start=1)}
    nodes = alt.Chart(_nodes(mechanisms, places))
    down = alt.Scale(domain=[len(places) - 0.5, -0.5])
    y = alt.Y("y:Q").axis(None).scale(down)
    at = alt.value(alt.expr(MARKS_AT))
    marks = nodes.mark_point(filled=True, size=170, opacity=1).encode(
        x=at,
        y=y,
        color=alt.Color("evidence:N").scale(_colours()).legend(None),
        shape=alt.Shape("evidence:N")
        .scale(domain=list(SUPPORT_SHAPES), range=list(SUPPORT_SHAPES.values()))
        .legend(None),
    )
    names = (
        nodes.transform_calculate(shown=f"{NARROW} ? replace(datum.label, ' (', '\\n(') : datum.label")
        .mark_text(
            align="left",
            dx=14,
            color=INK[dark],
            fontSize=alt.expr(f"{NARROW} ? 11 : 13"),
            lineBreak="\n",
            lineHeight=12,
        )
        .encode(x=at, y=y, text="shown:N")
    )
    layers = (_arcs_layer(_arcs(steps, places), y), marks, names, _lines_to_click(nodes, down, chosen, dark))
    drawn: Drawn = alt.layer(*layers).properties(height=ROW_HEIGHT * len(places))
    return drawn


def _colours() -> alt.Scale:
    return alt.Scale(domain=list(SUPPORT_COLOURS), range=[COLOURS[c] for c in SUPPORT_COLOURS.values()])


def _arcs_layer(arcs: pd.DataFrame, y: alt.Y) -> alt.Chart:
    lanes = alt.Scale(domain=[float(arcs["x"].min()), 0.0], range=[6, alt.expr(MARKS_AT)])
    drawn: alt.Chart = (
        alt.Chart(arcs)
        .mark_line(interpolate="basis", strokeWidth=2.5, opacity=0.9)
        .encode(
            x=alt.X("x:Q").axis(None).scale(lanes),
            y=y,
            detail="step:N",
            order="point:O",
            color=alt.Color("evidence:N").scale(_colours()).legend(None),
            strokeDash=alt.StrokeDash("standing:N")
            .scale(domain=list(DASHES), range=list(DASHES.values()))
            .legend(None),
        )
    )
    return drawn


def _lines_to_click(nodes: alt.Chart, down: alt.Scale, chosen: str | None, dark: bool) -> alt.Chart:
    """An unseen bar over each mark and name, so that a finger need not hit the mark itself."""
    pick = alt.selection_point(name="step", fields=["id"], on="click", empty=False)
    drawn: alt.Chart = (
        nodes.transform_filter(f"datum.id != '{DOSE}'")
        .transform_calculate(top="datum.y - 0.48", bottom="datum.y + 0.48")
        .mark_rect(cursor="pointer", color=INK[dark], cornerRadius=4)
        .encode(
            x=alt.value(alt.expr(f"({MARKS_AT}) - 14")),
            x2=alt.value("width"),
            y=alt.Y("top:Q").axis(None).scale(down),
            y2="bottom:Q",
            opacity=alt.condition(f"datum.id == '{chosen or ''}'", alt.value(0.13), alt.value(0)),
            tooltip=[
                alt.Tooltip("name:N", title="Mechanism"),
                alt.Tooltip("evidence:N", title="Best support"),
                alt.Tooltip("standing:N", title="Standing"),
            ],
        )
        .add_params(pick)
    )
    return drawn


def _nodes(mechanisms: Sequence[Mechanism], places: dict[str, int]) -> pd.DataFrame:
    records: list[dict[str, object]] = [
        {"id": DOSE, "name": "The dose", "label": "The dose", "evidence": None, "standing": "", "y": 0}
    ]
    for each in mechanisms:
        disputed = " (disputed)" if each.standing == "disputed" else ""
        record = {"id": each.id, "name": each.name, "label": f"{each.name}{disputed}", "evidence": each.evidence}
        records.append({**record, "standing": each.standing, "y": places[each.id]})
    return pd.DataFrame.from_records(records)


def _arcs(steps: Sequence[MechanismStep], places: dict[str, int]) -> pd.DataFrame:
    """Six control points for the arc of each step: ``x`` in lanes (0 at the marks, below 0 to the left), ``y`` in rows.

    Short steps come first; each step over more than one row gets a new lane, further left.
    """
    spans = sorted(steps, key=lambda step: abs(places[step.target] - places[step.source]))
    records = []
    lane = 1
    for step in spans:
        first, last = places[step.source], places[step.target]
        lane += abs(last - first) > 1
        bend = 0.7 if last > first else -0.7
        corners = ((0, first), (-lane, first), (-lane, first + bend), (-lane, last - bend), (-lane, last), (0, last))
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
        f"{names[step.source]} → {names[step.target]}: {step.standing}, seen in {SEEN[step.evidence]}" for step in steps
    )
