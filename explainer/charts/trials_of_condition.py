"""The trials of one condition by size: with their names where there are few, else as marks that make room."""

from collections.abc import Collection, Sequence
from functools import partial

from explainer.charts.canvas import Canvas
from explainer.charts.strip import APART, PeopleAxis, draw_mark, lanes, people_axis
from explainer.charts.style import WIDTHS, Picture, Spec, drawn_once
from explainer.evidence.marks import TrialMark
from explainer.words.marks import mark_line, short_name

MOST_NAMED = 9
"""With more trials than this, names are only in the words of the marks."""
ROW, MARGIN = 24, 12


@drawn_once
def condition_trials(marks: Sequence[TrialMark], colour: str, title: str, pale: Collection[str] = ()) -> Picture:
    """A mark for each trial of known size; those whose ids are in ``pale`` are left out of what is counted."""
    lines = tuple(map(mark_line, marks))
    return Picture(title, f"{title}. {'; '.join(lines)}.", lines, partial(_drawn, marks, colour, tuple(pale)))


def _drawn(marks: Sequence[TrialMark], colour: str, pale: Collection[str], narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    sized = [mark for mark in marks if mark.people]
    axis = people_axis(sized, MARGIN, canvas.width - MARGIN)
    draw = _named if len(sized) <= MOST_NAMED else _strip
    draw(canvas, sized, axis, colour, pale)
    for tick in axis.ticks:
        x = axis.at(tick)
        canvas.rule(x, 0, x, canvas.height + 2)
        canvas.text(x, canvas.height + 11, f"{tick:,}", size=12, align="center")
    canvas.text(axis.left, canvas.height + 28, "people randomised", size=12)
    canvas.height += 38
    return canvas.spec()


def _named(canvas: Canvas, marks: Sequence[TrialMark], axis: PeopleAxis, colour: str, pale: Collection[str]) -> None:
    """One row a trial, its name on the side with more room."""
    for number, mark in enumerate(marks):
        x, y = axis.at(mark.people or 1), 12 + ROW * number
        canvas.rule(axis.left, y, axis.right, y)
        draw_mark(canvas, mark, x, y, colour, faded=mark.id in pale)
        is_left = x < canvas.width / 2
        text = f"{short_name(mark)}, {mark.people:,}"
        canvas.text(x + (11 if is_left else -11), y, text, size=12.5, align="left" if is_left else "right")
    canvas.height = ROW * len(marks) + 2


def _strip(canvas: Canvas, marks: Sequence[TrialMark], axis: PeopleAxis, colour: str, pale: Collection[str]) -> None:
    chosen = lanes(marks, axis)
    above, below = -min(chosen.values(), default=0), max(chosen.values(), default=0)
    middle = 12 + APART * above
    canvas.rule(axis.left, middle, axis.right, middle)
    for mark in marks:
        place = axis.at(mark.people or 1), middle + APART * chosen[mark.id]
        draw_mark(canvas, mark, *place, colour, faded=mark.id in pale)
    canvas.height = middle + APART * below + 12
