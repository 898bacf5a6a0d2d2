"""Figures over time that have different units, each as a multiple of its own first figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, INK, Drawn, Picture, drawn_once


@dataclass(frozen=True)
class Point:
    """One year's figure of a series, as a number and as it is shown."""

    series: str
    year: int
    value: float
    shown: str


@drawn_once
def growth_chart(points: Sequence[Point]) -> Picture:
    """One line a series on a logarithmic axis that begins at 1, "as much as at first"."""
    first: dict[str, float] = {}
    for point in points:
        first.setdefault(point.series, point.value)
    names = list(first)
    records = [
        {
            "series": point.series,
            "number": str(names.index(point.series) + 1),
            "year": point.year,
            "times": point.value / first[point.series],
            "shown": point.shown,
        }
        for point in points
    ]
    words = tuple(
        f"{number} {name}: " + ", ".join(f"{p.shown} in {p.year}" for p in points if p.series == name)
        for number, name in enumerate(names, start=1)
    )
    grew = sum(_last(points, name) > first[name] for name in names)
    title = f"{grew} of {len(names)} figures are higher at the end than at the start."
    draw = partial(_drawn, records, names)
    return Picture(title, f"Lines over time. {title} Every figure is in words below.", words, draw)


def _drawn(records: list[dict[str, object]], names: list[str], narrow: bool) -> Drawn:
    frame = pd.DataFrame.from_records(records)
    lowest, highest = min(1.0, float(frame["times"].min())), float(frame["times"].max())
    colours = alt.Scale(domain=names, range=[*COLOURS.values()] * 2)
    x = alt.X("year:Q").title("Year").axis(format="d", tickMinStep=1)
    y = (
        alt.Y("times:Q")
        .title("times the first figure")
        .scale(type="log", nice=False, domain=[lowest, 1.2 * highest])
        .axis(values=[0.5, 1, 2, 5, 10, 20])
    )
    base = alt.Chart(frame).encode(x=x, y=y, color=alt.Color("series:N").scale(colours).legend(None))
    lines = base.mark_line(point=alt.OverlayMarkDef(size=70, filled=True), strokeWidth=2, strokeDash=[6, 3])
    last = base.transform_window(rank="rank()", sort=[alt.SortField("year", order="descending")], groupby=["series"])
    ends = last.transform_filter("datum.rank == 1").mark_text(align="left", dx=8, fontWeight="bold", color=INK)
    labels = ends.encode(text="number:N", color=alt.value(INK))
    return alt.layer(lines, labels).properties(height=340)


def _last(points: Sequence[Point], name: str) -> float:
    return [point.value for point in points if point.series == name][-1]
