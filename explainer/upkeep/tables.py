"""Add rows to CSV files without touching any other byte, and write several files as one step that can be taken back."""

import csv
import io
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path


def with_row(text: str, row: Mapping[str, str]) -> str:
    """The text of a CSV file with one row more, by column; columns that ``row`` lacks stay empty.

    The row goes where its first cell belongs in a table that is sorted by its first column, else to the end. All other
    rows keep their quoting and line endings. Raises ``ValueError`` for a column that the table does not have.
    """
    records = _records(text)
    header = _cells(records[0].removeprefix("\ufeff"))
    if unknown := set(row) - set(header):
        raise ValueError(f"the table has no column {', '.join(sorted(unknown))}")
    ending = "\r\n" if records[0].endswith("\r\n") else "\n"
    if not records[-1].endswith(("\r", "\n")):
        records[-1] += ending
    keys = [_cells(record)[0] for record in records[1:]]
    key = row.get(header[0], "")
    place = bisect_left(keys, key) if keys == sorted(keys) else len(keys)
    records.insert(place + 1, _line([row.get(column, "") for column in header], ending))
    return "".join(records)


def _records(text: str) -> list[str]:
    """The rows of a CSV file as they are written; a cell may hold line breaks, so a row may have several lines."""
    records, part = [], ""
    for line in io.StringIO(text, newline=""):
        part += line
        if part.count('"') % 2 == 0:
            records.append(part)
            part = ""
    return [*records, part] if part else records


def _cells(record: str) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline="")), [""])


def _line(cells: list[str], ending: str) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator=ending).writerow(cells)
    return line.getvalue()


Saved = Mapping[Path, bytes | None]
"""What files held before a step; ``None`` for a file that was not there."""


def saved(files: Mapping[Path, str]) -> Saved:
    """What the files hold now, to be given to :func:`put_back`."""
    return {path: path.read_bytes() if path.exists() else None for path in files}


def write(files: Mapping[Path, str]) -> None:
    """Write files in UTF-8. Each is replaced whole, so that one that is being written is never seen in part."""
    for path, text in files.items():
        _replace(path, text.encode("utf-8"))


def put_back(before: Saved) -> None:
    """Give files back what they held, and remove those that were not there."""
    for path, held in before.items():
        if held is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != held:
            _replace(path, held)


def _replace(path: Path, held: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_bytes(held)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
