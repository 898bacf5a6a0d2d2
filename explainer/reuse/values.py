"""What a row says, as values for JSON and as cells for CSV. Not known is ``null`` in JSON and an empty cell in CSV."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

from explainer.content.fields import Record
from explainer.reuse.schema import table_schema
from explainer.reuse.tables import LEFT_OUT, Table

_WRAP = re.compile(r"(?<!\n)\n(?!\n|- )")
"""A line break within a paragraph of a text file: it is there for whoever edits the file."""


def row_values(table: Table, row: Record) -> dict[str, Any]:
    """A row by column, as JSON has it."""
    return {column: plain(getattr(row, name)) for column, name in table.columns.items()}


def plain(value: Any) -> Any:
    """A value as JSON knows it: a decimal becomes a number, a whole one a whole number."""
    match value:
        case str():
            return _WRAP.sub(" ", value) or None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(each) for each in value]
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case Record():
            return {name: plain(getattr(value, name)) for name in type(value).model_fields if name not in LEFT_OUT}
    return value


def row_cells(table: Table, row: Record) -> list[str]:
    """A row as cells of a CSV file, in the order of the columns; a decimal keeps the digits that were printed."""
    types = (field["type"] for field in table_schema(table)["fields"])
    return [cell(getattr(row, name), kind) for name, kind in zip(table.columns.values(), types, strict=True)]


def cell(value: Any, kind: str = "string") -> str:
    """A cell: ``true``, ``4.0``, ids with spaces between them (the type ``list``), other lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind == "list":
        return " ".join(value)
    if isinstance(value, tuple | list | dict | Record):
        return json.dumps(plain(value), ensure_ascii=False) if value else ""
    return f"{value:f}" if isinstance(value, Decimal) else str("" if value == "" else plain(value))
