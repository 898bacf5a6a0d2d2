"""Groups of trials as bars: how many met their main outcome, missed it, or neither."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, Drawn, Picture, drawn_once
from explainer.evidence.influences import GroupCount, TrialOutcome
from explainer.words.influences import OUTCOME_WORDS, influence_line, influence_title

ROW_HEIGHT = 56
"""Height of a bar with its name above it, in pixels."""
FRAME = 70
"""Height of the legend, in pixels: Streamlit fits it into the height of the chart."""
LEAST_FOR_A_NUMBER = 0.04
"""Smallest part, as a share of the longest bar, that has room for its number; other numbers are only in the words."""
PARTS: dict[TrialOutcome, str] = {"met": "green", "missed": "red", "other": "gray"}


@drawn_once
def influence_bars(what: str, groups: Sequence[GroupCount]) -> Picture:
    """A bar for each group, its parts in numbers."""
    title = influence_title(what, groups)
    return Picture(title, f"Bars. {title}", tuple(map(influence_line, groups)), partial(_drawn, groups))


def _drawn(groups: Sequence[GroupCount], narrow: bool) -> Drawn:
    longest = max(group.settled + group.other for group in groups)
    records = [record for group in groups for record in _parts(group, longest)]
    y = alt.Y("group:N").sort([group.group for group in groups]).axis(None)
    base = alt.Chart(pd.DataFrame(records)).encode(y=y)
    names = list(OUTCOME_WORDS.values())
    colours = alt.Scale(domain=names, range=[COLOURS[colour] for colour in PARTS.values()])
    legend = alt.Legend(orient="bottom", title=None, columns=2)
    x = alt.X("from:Q").axis(None)
    bars = base.mark_bar(height=26).encode(x=x, x2="to:Q", color=alt.Color("went:N").scale(colours).legend(legend))
    middle = base.transform_calculate(middle="(datum.from + datum.to) / 2")
    numbers = middle.mark_text(color="white", fontWeight="bold", fontSize=13).encode(x="middle:Q", text="number:N")
    named = base.transform_filter("datum.from == 0")
    labels = named.mark_text(align="left", dy=-22, color=INK).encode(x=alt.value(0), text="group:N")
    height = ROW_HEIGHT * len(groups) + FRAME
    return alt.layer(bars, numbers, labels).properties(height=height)


def _parts(group: GroupCount, longest: int) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    start = 0
    counts: tuple[tuple[TrialOutcome, int], ...] = (
        ("met", group.met),
        ("missed", group.missed),
        ("other", group.other),
    )
    for part, number in counts:
        if number:
            where = {
                "from": start,
                "to": start + number,
                "number": str(number) if number >= LEAST_FOR_A_NUMBER * longest else "",
            }
            records.append({"group": group.group, "went": OUTCOME_WORDS[part], **where})
        start += number
    return records
