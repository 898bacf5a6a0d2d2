"""What is approved: conditions across, places down, a mark where a medicine is approved there."""

import textwrap
from collections.abc import Sequence
from functools import partial

from explainer.charts.canvas import LETTER, Canvas
from explainer.charts.style import COLOURS, GRID, WIDTHS, Picture, Spec, drawn_once
from explainer.evidence.summary import ConditionSummary

ROW, LINE, PLACES = 38, 14, {False: 150, True: 70}
"""Pixels: height of a row, of a line of words, and room for the names of places (on a phone: ``True``)."""


@drawn_once
def approved_chart(rows: Sequence[ConditionSummary]) -> Picture:
    """A small matrix of the conditions with an approval; names link to conditions by their ids."""
    lines = tuple(f"{row.name}: {place}: {approved_in(row, place)}" for row in rows for place in row.places)
    title = f"{len(rows)} uses are approved somewhere."
    return Picture(title, f"Matrix of places and uses. {'; '.join(lines)}.", lines, partial(_drawn, rows))


def approved_in(row: ConditionSummary, place: str) -> str:
    """The medicines that are approved in a place for a condition, or for the part of it that is named."""
    here = [each for each in row.approvals if each.place == place]
    return ", ".join(
        dict.fromkeys(f"{each.molecule}{f' (only for {each.only_for})' if each.only_for else ''}" for each in here)
    )


def _drawn(rows: Sequence[ConditionSummary], narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    places = dict.fromkeys(place for row in rows for place in row.places)
    left, size = PLACES[narrow], 10 if narrow else 13
    width = (canvas.width - left) / len(rows)
    heads = [textwrap.wrap(row.name, int((width - 4) / (LETTER * size)), break_long_words=False) for row in rows]
    canvas.height = 10 + LINE * max(map(len, heads))
    for number, (row, lines) in enumerate(zip(rows, heads, strict=True)):
        for line, text in enumerate(lines):
            y = canvas.height - LINE * (len(lines) - line) + 4
            canvas.text(left + width * (number + 0.5), y, text, size=size, align="center", id=row.id, words=row.name)
    for place in places:
        canvas.rule(0, canvas.height, canvas.width, canvas.height, ink=GRID)
        canvas.text(0, canvas.height + ROW / 2, place, size=12 if narrow else 13)
        for number, row in enumerate(rows):
            _cell(canvas, row, place, left + width * (number + 0.5), canvas.height + ROW / 2, narrow=narrow)
        canvas.height += ROW
    return canvas.spec()


def _cell(canvas: Canvas, row: ConditionSummary, place: str, x: float, y: float, *, narrow: bool) -> None:
    here = [each for each in row.approvals if each.place == place]
    if not here:
        return
    part = any(each.only_for for each in here)
    colour = COLOURS["blue"]
    canvas.mark(x, y - 8, ink=colour, fill=colour, size=60, words=f"{row.name}, {place}: {approved_in(row, place)}")
    text = " + ".join(dict.fromkeys(each.molecule for each in here)) + ("*" if part else "")
    canvas.text(x, y + 8, text, size=10 if narrow else 11.5, align="center")
