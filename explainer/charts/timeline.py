"""Ketamine's history in eras: a headline, events in words, every event as a mark, and the trials of each year."""

from collections.abc import Sequence
from functools import partial

from explainer.charts.canvas import Canvas
from explainer.charts.style import COLOURS, GRID, INK, WIDTHS, Picture, Spec, drawn_once
from explainer.content.dates import date_words, year_of
from explainer.evidence.history import EraPart, TrialYear

LANES = {"discovery": "blue", "medicine": "green", "research": "violet", "regulation": "orange", "misuse": "red"}
COLUMNS = {False: 3, True: 1}
"""Eras side by side; the key says whether the picture is for a phone."""
BETWEEN, LINE, DOT, LINK = 22, 17, 9.5, 28
"""Pixels: between eras, of a line of text, between stacked marks, and of the line with the number of events."""
TRIALS, PEOPLE = 36, 23
"""Height of the largest bar of each series, in pixels."""
ERA = "era."
"""Begins the id of the link that opens an era; what follows is the era's id."""


@drawn_once
def timeline_chart(parts: Sequence[EraPart]) -> Picture:
    """The picture of the eras. Marks and headlines link to events by their ids, the count of an era to the era.

    Each era has its own scale of years.
    """
    lines = tuple(f"{date_words(event.date or '')}: {event.title}" for part in parts for event in part.events)
    return Picture(_title(parts), _alt(parts), lines, partial(_drawn, parts))


def _title(parts: Sequence[EraPart]) -> str:
    events = sum(len(part.events) for part in parts)
    trials = sum(year.trials for part in parts for year in part.years)
    if not events or not trials:
        return f"{events} dated events."
    recent = sum(year.trials for year in parts[-1].years)
    return f"{events} dated events; {recent} of {trials} randomised trials were published since {parts[-1].era.first}."


def _alt(parts: Sequence[EraPart]) -> str:
    eras = "; ".join(f"{years_of(part)} {part.era.headline}, {len(part.events)} events" for part in parts)
    return f"Timeline in {len(parts)} eras: {eras}. Every event is in the list below."


def years_of(part: EraPart) -> str:
    """``1926–1969``, or ``2020 to now``."""
    return f"{part.era.first}–{part.era.last}" if part.era.last else f"{part.era.first} to now"


def _drawn(parts: Sequence[EraPart], narrow: bool) -> Spec:
    canvas = Canvas(WIDTHS[narrow])
    columns = COLUMNS[narrow]
    width = (canvas.width - BETWEEN * (columns - 1)) / columns
    most = [max((count for part in parts for count in map(of, part.years)), default=1) for of in (_trials, _people)]
    for start in range(0, len(parts), columns):
        row = parts[start : start + columns]
        top = canvas.height + 4
        texts = [_text(canvas, part, place * (width + BETWEEN), top, width) for place, part in enumerate(row)]
        stack = (1 + max(level for part in row for level in (0, *_levels(part, width)))) * DOT
        axis = max(texts) + stack + 6
        for place, part in enumerate(row):
            _marks(canvas, part, place * (width + BETWEEN), axis, width)
            _series(canvas, part, place * (width + BETWEEN), axis + LINE + 4, width, most)
        has_trials = any(part.years for part in row)
        canvas.height = axis + LINE + (TRIALS + PEOPLE + 3 * LINE if has_trials else 0)
        for place, part in enumerate(row):
            _count(canvas, part, place * (width + BETWEEN))
        canvas.height += LINK + 8
    return canvas.spec()


def _trials(year: TrialYear) -> int:
    return year.trials


def _people(year: TrialYear) -> int:
    return year.people


def _text(canvas: Canvas, part: EraPart, x: float, top: float, width: float) -> float:
    """Years, headline, sentence and named events of an era; the height below them."""
    canvas.rule(x, top, x + width, top, ink=COLOURS["blue"], width=3)
    canvas.text(x, top + 16, years_of(part), size=12)
    y = canvas.lines(x, top + 36, part.era.headline, width, size=15, step=19, bold=True)
    y = canvas.lines(x, y + 2, part.era.sentence, width, size=13) + 5
    for event in part.events:
        if event.headline:
            line = f"{year_of(event.date or '')} {event.headline}"
            y = canvas.lines(x, y, line, width, size=13, id=event.id, words=f"{event.title}: open its story")
    return y


def _levels(part: EraPart, width: float) -> list[int]:
    """How many marks high each event stands above the line: the first height at which no mark is too close."""
    ends: list[float] = []
    levels = []
    for event in part.events:
        x = _at(part, year_of(event.date or ""), 0, width)
        level = next((number for number, end in enumerate(ends) if x - end >= DOT), len(ends))
        ends[level : level + 1] = [x]
        levels.append(level)
    return levels


def _at(part: EraPart, year: int, x: float, width: float) -> float:
    """The middle of a year on the era's own scale."""
    years = max(1, part.last - part.era.first + 1)
    return x + width * (year - part.era.first + 0.5) / years


def _marks(canvas: Canvas, part: EraPart, x: float, axis: float, width: float) -> None:
    """A mark for each event above its year, on others where it would hide one; hollow where the date is not certain."""
    canvas.rule(x, axis, x + width, axis, ink=INK)
    canvas.text(x, axis + 11, str(part.era.first), size=11)
    canvas.text(x + width, axis + 11, str(part.last), size=11, align="right")
    for event, level in zip(part.events, _levels(part, width), strict=True):
        year = year_of(event.date or "")
        y = axis - 7 - DOT * level
        ink = COLOURS[LANES[event.kind]]
        fill = ink if event.certainty == "exact" else "transparent"
        words = f"{date_words(event.date or '')}: {event.title}"
        canvas.mark(_at(part, year, x, width), y, ink=ink, fill=fill, size=52, id=event.id, words=words)


def _series(canvas: Canvas, part: EraPart, x: float, top: float, width: float, most: Sequence[int]) -> None:
    """Two rows of bars on the same years: trials (filled met, hollow missed, grey other), and people in them."""
    if not part.years:
        return
    step = width / max(1, part.last - part.era.first + 1)
    thick = min(14.0, 0.7 * step)
    canvas.text(x, top + 6, f"randomised trials a year (most: {most[0]})", size=11)
    canvas.text(x, top + TRIALS + LINE + 12, f"people in them (most: {most[1]:,})", size=11)
    for year in part.years:
        middle = _at(part, year.year, x, width)
        base = top + TRIALS + LINE - 4
        said = (
            f"{year.year}: {year.met} met their main outcome, {year.missed} missed it, {year.other} other or not known"
        )
        for number, fill, ink in (
            (year.met, COLOURS["blue"], COLOURS["blue"]),
            (year.missed, "transparent", COLOURS["blue"]),
            (year.other, GRID, GRID),
        ):
            height = TRIALS * number / most[0]
            if number:
                canvas.box(
                    middle - thick / 2,
                    base - height,
                    middle + thick / 2,
                    base,
                    fill=fill,
                    ink=ink,
                    corner=0,
                    words=said,
                )
            base -= height
        foot = top + TRIALS + PEOPLE + 2 * LINE + 4
        height = PEOPLE * year.people / most[1]
        words = f"{year.year}: {year.people:,} people randomised"
        if year.people:
            canvas.box(
                middle - thick / 2, foot - height, middle + thick / 2, foot, fill=COLOURS["gray"], corner=0, words=words
            )


def _count(canvas: Canvas, part: EraPart, x: float) -> None:
    """The number of events, which opens the era in the list."""
    number = len(part.events)
    text = f"{number} event{'' if number == 1 else 's'} →"
    words = f"{part.era.headline}: its events as a list"
    canvas.text(x, canvas.height + LINK / 2, text, bold=True, id=f"{ERA}{part.era.id}", words=words)
