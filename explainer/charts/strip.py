"""Trials along an axis of people: one mark is one trial, its look says how its main outcome went."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from explainer.charts.canvas import Canvas
from explainer.charts.style import COLOURS, GRID
from explainer.evidence.marks import MarkKind, TrialMark
from explainer.words.marks import mark_line

APART = 12
"""Least distance between the middles of two marks, in pixels."""
TICKS = (10, 30, 100, 300, 1_000)
SIZE, SMALL = 95, 38
"""Of a mark, and of one in a picture as small as a word, in the square pixels of Vega."""
_INSIDE: dict[MarkKind, Literal["half", "dot"]] = {"part": "half", "beside": "dot"}


@dataclass(frozen=True)
class PeopleAxis:
    """Where a number of people stands: a logarithmic axis from ``left`` to ``right``, in pixels."""

    left: float
    right: float
    least: int
    most: int

    def at(self, people: int) -> float:
        """Return the place of a number of people, in pixels."""
        share = (log(people) - log(self.least)) / (log(self.most) - log(self.least))
        return self.left + share * (self.right - self.left)

    @property
    def ticks(self) -> list[int]:
        """The numbers named below the axis."""
        return [tick for tick in TICKS if self.least <= tick <= self.most]


def people_axis(marks: Sequence[TrialMark], left: float, right: float) -> PeopleAxis:
    """The axis on which all these marks have room."""
    sizes = [mark.people for mark in marks if mark.people] or [TICKS[0], TICKS[-1]]
    return PeopleAxis(left, right, min(*sizes, TICKS[0]), max(*sizes, TICKS[2]))


def lanes(marks: Sequence[TrialMark], axis: PeopleAxis, apart: float = APART) -> dict[str, int]:
    """Give each mark of known size, by its id, the first lane where none before it is too close: 0, 1, -1, 2, ..."""
    ends: dict[int, float] = {}
    chosen: dict[str, int] = {}
    order = [0, *(side * step for step in range(1, len(marks) + 1) for side in (1, -1))]
    for mark in marks:
        if mark.people:
            place = axis.at(mark.people)
            lane = next(lane for lane in order if place - ends.get(lane, -apart) >= apart)
            ends[lane], chosen[mark.id] = place, lane
    return chosen


def draw_mark(
    canvas: Canvas,
    mark: TrialMark,
    x: float,
    y: float,
    colour: str,
    *,
    faded: bool = False,
    small: bool = False,
    times: float = 1,
) -> None:
    """Put a trial's mark onto the canvas; ``colour`` is the name of one of ``COLOURS``. A ``small`` one is no link.

    ``times`` enlarges its area.
    """
    ink = GRID if faded else COLOURS["gray" if mark.kind == "other" else colour]
    fill = ink if mark.kind in ("met", "other") else "transparent"
    size = (SMALL if small else SIZE) * times * (0.25 if mark.kind == "other" else 1)
    inside: Literal["", "half", "dot"] = _INSIDE.get(mark.kind, "")
    link = {} if small else {"id": mark.id, "words": mark_line(mark)}
    canvas.mark(x, y, ink=ink, fill=fill, size=size, inside=inside, **link)


def legend_kinds(marks: Sequence[TrialMark]) -> tuple[MarkKind, ...]:
    """The kinds of mark that there are, in the order of the legend."""
    order: tuple[MarkKind, ...] = ("met", "missed", "part", "beside", "other")
    return tuple(kind for kind in order if any(mark.kind == kind for mark in marks))
