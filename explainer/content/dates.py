"""Dates that are known to the day, the month or the year: as words, and as the span they may lie in."""

import calendar
import datetime


def date_words(date: str) -> str:
    """``5 March 2019``, ``March 2019`` or ``2019``."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = calendar.month_name[int(rest[0])]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def date_span(date: str) -> tuple[datetime.date, datetime.date]:
    """First and last day that a partial date may mean."""
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if len(rest) == 1:
        return datetime.date(year, rest[0], 1), datetime.date(year, rest[0], calendar.monthrange(year, rest[0])[1])
    day = datetime.date(year, rest[0], rest[1])
    return day, day


def date_parts(date: str) -> list[int]:
    """The numbers of a partial date: year, month and day, as many as are known."""
    return [int(part) for part in date.split("-")]


def year_of(date: str) -> int:
    """The year of a partial date."""
    return int(date[:4])
