"""From the dose to its effects: the longest chain of steps in boxes from left to right, then every other step."""

import textwrap
from collections.abc import Sequence
from functools import partial

from explainer.charts.canvas import LETTER, Canvas
from explainer.charts.style import COLOURS, INK, WIDTHS, Picture, Spec, drawn_once
from explainer.content.prose import Mechanism
from explainer.content.reference import DOSE, MechanismStep

SUPPORT_COLOURS = {"people": "green", "animals": "orange", "laboratory": "blue"}
SUPPORT_SHAPES = {"people": "circle", "animals": "triangle-up", "laboratory": "square"}
DASHES = {"supported": "", "proposed": "long", "disputed": "dots"}
"""How an arrow is broken, by the standing of its step."""
SEEN = {"people": "people", "animals": "animals", "laboratory": "the laboratory"}
ARROW, BOX_HEIGHT, BETWEEN = 36, 62, 16
"""Pixels: length of an arrow, height of a box, and distance between two rows."""
ACROSS = {False: 4, True: 2}
"""Boxes side by side; the key says whether the picture is for a phone."""
SIZE = 12.5


@drawn_once
def chain_chart(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep]) -> Picture:
    """The steps as boxes with arrows, coloured by where the support comes from.

    A box links to its mechanism by the mechanism's id.
    """
    draw = partial(_drawn, mechanisms, steps)
    return Picture(_title(steps), _alt(mechanisms, steps), _words(mechanisms, steps), draw)


def longest_chain(steps: Sequence[MechanismStep]) -> tuple[MechanismStep, ...]:
    """The longest way of steps from the dose, each step beginning where the one before ends."""

    def way(source: str, seen: frozenset[str]) -> tuple[MechanismStep, ...]:
        ways = (
            (step, *way(step.target, seen | {step.target}))
            for step in steps
            if step.source == source and step.target not in seen
        )
        return max(ways, key=len, default=())

    return way(DOSE, frozenset({DOSE}))


def _drawn(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep], narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    across = ACROSS[narrow]
    width = (canvas.width - ARROW * (across - 1)) / across
    named = {mechanism.id: mechanism for mechanism in mechanisms}
    chain = longest_chain(steps)
    places = [DOSE, *(step.target for step in chain)]
    for number, place in enumerate(places):
        x, y = (width + ARROW) * (number % across), canvas.height + (BOX_HEIGHT + BETWEEN) * (number // across)
        _box(canvas, named.get(place), x, y, width)
        if number:
            _arrow(canvas, chain[number - 1], x, y, width, wraps=number % across == 0, across=across)
    canvas.height += (BOX_HEIGHT + BETWEEN) * (1 + (len(places) - 1) // across) + 16
    canvas.text(0, canvas.height, "Other steps", size=14, bold=True)
    canvas.height += 16
    pairs = across // 2
    rest = [step for step in steps if step not in chain]
    for number, step in enumerate(rest):
        x = (2 * width + 2 * ARROW) * (number % pairs)
        y = canvas.height + (BOX_HEIGHT + BETWEEN) * (number // pairs)
        _box(canvas, named.get(step.source), x, y, width)
        _box(canvas, named.get(step.target), x + width + ARROW, y, width)
        _arrow(canvas, step, x + width + ARROW, y, width, wraps=False, across=across)
    canvas.height += (BOX_HEIGHT + BETWEEN) * -(-len(rest) // pairs)
    return canvas.spec()


def _box(canvas: Canvas, mechanism: Mechanism | None, x: float, y: float, width: float) -> None:
    """A mechanism, or the dose where it is ``None``."""
    if mechanism is None:
        canvas.box(x, y, x + width, y + BOX_HEIGHT, ink=INK)
        canvas.text(x + width / 2, y + BOX_HEIGHT / 2, "The dose", size=SIZE, bold=True, align="center")
        return
    colour = COLOURS[SUPPORT_COLOURS[mechanism.evidence]]
    words = f"{mechanism.name}: {mechanism.standing}, best support in {SEEN[mechanism.evidence]}"
    dash = "dots" if mechanism.standing == "disputed" else ""
    canvas.box(x, y, x + width, y + BOX_HEIGHT, ink=colour, dash=dash, id=mechanism.id, words=words)
    canvas.mark(x + 11, y + 11, ink=colour, fill=colour, size=55, shape=SUPPORT_SHAPES[mechanism.evidence])
    lines = textwrap.wrap(mechanism.name, int((width - 26) / (SIZE * LETTER)))
    top = y + BOX_HEIGHT / 2 - 7.5 * (len(lines) - 1)
    for number, line in enumerate(lines):
        canvas.text(x + width / 2 + 5, top + 15 * number, line, size=SIZE, align="center")


def _arrow(canvas: Canvas, step: MechanismStep, x: float, y: float, width: float, *, wraps: bool, across: int) -> None:
    """The arrow of a step to the box at ``x`` and ``y``; where the row ends, from the box above at the right."""
    colour, dash = COLOURS[SUPPORT_COLOURS[step.evidence]], DASHES[step.standing]
    middle = y + BOX_HEIGHT / 2
    if wraps:
        last, turn = (width + ARROW) * across - ARROW - width / 2, y - BETWEEN / 2
        bends = (
            (last, y - BETWEEN, last, turn),
            (last, turn, x + width / 2, turn),
            (x + width / 2, turn, x + width / 2, y),
        )
        for start, from_y, end, to_y in bends:
            canvas.rule(start, from_y, end, to_y, ink=colour, width=2, dash=dash)
        canvas.mark(x + width / 2, y - 3, ink=colour, fill=colour, size=40, shape="triangle-down")
        return
    canvas.rule(x - ARROW + 3, middle, x - 7, middle, ink=colour, width=2, dash=dash)
    canvas.mark(x - 6, middle, ink=colour, fill=colour, size=40, shape="triangle-right")


def _title(steps: Sequence[MechanismStep]) -> str:
    people = sum(step.evidence == "people" and step.standing == "supported" for step in steps)
    disputed = sum(step.standing == "disputed" for step in steps)
    return f"{len(steps)} steps. Well supported in people: {people}. Disputed: {disputed}."


def _alt(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep]) -> str:
    return f"{len(mechanisms)} mechanisms below the dose, joined by {len(steps)} steps. Every step is in words below."


def _words(mechanisms: Sequence[Mechanism], steps: Sequence[MechanismStep]) -> tuple[str, ...]:
    names = {DOSE: "The dose"} | {mechanism.id: mechanism.name for mechanism in mechanisms}
    return tuple(
        f"{names[step.source]} → {names[step.target]}: {step.standing}, seen in {SEEN[step.evidence]}" for step in steps
    )
