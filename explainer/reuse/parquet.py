"""A published table as Parquet: columns have types, several ids are a list, objects and other lists are JSON."""

import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from explainer.content.fields import Record
from explainer.reuse.schema import table_schema
from explainer.reuse.tables import Table
from explainer.reuse.values import cell, plain

_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
    "array": pa.string(),
    "object": pa.string(),
}


def as_parquet(table: Table, rows: Sequence[Record]) -> bytes:
    """All rows of a table as a Parquet file; what a column means stands in its metadata."""
    fields = table_schema(table)["fields"]
    columns = [_column(rows, name, each["type"]) for name, each in zip(table.columns.values(), fields, strict=True)]
    schema = pa.schema([_field(each) for each in fields])
    file = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), file, compression="zstd")
    return file.getvalue()


def _field(field: dict[str, Any]) -> pa.Field:
    words = {key: field[key] for key in ("description", "unit") if key in field}
    return pa.field(field["name"], _TYPES[field["type"]], metadata=words)


def _column(rows: Sequence[Record], name: str, kind: str) -> pa.Array:
    values = [getattr(row, name) for row in rows]
    if kind in ("array", "object"):
        return pa.array([cell(value) or None for value in values], pa.string())
    as_type = float if kind == "number" else plain
    return pa.array([None if value in (None, "") else as_type(value) for value in values], _TYPES[kind])
