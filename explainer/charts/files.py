"""A picture as a file to keep: the plot with its finding above it."""

from collections.abc import Sequence
from typing import Any

from explainer.charts.canvas import MARKS
from explainer.charts.plot import vega
from explainer.charts.style import INK, Picture, Spec

WIDTH = 460
"""Width of the plot in pixels, without the names of its rows."""
SCALE = 2
"""Pixels of a PNG for each pixel of the page."""
_FOR_DRAWING = ("line", "drawn", "mark", "words")
"""Columns of a chart's records that only repeat others for its drawing."""


def as_svg(picture: Picture) -> bytes:
    """The picture as SVG, light, with its title."""
    svg: str = vega("convert").as_svg(_alone(picture))
    return svg.encode()


def as_png(picture: Picture) -> bytes:
    """The same as PNG, in twice the size."""
    png: bytes = vega("convert").as_png(_alone(picture), SCALE)
    return png


def _alone(picture: Picture) -> Spec:
    """Return a copy of the chart for use outside the page: with its title, a fixed width and a white background."""
    sides = picture.spec().get("title", {}).get("text", "")
    title = {"text": picture.title, "subtitle": sides, "anchor": "start", "limit": 900, "offset": 12}
    look = {"title": title, "width": WIDTH, "background": "white", "padding": 16, "config": _CONFIG}
    spec: Spec = _without_links(picture.spec()) | look
    return spec


def _without_links(part: Any) -> Any:
    """Return a copy of a chart whose marks are no links: a file does not know the address of the site."""
    if isinstance(part, dict):
        return {key: _without_links(value) for key, value in part.items() if key != "href"}
    return [_without_links(value) for value in part] if isinstance(part, list) else part


_CONFIG = {
    "font": "Helvetica, Arial, sans-serif",
    "text": {"color": INK},
    "axis": {"labelColor": INK, "titleColor": INK},
}


def as_rows(picture: Picture) -> list[Sequence[object]]:
    """The data of the picture, the names of the columns first: the records it is drawn from.

    A picture that is laid out in pixels has no other records than its marks, so its rows are what each of them says.
    """
    datasets = picture.spec().get("datasets", {})
    if MARKS in datasets:
        return [("mark",), *((row,) for row in picture.rows)]
    records = [record for each in datasets.values() for record in each]
    columns = list(dict.fromkeys(name for record in records for name in record if name not in _FOR_DRAWING))
    return [columns, *([record.get(name) for name in columns] for record in records)]
