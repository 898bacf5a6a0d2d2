"""A picture as SVG that comes with the page: its marks are links, its ink is the colour of the text around it.

Vega-Lite draws a picture once for a wide page and once for a phone; the same SVG serves the light and the dark theme.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from importlib.metadata import version
from math import dist
from pathlib import Path
from xml.etree import ElementTree as ET

from explainer.charts.kept import kept_on_disk
from explainer.charts.plot import vega
from explainer.charts.style import CONFIG, GRID, INK, MARK, WIDTHS, Picture

TARGET = 12
"""Largest radius in pixels of the area around a mark that can be pressed (WCAG 2.2, 2.5.8: 24 by 24)."""
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_KEPT = 2048
_FOR_PROGRAMS = ("class", "role", "aria-roledescription", "aria-hidden", "aria-label", "pointer-events", "font-family")
"""Attributes that Vega writes for its own program and for readers of a picture without words beside it."""
_NOTHING = ({"display": "none"}, {"d": ""}, {"opacity": "0"})

_MAKER = f"{version('vl-convert-python')}{CONFIG}{Path(__file__).read_text(encoding='utf-8')}"
"""What a drawing depends on besides its chart."""
_USUAL = (
    ' stroke-dasharray="1,0"',
    ' font-weight="normal"',
    ' text-anchor="start"',
    ' opacity="1"',
    ' stroke-width="1"',
)
"""Attributes that say what is so anyway."""


def svg(picture: Picture, *, narrow: bool = False) -> str:
    """The picture as SVG, kept for the next reader. Marks that open something lead to ``MARK`` and their id."""
    return _svg(json.dumps(picture.spec(narrow=narrow)), narrow)


@lru_cache(maxsize=_KEPT)
def _svg(spec: str, narrow: bool) -> str:
    return kept_on_disk(f"{spec}{narrow}{_MAKER}", lambda: _drawn(spec, narrow))


def _drawn(spec: str, narrow: bool) -> str:
    whole = json.loads(spec)
    fitted = {"autosize": {"type": "fit", "contains": "padding"}, "width": WIDTHS[narrow], "padding": 2}
    drawn = vega("convert").as_svg(fitted | whole | {"config": CONFIG, "background": None})
    root = ET.fromstring(drawn)
    _tidy(root)
    _give_areas(root)
    width, height = root.attrib["width"], root.attrib["height"]
    root.attrib = {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    text = ET.tostring(root, encoding="unicode").replace("ns0:", "").replace(":ns0", "")
    return _rounded(_with_ink(text))


def _as_link(link: ET.Element) -> None:
    """Name a mark's link by the mark's words."""
    mark = link[0]
    link.attrib = {"href": link.attrib[f"{_XLINK}href"]}
    mark.attrib.setdefault("fill", "transparent")  # without a fill only its outline could be pressed
    title = ET.Element(f"{_SVG}title")
    title.text = mark.attrib.get("aria-label", "")
    link.insert(0, title)


def _give_areas(root: ET.Element) -> None:
    """Give each mark an area to press that ends half-way to the next mark, so that none covers another."""
    links = [link for link in root.iter(f"{_SVG}a") if link[1].tag == f"{_SVG}path" and "transform" in link[1].attrib]
    places = [_place(link[1]) for link in links]
    for link, place in zip(links, places, strict=True):
        near = min((dist(place, other) for other in places if other != place), default=2 * TARGET)
        area = {"r": f"{min(TARGET, near / 2):.1f}", "fill": "transparent", "transform": link[1].attrib["transform"]}
        link.insert(1, ET.Element(f"{_SVG}circle", area))


def _place(mark: ET.Element) -> tuple[float, float]:
    x, y = re.findall(r"-?[\d.]+", mark.attrib["transform"])[:2]
    return float(x), float(y)


def _tidy(element: ET.Element) -> None:
    """Take away what nobody sees, from the inside out."""
    for child in list(element):
        if child.tag == f"{_SVG}a":
            _as_link(child)
        _tidy(child)
        for name in _FOR_PROGRAMS:
            child.attrib.pop(name, None)
        if _is_nothing(child):
            element.remove(child)
        elif child.tag == f"{_SVG}g" and not child.attrib:
            place = list(element).index(child)
            element[place : place + 1] = list(child)


def _is_nothing(child: ET.Element) -> bool:
    if child.tag == f"{_SVG}g":
        return not len(child)
    hidden = any(item.items() <= child.attrib.items() for item in _NOTHING)
    return hidden or (child.tag == f"{_SVG}path" and child.attrib.get("d", "").startswith("M0,0h0v0"))


def _with_ink(text: str) -> str:
    """Ink and grid in the colour of the words around the picture, so that both themes hold."""
    for usual in _USUAL:
        text = text.replace(usual, "")
    for part in ("stroke", "fill"):
        text = text.replace(f'{part}="{GRID}"', f'{part}="currentColor" {part}-opacity=".18"')
    return text.replace(f'"{INK}"', '"currentColor"')


def _rounded(text: str) -> str:
    """Two decimals are more than a screen shows."""
    return re.sub(r"(\d+\.\d\d)\d+", r"\1", text)


def linked(text: str, addresses: Mapping[str, str], chosen: str = "") -> str:
    """The drawn picture with the address of each mark, by its id; the ``chosen`` mark is the current one.

    Raises ``KeyError`` for a mark without an address.
    """

    def link(mark: re.Match[str]) -> str:
        name = unescape(mark[1])
        return f'href="{escape(addresses[name])}"' + (' aria-current="true"' if name == chosen else "")

    return re.sub(rf'href="{MARK}([^"]*)"', link, text)
