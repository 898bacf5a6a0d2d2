"""A picture as a file to keep: the plot with its finding above it."""

from typing import Any

import vl_convert

from explainer.charts.style import INK, Picture, Spec

WIDTH = 460
"""Width of the plot in pixels, without the names of its rows."""
SCALE = 2
"""Pixels of a PNG for each pixel of the page."""


def as_svg(picture: Picture) -> bytes:
    """The picture as SVG, light, with its title."""
    return vl_convert.vegalite_to_svg(_alone(picture)).encode()


def as_png(picture: Picture) -> bytes:
    """The same as PNG, in twice the size."""
    return vl_convert.vegalite_to_png(_alone(picture), scale=SCALE)


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
