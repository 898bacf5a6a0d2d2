"""A forest plot of one panel: the right side always favours ketamine; marks show blinding and the main outcome."""

from copy import deepcopy
from functools import lru_cache, partial
from typing import Any

from explainer.charts.plot import plot
from explainer.charts.style import Picture, Spec
from explainer.content.trials import ComparatorKind
from explainer.evidence.findings import Axis, Mark
from explainer.evidence.forest import Panel
from explainer.words.forest import OURS, Line, axis_title, plot_alt, plot_lines, plot_title

ROWS = "rows"
"""The name of the data of a plot."""
ROW_HEIGHT = 54
INVISIBLE = "\u200b"
FRAME = 140
"""Height of title and axis, in pixels: Streamlit fits them into the height of the chart."""
SHAPES: dict[ComparatorKind | None, str] = {
    "active-placebo": "circle",
    "inactive": "triangle-up",
    "active-treatment": "square",
    "none": "cross",
    None: "diamond",
}
MAIN: dict[Mark, str] = {
    "met": "green",
    "missed": "red",
    "further": "gray",
    "announced": "orange",
    "review": "violet",
    "ours": "blue",
}


def forest_chart(panel: Panel) -> Picture:
    """Points with intervals, one line a finding; a line without a printed interval says so.

    The marks are links, with the ids of the rows.
    """
    lines = plot_lines(panel)
    words = tuple(line.sentence for line in lines)
    return Picture(plot_title(panel), plot_alt(panel, lines), words, partial(_drawn, panel.axis, lines))


def _drawn(axis: Axis, lines: tuple[Line, ...], narrow: bool) -> Spec:
    records = list(map(_record, lines, range(len(lines))))
    spec = deepcopy(_empty_plot(axis.is_ratio, narrow))
    for layer in spec["layer"]:
        if "y" in layer["encoding"]:
            layer["encoding"]["y"]["scale"]["domain"] = [record["line"] for record in records]
        if "title" in layer["encoding"]["x"]:
            layer["encoding"]["x"]["title"] = axis_title(axis)
    spec |= {"height": ROW_HEIGHT * len(records) + FRAME, "datasets": {ROWS: records}}
    return spec


@lru_cache
def _empty_plot(is_ratio: bool, narrow: bool) -> Spec:
    """The plot without its rows: built and checked once, a change of a filter only fills it."""
    shapes = {kind or "": shape for kind, shape in SHAPES.items()}
    spec = plot("forest", ROWS, is_ratio, MAIN, shapes)(narrow)
    spec["layer"][0]["data"] = {"values": [{"null": 1 if is_ratio else 0}]}
    return spec


def _record(line: Line, place: int) -> dict[str, Any]:
    named = "\n".join(map(_short, (line.name, *line.detail.split("; "))))
    return {
        "id": None if line.id == OURS else line.id,
        "line": named + INVISIBLE * place,  # Vega draws rows with equal labels on one line
        "name": line.name,
        "detail": line.detail,
        "mark": line.mark,
        "comparator": line.comparator or "",
        "drawn": line.is_drawn,
        "ours": line.interval != "printed",
        "estimate": line.estimate,
        "low": line.low,
        "high": line.high,
        "words": line.short,
        "sentence": line.sentence,
    }


def _short(detail: str, limit: int = 44) -> str:
    return detail if len(detail) <= limit else f"{detail[: limit - 1].rstrip()}…"
