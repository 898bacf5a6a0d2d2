"""Notes of results: figures put in where the placeholders stand, and no figure typed beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explainer.content.faults import Fault
from explainer.content.model import Row, figure
from explainer.content.trials import PooledResult, TrialResult

PLACEHOLDER = re.compile(r"\{(?:(?P<row>[a-z0-9./-]+)\|)?(?P<field>[A-Za-z0-9_.]+)(?::(?P<form>size))?\}")
"""``{field}`` of the same row, ``{row-id|field}`` of another, ``{field:size}`` without its sign."""

Result = TrialResult | PooledResult


def fill_notes(tables: Mapping[str, list[Any]], typed: Sequence[str], rows: Mapping[str, Row]) -> Iterator[Fault]:
    """Fill the notes of ``results`` and ``pooled`` in their tables; a fault for each figure missing or typed.

    ``typed`` are the pieces with digits that may stand in a note, such as names; ``rows`` may be pointed at.
    """
    pieces = sorted(typed, key=len, reverse=True)
    for name in ("results", "pooled"):
        records: list[Result] = tables[name]
        for place, row in enumerate(records):
            for message in _note_faults(row, rows, pieces):
                yield Fault(f"data/{name}.csv", place + 2, "note", message, row.id)
            records[place] = row.model_copy(update={"note": _filled(row, rows)})


def _note_faults(row: Result, rows: Mapping[str, Row], pieces: Sequence[str]) -> Iterator[str]:
    for match in PLACEHOLDER.finditer(row.note):
        if _figure(match, row, rows) is None:
            yield f"{match[0]} points at no filled figure"
    bare = PLACEHOLDER.sub("", row.note)
    for piece in pieces:
        bare = bare.replace(piece, "")
    if "{" in bare or "}" in bare:
        yield "has a curly bracket that is no placeholder"
    for digits in re.findall(r"\S*\d\S*", bare):
        yield f"{digits!r} is a typed figure: name a column or a key of numbers, {{field}}, or add to typed_figures.csv"


def _filled(row: Result, rows: Mapping[str, Row]) -> str:
    return PLACEHOLDER.sub(lambda match: _figure(match, row, rows) or match[0], row.note)


def _figure(match: re.Match[str], row: Result, rows: Mapping[str, Row]) -> str | None:
    try:
        text = figure(rows[match["row"]] if match["row"] else row, match["field"])
    except KeyError:
        return None
    return text.removeprefix("-") if match["form"] == "size" else text
