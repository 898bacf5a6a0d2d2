"""Tables as CSV: plain for programs, and for people with a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def for_programs(rows: Iterable[Sequence[str]]) -> str:
    """CSV as programs read it (RFC 4180, UTF-8 without a BOM); the first row has the names of the columns."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def for_people(rows: Iterable[Sequence[object]]) -> bytes:
    """CSV for a spreadsheet: UTF-8 with a BOM; ``None`` is an empty cell; no cell can be taken for a formula."""
    return (BOM + for_programs([_safe(cell) for cell in row] for row in rows)).encode()


def _safe(cell: object) -> str:
    """A cell as text. One that a spreadsheet would run begins with an apostrophe (OWASP, "CSV Injection")."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
