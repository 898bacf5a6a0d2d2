"""A pair of pictures of 100 people each, with and without ketamine, on the same scale."""

from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, NARROW, Drawn, Picture, drawn_once
from explainer.evidence.hundred import Hundred
from explainer.words.hundred import difference

SIDE = 10
_LABELS = ("ketamine", "comparison")


@drawn_once
def people_chart(picture: Hundred) -> Picture:
    """Two arrays of 10 x 10 people; those with the event are filled, and the digits stand above."""
    title = difference(picture)
    title = title[:1].upper() + title[1:]
    words = (
        f"{picture.event[:1].upper()}{picture.event[1:]}: {picture.with_ketamine} of 100 people with {picture.drug} "
        "against "
        f"{picture.without} of 100 people with {picture.comparison}. {title}."
    )
    return Picture(title, words, (words,), partial(_drawn, picture))


def _drawn(picture: Hundred, dark: bool) -> Drawn:
    records = [
        {"group": group, "x": place % SIDE + shift, "y": place // SIDE, "event": place < number, "order": place}
        for group, number, shift in zip(_LABELS, (picture.with_ketamine, picture.without), (0, SIDE + 2), strict=True)
        for place in range(SIDE * SIDE)
    ]
    colour = COLOURS["green"] if picture.is_good else COLOURS["red"]
    people = (
        alt.Chart(pd.DataFrame(records))
        .mark_point(shape="circle", size=70, strokeWidth=1, opacity=1)
        .encode(
            x=alt.X("x:Q").axis(None).scale(domain=[-0.5, 2 * SIDE + 1.5]),
            y=alt.Y("y:Q").axis(None).scale(domain=[SIDE - 0.5, -2]),
            fill=alt.condition("datum.event", alt.value(colour), alt.value("transparent")),
            stroke=alt.condition("datum.event", alt.value(colour), alt.value(COLOURS["gray"])),
            tooltip=alt.value(None),
        )
    )
    heads = pd.DataFrame(
        {
            "x": [0, SIDE + 2],
            "y": [-1.4, -1.4],
            "words": [
                f"{picture.drug.capitalize()}: {picture.with_ketamine} of 100",
                f"Comparison: {picture.without} of 100",
            ],
        }
    )
    digits = (
        alt.Chart(heads)
        .mark_text(align="left", fontSize=alt.expr(f"{NARROW} ? 11 : 14"), fontWeight="bold", color=INK[dark])
        .encode(x="x:Q", y="y:Q", text="words:N")
    )
    drawn: Drawn = alt.layer(people, digits).properties(height=240, view=alt.ViewConfig(stroke=None))
    return drawn
