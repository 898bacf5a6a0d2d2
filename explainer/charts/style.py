"""What all charts share: the colours of readings and lanes, and what a finished picture consists of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, ParamSpec

import altair as alt

from explainer.content.reference import ReadingStep

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


INK = {False: "#1d2a33", True: "#e7edf0"}
"""Colour of words inside a chart; the key says whether the page is dark. Streamlit's theme sets the other colours."""


NARROW = "windowSize()[0] < 640"
"""Vega expression: whether the window is a phone's (Streamlit stacks its columns at the same width)."""

WHOLE_WIDTH = alt.expr("width")
"""How long a name above a mark may be on a phone: longer ones end in an ellipsis instead of at the edge."""

Spec = dict[str, Any]
"""A chart in Vega-Lite's own terms, its data in ``datasets``."""

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

alt.theme.enable("none")  # sizes and colours come from the page


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
    draw: Callable[[bool], Drawn | Spec] = field(compare=False)
    """Makes the chart; the argument says whether the page is dark."""

    def spec(self, *, dark: bool = False) -> Spec:
        """The chart as Vega-Lite. Made and checked once for each theme, as this is the slowest step of a page."""
        kept: dict[bool, Spec] = self.__dict__.setdefault("_specs", {})
        if dark not in kept:
            chart = self.draw(dark)
            kept[dark] = chart if isinstance(chart, dict) else chart.to_dict()
        return kept[dark]


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


def reading_colour(steps: Sequence[ReadingStep]) -> alt.Scale:
    """Colour by reading, the same in every chart."""
    return alt.Scale(domain=[step.reading for step in steps], range=[COLOURS[step.colour] for step in steps])


def reading_shape(steps: Sequence[ReadingStep]) -> alt.Scale:
    """Shape by reading, the same in every chart."""
    return alt.Scale(domain=[step.reading for step in steps], range=[step.shape for step in steps])


def with_ink(chart: Drawn, *, dark: bool) -> Drawn:
    """The chart with axes and a legend that can be read: the theme's grey has less than 4.5:1 on the light page."""
    ink = INK[dark]
    inked: Drawn = chart.configure_axis(labelColor=ink, titleColor=ink).configure_legend(labelColor=ink, titleColor=ink)
    return inked
