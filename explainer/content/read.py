"""Files into records: every row and text is checked, and every fault is collected with its place."""

import csv
import io
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from explainer.content.faults import Fault
from explainer.content.fields import Record

R = TypeVar("R", bound=Record)

FIRST_ROW = 2  # the header is row 1, as a spreadsheet counts; a line break inside a cell starts no row


def read_table(path: Path, model: type[R], faults: list[Fault]) -> list[R]:
    """Records of a CSV file; faults are added to ``faults`` and the faulty rows left out."""
    name = f"data/{path.name}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(name, 0, "", f"can't be read: {error}"))
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records = []
    number = 0
    try:
        header = next(reader, [])
        if not _header_is_right(header, model, name, faults):
            return []
        for number, cells in enumerate(reader, start=FIRST_ROW):
            record = _record(header, cells, model, Fault(name, number, "", ""), faults)
            if record is not None:
                records.append(record)
    except csv.Error as error:
        faults.append(Fault(name, number + 1, "", f"is not valid CSV: {error}"))  # after the last good row
    if not records and not any(fault.file == name for fault in faults):
        faults.append(Fault(name, 0, "", "has no rows"))
    return records


def columns(model: type[Record]) -> list[str]:
    """The columns of a table, in the order of its model."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _header_is_right(found: list[str], model: type[Record], name: str, faults: list[Fault]) -> bool:
    expected = columns(model)
    if not found:
        faults.append(Fault(name, 1, "", f"is empty; expected the columns {' '.join(expected)}"))
        return False
    for column in sorted(set(expected) - set(found)):
        faults.append(Fault(name, 1, column, f"is missing from the header; expected the columns {' '.join(expected)}"))
    for column in sorted(set(found) - set(expected)):
        faults.append(Fault(name, 1, column or "(no name)", "is not a column of this table"))
    for column in sorted({column for column in found if found.count(column) > 1}):
        faults.append(Fault(name, 1, column, "stands twice in the header"))
    return len(found) == len(expected) and set(found) == set(expected)


def _record(header: list[str], cells: list[str], model: type[R], place: Fault, faults: list[Fault]) -> R | None:
    if len(cells) != len(header):
        faults.append(Fault(place.file, place.row, "", f"has {len(cells)} cells, not {len(header)}"))
        return None
    filled = {column: cell.strip() for column, cell in zip(header, cells, strict=True) if cell.strip()}
    return _validated(filled, model, place, faults)


def _validated(values: dict[str, Any], model: type[R], place: Fault, faults: list[Fault]) -> R | None:
    """Return the record, or ``None`` if it is faulty; add its faults, with file and row of ``place``, to ``faults``."""
    first_field = next(iter(model.model_fields))
    name = str(values.get("id") or values.get(first_field) or "")
    try:
        record = model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors():
            column = ".".join(str(part) for part in detail["loc"])
            faults.append(
                Fault(
                    place.file, place.row, column, in_plain_words(detail["type"], detail["msg"], detail["input"]), name
                )
            )
        return None
    problems = record.problems()
    faults.extend(Fault(place.file, place.row, column, message, name) for column, message in problems)
    return None if problems else record


def in_plain_words(kind: str, message: str, value: object) -> str:
    """Pydantic's message in words for someone with a spreadsheet."""
    if kind == "missing":
        return "is empty, but must be filled"
    if kind == "extra_forbidden":
        return "is not a key of this kind of file"
    plain = message.removeprefix("Value error, ").removeprefix("Input ")
    if kind == "value_error":
        return plain
    return f"{str(value)[:60]!r} {plain}"


def read_texts(folder: Path, model: type[R], faults: list[Fault]) -> list[R]:
    """Records of the TOML files of a folder, in the order of their names."""
    records = []
    for path in sorted(folder.glob("*.toml")):
        place = Fault(f"data/{folder.name}/{path.name}", 0, "", "")
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            faults.append(Fault(place.file, 0, "", f"can't be read: {error}"))
            continue
        record = _validated(values, model, place, faults)
        if record is None:
            continue
        if values.get("id") != path.stem:
            faults.append(Fault(place.file, 0, "id", f"{values.get('id')!r} is not the file's name"))
        records.append(record)
    if not records and not any(fault.file.startswith(f"data/{folder.name}/") for fault in faults):
        faults.append(Fault(f"data/{folder.name}", 0, "", "has no TOML files"))
    return records
