"""Figures that sources give for the same thing, side by side: a point or a span for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once


@dataclass(frozen=True)
class Span:
    """One source's figure: a number, or two with a hyphen between them."""

    label: str
    group: str
    shown: str

    @property
    def ends(self) -> tuple[float, float]:
        """First and last value."""
        values = [float(value) for value in re.findall(r"\d+(?:\.\d+)?", self.shown)]
        return values[0], values[-1]


@drawn_once
def range_chart(spans: Sequence[Span], unit: str, title: str) -> Picture:
    """One line a figure, on one axis that begins at 0; the figure stands beside its mark."""
    words = tuple(f"{span.label}: {span.shown} {unit} ({span.group})" for span in spans)
    records = [
        {"label": span.label, "group": span.group, "low": span.ends[0], "high": span.ends[1], "shown": span.shown}
        for span in spans
    ]
    return Picture(title, f"{title} {len(spans)} figures, each in words below.", words, plot("ranges", records, unit))
