"""The picture that other sites show of a link: a question, the answer in a word and a sentence, and the trials.

It is laid out on 600 by 315 pixels and drawn twice as large, the size that previews have (https://ogp.me/ names none;
1200 by 630 is what large networks ask for).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from explainer.charts.canvas import Canvas
from explainer.charts.kept import kept_file
from explainer.charts.plot import vega
from explainer.charts.strip import PeopleAxis, draw_mark, lanes
from explainer.charts.style import COLOURS, GRID, INK, Spec
from explainer.content.reference import ReadingStep
from explainer.evidence.marks import MarkKind, TrialMark
from explainer.settings import SITE_NAME
from explainer.words.marks import KIND_WORDS

WIDTH, HEIGHT = 1200, 630
"""Of the file, in pixels."""
SCALE = 2
PAPER, PALE = "#fdfdfb", "#525d64"
LEFT, RIGHT = 36, WIDTH / SCALE - 36
LETTER, BOLD = 0.48, 0.56
"""Mean width of a letter in the font, as a share of its size."""
TITLE_SIZES = (35, 31, 27)
STRIP, FOOT = (219, 264), 297
"""Heights between which the trials are, and the height of the last line."""
LEAST, MOST = 6, 5_000
"""Ends of the axis, in people: all trials have room."""
TICKS = (10, 100, 1_000)
KEY_LEFT = 198
KEY = "One mark is one trial:"
KEY_ROWS: tuple[tuple[MarkKind, ...], ...] = (("met", "missed", "other"), ("part", "beside"))
"""Kinds of mark that are named beside each other."""
MANY = 30
"""With more trials than this, their marks are small."""
COLOURS_KEPT = 128
"""More than a preview has, but for the edges of its letters: a third of the bytes."""
FONT = "Liberation Sans"
"""vl-convert brings this font with it, so a preview looks the same on every machine."""


@dataclass(frozen=True)
class Preview:
    """What a preview shows. ``reading`` is for a condition alone; ``marks`` are its trials, or all."""

    above: str
    title: str
    sentence: str
    marks: tuple[TrialMark, ...]
    reading: ReadingStep | None = None

    @property
    def alt(self) -> str:
        """The same as one text."""
        if self.reading:
            return f"{self.above} {self.title} The reading: {self.reading.reading}. {self.sentence}"
        return f"{self.above}: {self.title}{'' if self.title.endswith('?') else '.'} {self.sentence}"


def preview_png(preview: Preview) -> bytes:
    """The picture as PNG; drawn once, then read from disk."""
    made_from = f"{preview}{Path(__file__).read_text(encoding='utf-8')}"
    return kept_file(made_from, "png", lambda: _drawn(_spec(preview)))


def _drawn(spec: Spec) -> bytes:
    look = {"background": PAPER, "config": {"font": FONT, "view": {"stroke": None}}}
    png: bytes = vega("convert").as_small_png(spec | look, SCALE, COLOURS_KEPT)
    return png


def _spec(preview: Preview) -> Spec:
    canvas = Canvas(WIDTH / SCALE, HEIGHT / SCALE)
    colour = preview.reading.colour if preview.reading else "blue"
    canvas.box(0, 0, canvas.width, 6, fill=COLOURS[colour], corner=0)
    size = _title_size(preview.title)
    top = 40 if len(_wrapped(preview.title, size, BOLD)) > 1 else 54
    canvas.text(LEFT, top, preview.above, size=17, ink=PALE)
    y = _lines(canvas, preview.title, top + 32, size, size * 1.13, bold=True) + 2
    if preview.reading:
        canvas.mark(LEFT + 7, y + 2, ink=COLOURS[colour], fill=COLOURS[colour], size=150, shape=preview.reading.shape)
        canvas.text(LEFT + 22, y + 3, preview.reading.reading, size=20, bold=True, ink=COLOURS[colour])
        y += 28
    sized = [mark for mark in preview.marks if mark.people]
    _lines(canvas, preview.sentence, y, *(_sentence_size(preview.sentence) if sized else (19, 26)))
    if sized:
        _strip(canvas, sized, colour)
        _key(canvas, sized, colour)
    canvas.text(LEFT, FOOT, SITE_NAME, size=14, bold=True)
    return canvas.spec()


def _title_size(title: str) -> float:
    """The largest size in which the title takes two lines at most."""
    return next((size for size in TITLE_SIZES if len(_wrapped(title, size, BOLD)) <= 2), TITLE_SIZES[-1])


def _sentence_size(sentence: str) -> tuple[float, float]:
    """Size and step of its lines: a little smaller where it is then one line."""
    return (
        (14.2, 20) if len(_wrapped(sentence, 14.2, LETTER)) == 1 < len(_wrapped(sentence, 15.5, LETTER)) else (15.5, 20)
    )


def _lines(canvas: Canvas, text: str, y: float, size: float, step: float, *, bold: bool = False) -> float:
    wrapped = _balanced(text, size, BOLD if bold else LETTER)
    for number, line in enumerate(wrapped):
        canvas.text(LEFT, y + step * number, line, size=size, bold=bold, ink=INK)
    return y + step * len(wrapped)


def _wrapped(text: str, size: float, letter: float) -> list[str]:
    return textwrap.wrap(text, int((RIGHT - LEFT) / (size * letter)))


def _balanced(text: str, size: float, letter: float) -> list[str]:
    """As few lines as they need, and none of them much shorter than the others."""
    fewest = _wrapped(text, size, letter)
    for letters in range(len(text) // len(fewest), len(text)):
        wrapped = textwrap.wrap(text, letters)
        if len(wrapped) == len(fewest):
            return wrapped
    return fewest


def _strip(canvas: Canvas, marks: Sequence[TrialMark], colour: str) -> None:
    """The trials along an axis of people, in as many lanes as they need between top and bottom."""
    top, bottom = STRIP
    axis = PeopleAxis(LEFT + 6, RIGHT - 6, LEAST, MOST)
    large = len(marks) <= MANY
    chosen = lanes(marks, axis, 17 if large else 8)
    step = min(17 if large else 8, (bottom - top - 10) / (len(set(chosen.values())) - 1 or 1))
    middle = (top + bottom) / 2 - step * (max(chosen.values()) + min(chosen.values())) / 2
    for tick in TICKS:
        canvas.rule(axis.at(tick), top, axis.at(tick), bottom, ink=GRID)
        canvas.text(axis.at(tick), bottom + 9, f"{tick:,} people", size=10, ink=PALE, align="center")
    for mark in marks:
        y = middle + step * chosen[mark.id]
        draw_mark(canvas, mark, axis.at(mark.people or LEAST), y, colour, small=not large, times=2 if large else 1.2)


def _key(canvas: Canvas, marks: Sequence[TrialMark], colour: str) -> None:
    """Say what the marks mean, those that there are."""
    size = 10
    examples = {mark.kind: mark for mark in marks}
    canvas.text(KEY_LEFT, FOOT - 8, KEY, size=size, ink=PALE)
    for row, kinds in enumerate(KEY_ROWS):
        x = KEY_LEFT + (0 if row else len(KEY) * size * LETTER)
        for kind in kinds:
            if kind in examples:
                y = FOOT - 8 + 14 * row
                draw_mark(canvas, examples[kind], x + 8, y, colour, small=True, times=1.5)
                canvas.text(x + 16, y, KIND_WORDS[kind], size=size, ink=PALE)
                x += 20 + len(KIND_WORDS[kind]) * size * LETTER
