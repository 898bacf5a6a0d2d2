"""The trials of a condition in a picture as small as a word, for tables and cards; the same axis in every row."""

from collections.abc import Collection, Sequence
from functools import partial

from explainer.charts.canvas import Canvas
from explainer.charts.strip import PeopleAxis, draw_mark, lanes
from explainer.charts.style import Picture, Spec, drawn_once
from explainer.evidence.marks import TrialMark
from explainer.words.marks import mark_line, met_words

WIDTH, APART, MARGIN = 130, 7.5, 6
LEAST, MOST = 6, 2_500
"""Ends of the axis, in people: all trials have room."""
TICKS = (10, 100, 1_000)


@drawn_once
def mini_strip(marks: Sequence[TrialMark], colour: str, pale: Collection[str] = ()) -> Picture:
    """Marks from small trials to large ones, none of them a link; those whose ids are in ``pale`` are pale."""
    title = met_words(marks) or "no randomised trial"
    words = f"Trials from small to large: {title}"
    return Picture(title, words, tuple(map(mark_line, marks)), partial(_drawn, marks, colour, tuple(pale)))


def _drawn(marks: Sequence[TrialMark], colour: str, pale: Collection[str], narrow: bool) -> Spec:
    canvas = Canvas(WIDTH)
    axis = PeopleAxis(MARGIN, WIDTH - MARGIN, LEAST, MOST)
    sized = [mark for mark in marks if mark.people]
    chosen = lanes(sized, axis, APART)
    above, below = -min(chosen.values(), default=0), max(chosen.values(), default=0)
    middle = 8 + APART * above
    canvas.height = middle + APART * below + 8
    for tick in TICKS:
        canvas.rule(axis.at(tick), 1, axis.at(tick), canvas.height - 1)
    for mark in sized:
        y = middle + APART * chosen[mark.id]
        draw_mark(canvas, mark, axis.at(mark.people or LEAST), y, colour, faded=mark.id in pale, small=True)
    return canvas.spec()
