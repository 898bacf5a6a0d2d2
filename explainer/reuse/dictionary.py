"""The tables of ``docs/data.md``, written from the models: ``python -m explainer.reuse.dictionary`` puts them in."""

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from explainer.reuse.schema import json_schema, one_line, points_at, type_of
from explainer.reuse.tables import LEFT_OUT, NOT_PUBLISHED, PUBLISHED, Table
from explainer.settings import ROOT

DOCUMENT = ROOT / "docs" / "data.md"
START, END = "<!-- tables, written by `make data-dictionary` -->", "<!-- end of tables -->"
_WORDS = {"list": "ids with spaces between", "array": "list", "object": "figures by name"}
"""What a type of Table Schema is called here."""


def document(text: str) -> str:
    """The document with its tables as the models have them now. Raises :class:`ValueError` without the markers."""
    before, found_start, rest = text.partition(START)
    _, found_end, after = rest.partition(END)
    if not found_start or not found_end:
        raise ValueError(f"docs/data.md has no lines {START} and {END}")
    return f"{before}{START}\n{tables()}\n{END}{after}"


def tables() -> str:
    """All tables: what one row is, then the columns of each."""
    csv = [table for table in PUBLISHED.values() if not table.texts]
    lines = ["| file | one row is | model |", "|---|---|---|"]
    lines += [f"| [`{each.name}.csv`](#{each.name}csv) | {each.row_is} | `{_model(each)}` |" for each in csv]
    lines += [f"| `{name}` | {why} | |" for name, why in NOT_PUBLISHED.items()]
    for table in PUBLISHED.values():
        lines += ["", f"### {_file(table)}", "", *_columns(table)]
    return "\n".join(lines)


def _file(table: Table) -> str:
    return f"{table.texts}/ (published as {table.name}.csv)" if table.texts else f"{table.name}.csv"


def _model(table: Table) -> str:
    return f"{table.model.__module__.rsplit('.', 1)[-1]}.{table.model.__name__}"


def _columns(table: Table) -> Iterator[str]:
    yield "| column | holds | meaning |"
    yield "|---|---|---|"
    for name, schema in json_schema(table)["properties"].items():
        key = " (key)" if name in table.key else ""
        yield f"| `{name}`{key} | {_holds(schema)} | {_meaning(schema)} |"
    for name in table.model.model_fields:
        if name in LEFT_OUT:
            yield f"| `{name}` | not published | {LEFT_OUT[name]} |"


def _holds(schema: Mapping[str, Any]) -> str:
    """Type, unit, and whether it may be empty: ``integer, people; may be empty``."""
    kind, is_empty = type_of(schema)
    unit = f", {schema['unit']}" if "unit" in schema else ""
    return f"{_WORDS.get(kind, kind)}{unit}{'; may be empty' if is_empty else ''}"


def _meaning(schema: Mapping[str, Any]) -> str:
    options = [f"`{option}`" for option in schema.get("enum", ()) if option is not None]
    there = points_at(schema)
    parts = [one_line(schema.get("description", "")), " ".join(options), f"→ `{there}`" if there else ""]
    return re.sub(r"\|", r"\\|", " ".join(filter(None, parts)))


def main() -> int:
    """Write the tables into the document."""
    DOCUMENT.write_text(document(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
