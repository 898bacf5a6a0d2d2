"""Answers of the API as bytes: one record or a list, as JSON or CSV; lists without free text are kept."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from explainer.content import Content
from explainer.find.filters import matching
from explainer.find.state import State
from explainer.reuse.csv_text import for_programs
from explainer.reuse.package import LICENCE, version
from explainer.reuse.schema import type_of
from explainer.reuse.values import cell
from explainer.web.api.asked import Form
from explainer.web.api.collections import COLLECTIONS, by_id, filters_of

Values = dict[str, Any]
_KEPT = 64


@lru_cache(maxsize=1024)
def record_body(content: Content, name: str, key: str, form: Form) -> bytes:
    """One record of a collection. Raises :class:`KeyError`."""
    collection = COLLECTIONS[name]
    values = collection.values(content, by_id(content, name)[key])
    return as_json(values) if form == "json" else as_csv(collection.schema, [values])


def list_body(content: Content, name: str, state: State, form: Form) -> bytes:
    """The records of a collection that pass its filters."""
    filters = filters_of(content, name)
    is_free = any(each.kind == "text" and state.all(each.key) for each in filters)
    make = _kept.__wrapped__ if is_free else _kept
    return make(content, name, state, form)


@lru_cache(maxsize=_KEPT)
def _kept(content: Content, name: str, state: State, form: Form) -> bytes:
    collection = COLLECTIONS[name]
    left = matching(by_id(content, name).values(), filters_of(content, name), state)
    rows = [collection.values(content, record) for record in left]
    return list_json(rows) if form == "json" else as_csv(collection.schema, rows)


def list_json(rows: Sequence[Values]) -> bytes:
    """A list with what a reader must know of it: version, licence, how many."""
    return as_json({"version": version(), "licence": LICENCE["name"], "count": len(rows), "rows": rows})


def as_json(values: Any) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(values, ensure_ascii=False, allow_nan=False).encode()


def as_csv(schema: Mapping[str, Any], rows: Iterable[Values]) -> bytes:
    """Rows under the columns of their schema; a value inside ``derived`` is in a column such as ``derived_trials``."""
    columns = list(_columns(schema))
    lines = [[cell(_at(row, path), kind) for path, kind in columns] for row in rows]
    return for_programs([["_".join(path) for path, _ in columns], *lines]).encode()


def _columns(schema: Mapping[str, Any]) -> dict[tuple[tuple[str, ...], str], None]:
    """Path and type of every column, in the order of the schema; of several schemas, the columns of all."""
    if "anyOf" in schema:
        return {column: None for each in schema["anyOf"] for column in _columns(each)}
    found: dict[tuple[tuple[str, ...], str], None] = {}
    for name, each in schema["properties"].items():
        inner = _columns(each) if "properties" in each else {((), type_of(each)[0]): None}
        found |= {((name, *path), kind): None for path, kind in inner}
    return found


def _at(row: Values, path: tuple[str, ...]) -> Any:
    value: Any = row
    for name in path:
        value = (value or {}).get(name)
    return value
