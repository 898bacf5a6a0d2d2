"""What all charts share: the colours of readings and lanes, and what a finished picture consists of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, ParamSpec

# People with the common kinds of colour blindness can tell these apart (after Okabe and Ito, 2008,
# https://jfly.uni-koeln.de/color/). Darkened for a contrast of 3:1 on the light and the dark page (WCAG 2.2, 1.4.11).
COLOURS = {
    "blue": "#2b7bba",
    "green": "#1d8f6b",
    "orange": "#bf7b10",
    "violet": "#8a63c4",
    "red": "#cf5340",
    "gray": "#7c868e",
}


INK, GRID = "#1d2a33", "#d3dadf"
"""Colours of words and of grid lines. On a page both become the colour of the text around them (``drawn.py``)."""

WIDTHS = {False: 704, True: 344}
"""Width of a picture in pixels; the key says whether it is drawn for a phone."""

LETTERS_ABOVE = 48
"""Letters of a name that have room above its marks on a phone; a longer name would leave no room for the plot."""
NO_LIMIT = 0
"""For the length of a label: looking for the place to cut one takes Vega most of the time of a picture."""

CONFIG = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "text": {"color": INK, "fontSize": 13},
    "title": {"color": INK},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": NO_LIMIT,
    },
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "labelLimit": NO_LIMIT},
}
"""How every picture looks where its chart says nothing else (Vega-Lite's ``config``)."""

Spec = dict[str, Any]
"""A chart in Vega-Lite's own terms, its data in ``datasets``."""

P = ParamSpec("P")


@dataclass(frozen=True)
class Picture:
    """A chart, the finding it shows, and its words for those who can't see it.

    The chart is drawn when it is first needed: a page that is only read never draws it.
    """

    title: str
    """The finding."""
    alt: str
    rows: tuple[str, ...]
    """One line a mark."""
    draw: Callable[[bool], Spec] = field(compare=False)
    """Makes the chart; the argument says whether it is for a phone."""

    def spec(self, *, narrow: bool = False) -> Spec:
        """The chart as Vega-Lite. Made and checked once for each width, as this is the slowest step of a page."""
        kept: dict[bool, Spec] = self.__dict__.setdefault("_specs", {})
        if narrow not in kept:
            kept[narrow] = self.draw(narrow)
        return kept[narrow]


def drawn_once(builder: Callable[P, Picture]) -> Callable[P, Picture]:
    """Cache the pictures of a builder by its arguments, because drawing is most of a page's work.

    Arguments must be hashable; a list is allowed and is passed on as a tuple.
    """
    kept = lru_cache(maxsize=512)(lambda args, named: builder(*args, **dict(named)))

    @wraps(builder)
    def draw(*args: P.args, **named: P.kwargs) -> Picture:
        return kept(tuple(map(_fixed, args)), tuple((name, _fixed(value)) for name, value in named.items()))

    return draw


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


MARK = "https://mark.invalid/"
"""Begins the address of a mark until the page is known that it leads to; Vega keeps only addresses of this kind."""
