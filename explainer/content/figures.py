"""Figures in texts: ``{field}`` stands for a figure of the same row, ``{row-id|field}`` for one of another row.

A figure is typed once, in its cell. This module looks figures up, writes them as English needs them, and finds the
ones that were typed into a text.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from explainer.content.dates import date_words
from explainer.content.fields import Record

PLACEHOLDER = re.compile(r"\{(?:([a-z0-9./-]+)\|)?([A-Za-z0-9_.]+(?::[A-Za-z]+)?)\}")
"""A placeholder: the row's id (or nothing: the same row), then the figure's name and format."""

YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?s?(?!\w|%|[.,]\d)")
"""A year, a span of years or a decade: ``2019``, ``2014-15``, ``2018/19``, ``1970s``. A count has a comma: 1,970."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def figure(row: Record, name: str) -> str:
    """A figure of a row as text. ``name`` is a column, or a key of ``numbers``; ``key.0`` is an element of a list.

    A format may follow after a colon (``n:word``, see :data:`FORMATS`); without one, thousands have commas and dates
    are in words. Raises ``KeyError`` where there is no such figure or it is empty, ``ValueError`` where its format
    can't write it.
    """
    field, _, form = name.partition(":")
    value = _value(row, field)
    if isinstance(value, str) and PLACEHOLDER.search(value):
        raise ValueError("points at a text that has placeholders of its own")
    if not form and "year" in field and isinstance(value, int):
        return str(value)  # 1970 is no 1,970
    if form not in FORMATS:
        raise ValueError(f"has no format {form!r}; there are {', '.join(filter(None, FORMATS))}")
    if isinstance(value, list) and form != "range":
        raise ValueError(f"is a list of figures: take one ({field}.0) or write both ({field}:range)")
    try:
        return FORMATS[form](value)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        raise ValueError(f"can't write {value!s} as {form or 'a figure'!r}") from None


def _value(row: Record, field: str) -> Any:
    value: Any = getattr(row, field) if field in type(row).model_fields else None
    if value is None:
        value = getattr(row, "numbers", {})
        for part in field.split("."):
            try:
                value = value[int(part)] if isinstance(value, list) else value[part]
            except (KeyError, IndexError, TypeError, ValueError):
                raise KeyError(field) from None
    if value is None or value == "" or isinstance(value, bool | dict):
        raise KeyError(field)
    return list(value) if isinstance(value, tuple) else value


def _plain(value: Any) -> str:
    """``2,365``, ``4.0``, ``5 March 2019``; text as it is."""
    if isinstance(value, str):
        return date_words(value) if _DATE.fullmatch(value) else value
    if not isinstance(value, int | Decimal):
        raise TypeError
    return f"{value:,}"


def _word(value: Any) -> str:
    """``ten``."""
    if value != int(value) or value < 0:
        raise ValueError
    return _WORDS[int(value)]


def _times(value: Any) -> str:
    """``once``, ``twice``, ``three times``."""
    return {1: "once", 2: "twice"}.get(value) or f"{_word(value)} times"


def _ordinal(value: Any) -> str:
    """``fourth``; up to tenth."""
    if value != int(value) or value < 1:
        raise ValueError
    return _ORDINALS[int(value) - 1]


def _rounded(value: Any, to: str) -> str:
    """Rounded and without its sign, as after "about"."""
    return _plain(abs(Decimal(value).quantize(Decimal(to), ROUND_HALF_UP)))


def _exactly(value: Decimal) -> str:
    """Return a figure converted to another unit. Raises ``ValueError`` if it is not whole, and never rounds it."""
    if value != int(value):
        raise ValueError
    return _plain(int(value))


def _part_of_date(value: Any, parts: slice, known_to: int) -> str:
    """Return ``parts`` of the words of a date.

    ``known_to`` is 1, 2 or 3: raises ``ValueError`` unless the year, the month or the day is known.
    """
    if not _DATE.fullmatch(str(value)):
        raise ValueError
    words = date_words(str(value)).split()
    if len(words) < known_to:
        raise ValueError
    return " ".join(words[parts])


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "": _plain,
    "word": _word,
    "Word": lambda value: _word(value).capitalize(),
    "times": _times,
    "ordinal": _ordinal,
    "size": lambda value: _plain(abs(value)),
    "whole": lambda value: _rounded(value, "1"),
    "tenth": lambda value: _rounded(value, "0.1"),
    "minutes": lambda value: _exactly(Decimal(value) * 60),
    "weeks": lambda value: _exactly(Decimal(value) / (7 * 24)),
    "range": lambda value: "{}-{}".format(*map(_plain, _two(value))),
    "year": lambda value: _part_of_date(value, slice(-1, None), 1),
    "month": lambda value: _part_of_date(value, slice(-2, None), 2),
    "day": lambda value: _part_of_date(value, slice(2), 3),
}
"""How a figure can be written, by the name that stands after the colon: ``docs/data.md`` lists them with examples."""


def _two(value: Any) -> list[Any]:
    """A list of two, lower first."""
    low, high = value
    if not low < high:
        raise ValueError
    return [low, high]


def fill(text: str, own: Record, rows: Mapping[str, Record]) -> str:
    """Put figures where the placeholders stand; ``own`` is the record that has the text. Raises as :func:`figure`."""
    return PLACEHOLDER.sub(lambda match: figure(rows[match[1]] if match[1] else own, match[2]), text)


def text_faults(
    text: str, own: Record, rows: Mapping[str, Record], typed: Collection[str], held: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield a message for each placeholder without a figure and each typed figure, and for stray curly brackets.

    ``own`` is the record that has the text. ``typed`` has the pieces of text whose digits are typed on purpose, such as
    ``DSM-5``; ``held`` has, by row id, the reason why a row is held back.
    """
    for match in PLACEHOLDER.finditer(text):
        try:
            fill(match[0], own, rows)
        except KeyError:
            is_held = f"{match[1]!r} is held back: {held[match[1]]}" if held and match[1] in held else ""
            yield is_held or f"{match[0]} points at no filled figure"
        except ValueError as error:
            yield f"{match[0]} {error}"
    bare = PLACEHOLDER.sub("", text)
    if "{" in bare or "}" in bare:
        yield "has a curly bracket that is no placeholder {field} or {row-id|field}"
    for digits in typed_figures(bare, typed):
        yield f"{digits!r} is a typed figure: put {{field}} of this row or {{row-id|field}} of another in its place"


def typed_figures(text: str, typed: Collection[str]) -> list[str]:
    """Words with digits in a text, other than placeholders, years and what is typed on purpose."""
    bare = PLACEHOLDER.sub("", text)
    if typed:
        names = "|".join(re.escape(name) for name in sorted(typed, key=len, reverse=True))
        bare = re.sub(rf"(?<![\w.,-])(?:{names})(?!\w|[.,]\d)", "", bare)
    return re.findall(r"\S*\d\S*", YEAR.sub("", bare))
