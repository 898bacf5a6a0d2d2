"""All ways to choose trials at once: a bar for each, the dots below it say which switches are on."""

from collections.abc import Sequence
from functools import partial

from explainer.charts.canvas import Canvas
from explainer.charts.style import COLOURS, GRID, INK, WIDTHS, Picture, Spec, drawn_once
from explainer.evidence.ways import SWITCHES, Way
from explainer.words.ways import way_count, way_line

NAMES = {False: 196, True: 0}
"""Pixels for the names of the switches beside the dots; on a phone they stand above their row."""
TALL, ROW, TOP = 120, {False: 20, True: 34}, 22
"""Pixels: height of the tallest bar, of a row of dots, and room above the bars."""


@drawn_once
def ways_chart(ways: Sequence[Way], chosen: Way, title: str) -> Picture:
    """A bar for each way with enough trials, sorted; ``chosen`` is marked. A bar links to its way: :func:`way_id`."""
    lines = tuple(map(way_line, ways))
    return Picture(title, f"Bars for {len(ways)} ways to choose trials. {title}", lines, partial(_drawn, ways, chosen))


def way_id(way: Way) -> str:
    """The id of a bar: the keys of its switches, joined."""
    return "-".join(("way", *way.switches))


def _drawn(ways: Sequence[Way], chosen: Way, narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    left = NAMES[narrow] + 34
    step = (canvas.width - left) / len(ways)
    floor = TOP + TALL
    for share in (0, 50, 100):
        y = floor - TALL * share / 100
        canvas.rule(left, y, canvas.width, y, ink=INK if not share else GRID)
        canvas.text(left - 6, y, f"{share}%", size=11, align="right")
    for number, way in enumerate(ways):
        _bar(canvas, way, left + step * number, step, floor, is_chosen=way == chosen)
    few = [number for number, way in enumerate(ways) if way.is_too_few]
    if few:
        canvas.text(canvas.width, floor - 12, f"{len(few)} ways: too few trials", size=11, align="right")
    canvas.height = floor + 12
    for switch in SWITCHES:
        y = canvas.height + ROW[narrow] - 10
        canvas.text(0, canvas.height + (10 if narrow else ROW[narrow] / 2), switch.label, size=12)
        for number, way in enumerate(ways):
            ink = COLOURS["blue"] if switch.key in way.switches else GRID
            canvas.mark(left + step * (number + 0.5), y, ink=ink, fill=ink, size=min(50, 4 * step))
        canvas.height += ROW[narrow]
    canvas.height += 6
    return canvas.spec()


def _bar(canvas: Canvas, way: Way, x: float, step: float, floor: float, *, is_chosen: bool) -> None:
    words = way_line(way)
    if is_chosen:
        canvas.box(x, 2, x + step, floor + 12, fill=COLOURS["blue"], opacity=0.16, corner=3)
    if way.is_too_few:
        return
    top = floor - max(2.0, TALL * way.share)
    opacity = 1 if is_chosen else 0.5
    canvas.box(
        x + 1.5,
        top,
        x + step - 1.5,
        floor,
        fill=COLOURS["blue"],
        opacity=opacity,
        corner=1,
        id=way_id(way),
        words=words,
    )
    if is_chosen:
        canvas.text(x + step / 2, top - 9, way_count(way).replace(" of ", "/"), size=12, bold=True, align="center")
