"""Side effects with and without the medicine: two dots a line on the scale of 100 people, the widest gap on top."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, Drawn, Picture, drawn_once, names_above, names_beside
from explainer.evidence.hundred import Hundred

ROW_HEIGHT = 26
MOST_DRAWN = 10


@drawn_once
def harms_chart(harms: Sequence[tuple[str, Hundred]], *, what: str, drug: str, control: str) -> Picture:
    """Paired dots per 100 people, sorted by difference. ``harms`` are pairs of a unique name and a picture.

    ``what`` names the harms in the title; ``drug`` and ``control`` name the two groups in the legend. Of many harms
    those with the largest differences are drawn; the words have all of them.
    """
    made = by_gap(harms)
    words = tuple(f"{name}: {p.with_ketamine} against {p.without} of 100 people" for name, p in made)
    widest = words[0] if words else "none"
    title = f"{len(made)} {what}; the biggest difference: {widest[:1].lower()}{widest[1:]}."
    widest_first = sorted(made, key=lambda pair: -abs(pair[1].without - pair[1].with_ketamine))[:MOST_DRAWN]
    title += f" The {MOST_DRAWN} largest differences are drawn." if len(made) > MOST_DRAWN else ""
    draw = partial(_drawn, by_gap(widest_first), drug, control)
    return Picture(title, f"Paired dots. {title} Each is in the table below.", words, draw)


def by_gap(harms: Sequence[tuple[str, Hundred]]) -> list[tuple[str, Hundred]]:
    """The harms sorted by "with the drug minus without", largest first; harms that are rarer with it come last."""
    return sorted(harms, key=lambda pair: pair[1].without - pair[1].with_ketamine)


def _drawn(made: list[tuple[str, Hundred]], drug: str, control: str, narrow: bool) -> Drawn:
    records = [
        {"effect": name, "group": group, "people": number, "drug": p.with_ketamine, "control": p.without}
        for name, p in made
        for group, number in ((drug, p.with_ketamine), (control, p.without))
    ]
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
    layers: Drawn = alt.layer(gaps, dots, *names).properties(height=ROW_HEIGHT * len(made) + 110)
    return layers
