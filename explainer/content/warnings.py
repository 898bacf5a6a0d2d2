"""What in sound tables asks for attention: readings checked long ago, figures of retracted papers in texts."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from explainer.content.dates import date_span, date_words
from explainer.content.facts import Fact
from explainer.content.faults import Fault
from explainer.content.figures import PLACEHOLDER
from explainer.content.model import Content
from explainer.content.read import FIRST_ROW
from explainer.content.reference import Reading, Source


def warnings(content: Content, folder: Path, today: datetime.date) -> Iterator[Fault]:
    """Yield what to look at in a data folder that has been loaded as ``content``. None of it stops the site."""
    retracted = _retracted_by_condition(content)
    for number, reading in enumerate(content.readings.values(), start=FIRST_ROW):
        for message in _of_reading(reading, today, retracted.get(reading.condition, {})):
            yield Fault("data/readings.csv", number, "reviewed", message, reading.condition)
    yield from _figures_of_retracted(content, folder)


def _of_reading(reading: Reading, today: datetime.date, retracted: dict[str, Source]) -> Iterator[str]:
    """Yield what is wrong with the day of a check; ``retracted`` has the retracted papers on the condition, by id."""
    day, due = reading.reviewed, (reading.reviewed.year + 1, reading.reviewed.month, reading.reviewed.day)
    if day > today:
        yield f"{date_words(day.isoformat())} is in the future"
    if (today.year, today.month, today.day) > due:
        yield f"last checked {date_words(day.isoformat())}, more than twelve months ago"
    for name, source in retracted.items():
        if date_span(source.retracted or "")[1] > day:
            yield f"last checked {date_words(day.isoformat())}, before {name} was retracted"


def _retracted_by_condition(content: Content) -> dict[str, dict[str, Source]]:
    found: dict[str, dict[str, Source]] = {}
    for row in content.rows.values():
        for condition in row.conditions if isinstance(row, Fact) else (row.condition,):
            papers = {source.id: source for source in content.sources_of(row) if source.is_retracted}
            found.setdefault(condition, {}).update(papers)
    return found


def _figures_of_retracted(content: Content, folder: Path) -> Iterator[Fault]:
    """Yield one warning for each line of a file with a figure of a row whose paper is retracted."""
    gone = {row.id for row in content.rows.values() if content.rests_on_retracted(row)}
    for path in sorted([*folder.glob("*.csv"), *folder.glob("*/*.toml")]) if gone else ():
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        for number, line in enumerate(lines, start=1):
            for name in dict.fromkeys(name for name, _ in re.findall(PLACEHOLDER, line) if name in gone):
                message = f"line {number} has a figure of {name}, whose paper is retracted: does the text still hold?"
                yield Fault(f"data/{path.relative_to(folder).as_posix()}", 0, "", message)
