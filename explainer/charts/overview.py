"""Every randomised trial in one picture: a row a condition, a mark a trial, placed by how many people took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from explainer.charts.canvas import Canvas
from explainer.charts.strip import APART, SIZE, PeopleAxis, draw_mark, lanes, people_axis
from explainer.charts.style import COLOURS, GRID, WIDTHS, Picture, Spec, drawn_once
from explainer.content.facts import OtherUse
from explainer.content.reference import ReadingStep
from explainer.evidence.marks import TrialMark
from explainer.evidence.summary import ConditionSummary
from explainer.words.marks import mark_line, met_words

NAMES, COUNTS, COUNTS_NARROW = 228, 84, 16
"""Pixels left of the axis for names, and right of it for the counts: on a wide page, and on a phone."""
OTHERS, OTHERS_ID = "Other uses people ask about", "all-other-uses"
"""Heading of the row of other uses, and the id of its link."""
ROW, HEADING, NOTE = 26, 40, 18
"""Least height of a row, height of a heading, and of a line of text, in pixels."""


@dataclass(frozen=True)
class Strip:
    """A condition with the marks of its trials."""

    row: ConditionSummary
    marks: tuple[TrialMark, ...]


@drawn_once
def overview_chart(strips: Sequence[Strip], title: str, *, by_family: bool, others: Sequence[OtherUse] = ()) -> Picture:
    """The picture of all trials, its conditions grouped by family or by reading.

    A mark links to its trial by the mark's id, a name to its condition by the condition's id. On a phone the names
    stand above the marks. ``others`` are trials of other uses: small marks in one row below, which link by their ids.
    """
    groups = "family" if by_family else "reading"
    marks = sum(len(strip.marks) for strip in strips)
    words = f"{len(strips)} conditions grouped by {groups}, a mark for each of {marks} trials. {title} In words below."
    return Picture(
        title,
        words,
        (*map(strip_line, strips), *map(_other_line, others)),
        partial(_drawn, strips, by_family, tuple(others)),
    )


def strip_line(strip: Strip) -> str:
    """A condition in words: its reading, how many met, and each trial."""
    trials = "; ".join(map(mark_line, strip.marks)) or "no randomised trial with a comparison group"
    counted = f" {met_words(strip.marks)}." if strip.marks else ""
    return f"{strip.row.name}: {strip.row.reading.reading}.{counted} {trials}."


def _other_line(use: OtherUse) -> str:
    return f"{use.use}: a trial of {use.people:,} people, not counted here"


def _drawn(strips: Sequence[Strip], by_family: bool, others: Sequence[OtherUse], narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    left, right = (12, canvas.width - COUNTS_NARROW) if narrow else (NAMES, canvas.width - COUNTS)
    axis = people_axis([mark for strip in strips for mark in strip.marks], left, right)
    for name, members in _grouped(strips, by_family=by_family).items():
        _heading(canvas, name, members[0].row.step if not by_family else None)
        for strip in members:
            if strip.marks:
                _row(canvas, strip, axis, narrow=narrow)
        _without(canvas, [strip.row.name for strip in members if not strip.marks])
    if others:
        _others(canvas, others, axis, narrow=narrow)
    _scale(canvas, axis)
    return canvas.spec()


def _grouped(strips: Sequence[Strip], *, by_family: bool) -> dict[str, list[Strip]]:
    order = sorted(strips, key=lambda strip: strip.row.step.order) if not by_family else strips
    groups: dict[str, list[Strip]] = {}
    for strip in order:
        name = strip.row.family if by_family else strip.row.reading.reading
        groups.setdefault(name.capitalize(), []).append(strip)
    for members in groups.values():
        members.sort(key=lambda strip: (strip.row.step.order if by_family else 0, -len(strip.marks)))
    return groups


def _heading(canvas: Canvas, name: str, step: ReadingStep | None) -> None:
    y = canvas.height + HEADING - 14
    if step:
        canvas.text(0, y, step.symbol, ink=COLOURS[step.colour])
    canvas.text(18 if step else 0, y, name, size=14, bold=True)
    canvas.rule(0, y + 12, canvas.width, y + 12, ink=COLOURS[step.colour] if step else GRID)
    canvas.height += HEADING


def _row(canvas: Canvas, strip: Strip, axis: PeopleAxis, *, narrow: bool) -> None:
    chosen = lanes(strip.marks, axis)
    above, below = -min(chosen.values(), default=0), max(chosen.values(), default=0)
    height = max(ROW, APART * (above + below) + 20)
    top = canvas.height + (NOTE if narrow else 0)
    middle = top + (height - APART * (above + below)) / 2 + APART * above
    name_y = canvas.height + 12 if narrow else middle
    step = strip.row.step
    canvas.text(0, name_y, step.symbol, ink=COLOURS[step.colour])
    canvas.text(18, name_y, strip.row.name, id=strip.row.id)
    canvas.text(canvas.width, name_y, met_words(strip.marks), align="right")
    canvas.rule(axis.left, middle, axis.right, middle)
    for mark in strip.marks:
        if mark.people:
            draw_mark(canvas, mark, axis.at(mark.people), middle + APART * chosen[mark.id], step.colour)
    canvas.height = top + height


def _others(canvas: Canvas, others: Sequence[OtherUse], axis: PeopleAxis, *, narrow: bool) -> None:
    """One row for the trials of other uses; whether they met their main outcome is not kept for them."""
    _heading(canvas, OTHERS, None)
    ends: dict[int, float] = {}
    top = canvas.height + (NOTE if narrow else 0)
    canvas.text(18, canvas.height + 12, "Trials of other uses", id=OTHERS_ID, words="Other uses, one by one")
    canvas.text(canvas.width, canvas.height + 12, "not counted", align="right")
    middle = top + ROW / 2 + (0 if narrow else 4)
    canvas.rule(axis.left, middle, axis.right, middle)
    for use in sorted(others, key=lambda each: each.people or 0):
        x = axis.at(use.people or 1)
        lane = next(lane for lane in range(len(others)) if x - ends.get(lane, -APART) >= APART)
        ends[lane] = x
        ink = COLOURS["gray"]
        canvas.mark(x, middle + APART * lane, ink=ink, fill=ink, size=SIZE / 4, id=use.id, words=_other_line(use))
    canvas.height = middle + APART * max(ends) + ROW / 2


def _without(canvas: Canvas, names: Sequence[str]) -> None:
    """The conditions of a group that have no randomised trial, in lines of text."""
    if names:
        text = f"No randomised trial with a comparison group: {', '.join(names)}"
        canvas.height = canvas.lines(18, canvas.height + NOTE / 2, text, canvas.width - 18, step=NOTE) - NOTE / 2


def _scale(canvas: Canvas, axis: PeopleAxis) -> None:
    """Lines for 10, 30, 100 ... people through the whole picture, named below it."""
    for tick in axis.ticks:
        x = axis.at(tick)
        canvas.rule(x, HEADING, x, canvas.height + 6)
        canvas.text(x, canvas.height + 16, f"{tick:,}", align="center")
    text = "people randomised (each line: about three times as many)"
    below = canvas.lines(axis.left, canvas.height + 34, text, canvas.width - axis.left, size=12, step=15)
    canvas.height = below - 5
