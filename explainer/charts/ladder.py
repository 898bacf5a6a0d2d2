"""How long an effect was followed: a step for each stretch of time, a mark for each result, dashed if nobody looked."""

from collections.abc import Sequence
from functools import partial

from explainer.charts.canvas import Canvas
from explainer.charts.style import COLOURS, GRID, WIDTHS, Picture, Spec, drawn_once
from explainer.evidence.bands import BandCount
from explainer.words.bands import band_line, band_words, ladder_title

STEP, NAMES, APART = 28, 150, 13
"""Pixels: least height of a step, room for its name, and distance between marks."""


@drawn_once
def ladder_chart(counts: Sequence[BandCount]) -> Picture:
    """One step a band of time. Filled: ketamine better; hollow: no difference shown; cross: the comparison better."""
    lines = tuple(map(band_line, counts))
    return Picture(ladder_title(counts), f"Steps of time. {'; '.join(lines)}.", lines, partial(_drawn, counts))


def _drawn(counts: Sequence[BandCount], narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    in_a_line = int((canvas.width - NAMES - 8) // APART)
    for count in counts:
        looks = _looks(count)
        height = STEP + APART * max(0, (len(looks) - 1) // in_a_line)
        y = canvas.height
        dash = "dots" if count.nobody_looked else ""
        canvas.box(1, y + 1, canvas.width - 1, y + height - 3, ink=COLOURS["gray"] if dash else GRID, dash=dash)
        canvas.text(10, y + STEP / 2 - 1, count.band, size=12.5, bold=not count.nobody_looked)
        if not looks:
            canvas.text(NAMES, y + STEP / 2 - 1, band_words(count), size=11.5)
        for number, (colour, filled, shape) in enumerate(looks):
            x = NAMES + 6 + APART * (number % in_a_line)
            ink = COLOURS[colour]
            place = x, y + STEP / 2 - 1 + APART * (number // in_a_line)
            canvas.mark(*place, ink=ink, fill=ink if filled else "transparent", size=62, shape=shape)
        canvas.height += height
    return canvas.spec()


def _looks(count: BandCount) -> list[tuple[str, bool, str]]:
    """Colour, filled or not, and shape of each mark of a step."""
    return (
        [("green", True, "circle")] * count.better
        + [("gray", False, "circle")] * count.no_difference
        + [("red", True, "cross")] * count.worse
    )
