"""Figures over time that have different units, each as a multiple of its own first figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once


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
    return Picture(
        title, f"Lines over time. {title} Every figure is in words below.", words, plot("growth", records, names)
    )


def _last(points: Sequence[Point], name: str) -> float:
    return [point.value for point in points if point.series == name][-1]
