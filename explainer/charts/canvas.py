"""A picture laid out in pixels: words, lines, boxes and trials' marks, drawn with Vega-Lite like every other picture.

For pictures whose places a scale can't give: rows of different heights, columns of text, marks that make room for each
other. Altair builds and checks the layers once; a picture only fills in its records.
"""

import textwrap
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from explainer.charts.plot import plot
from explainer.charts.style import GRID, INK, Spec

LETTER = 0.53
"""Mean width of a letter, as a share of the size of its font."""
BOXES, RULES, TEXTS, MARKS = "boxes", "rules", "texts", "marks"

Record = dict[str, Any]


@dataclass
class Canvas:
    """The pieces of a picture, each at a place in pixels from its upper left corner.

    A piece with an ``id`` is a link, and ``words`` say where it leads.
    """

    width: float
    height: float = 0
    records: dict[str, list[Record]] = field(
        default_factory=lambda: {name: [] for name in (BOXES, RULES, TEXTS, MARKS)}
    )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        ink: str = INK,
        size: float = 13,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        id: str = "",
        words: str = "",
    ) -> None:
        """Put one line of words, its middle at height ``y``."""
        weight = "bold" if bold else "normal"
        record = {"x": x, "y": y, "text": text, "ink": ink, "size": size, "weight": weight, "align": align}
        self.records[TEXTS].append(record | {"id": id or None, "words": words or text})

    def lines(
        self, x: float, y: float, text: str, width: float, *, size: float = 13, step: float = 17, **look: Any
    ) -> float:
        """Put words in as many lines as they need within ``width`` pixels; the height below the last one."""
        wrapped = textwrap.wrap(text, max(8, int(width / (size * LETTER)))) or [""]
        for number, line in enumerate(wrapped):
            self.text(x, y + step * number, line, size=size, **({"words": text} | look))
        return y + step * len(wrapped)

    def rule(
        self, x: float, y: float, x2: float, y2: float, *, ink: str = GRID, width: float = 1, dash: str = ""
    ) -> None:
        """Draw a line."""
        self.records[RULES].append({"x": x, "y": y, "x2": x2, "y2": y2, "ink": ink, "width": width, "dash": dash})

    def box(
        self,
        x: float,
        y: float,
        x2: float,
        y2: float,
        *,
        fill: str = "transparent",
        ink: str = "transparent",
        opacity: float = 1,
        dash: str = "",
        corner: float = 5,
        id: str = "",
        words: str = "",
    ) -> None:
        """Draw a box; ``corner`` is the radius of its corners."""
        record = {
            "x": x,
            "y": y,
            "x2": x2,
            "y2": y2,
            "fill": fill,
            "ink": ink,
            "opacity": opacity,
            "dash": dash,
            "corner": corner,
        }
        self.records[BOXES].append(record | {"id": id or None, "words": words})

    def mark(
        self,
        x: float,
        y: float,
        *,
        ink: str,
        fill: str = "transparent",
        size: float = 95,
        shape: str = "circle",
        inside: Literal["", "half", "dot"] = "",
        id: str = "",
        words: str = "",
    ) -> None:
        """Put a mark; ``size`` in square pixels, as Vega has it."""
        record = {"x": x, "y": y, "ink": ink, "fill": fill, "size": size, "shape": shape, "inside": inside}
        self.records[MARKS].append(record | {"id": id or None, "words": words})

    def spec(self) -> Spec:
        """The picture in Vega-Lite's own terms."""
        spec = deepcopy(_layers())
        return spec | {
            "width": self.width,
            "height": self.height,
            "datasets": self.records,
            "autosize": "none",
            "padding": 0,
        }


@lru_cache(maxsize=1)
def _layers() -> Spec:
    """The layers without their records."""
    return plot("canvas", BOXES, RULES, TEXTS, MARKS)(False)
