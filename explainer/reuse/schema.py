"""The schema of a published table, from its pydantic model: as JSON Schema, and as Table Schema of a Data Package.

Specifications: JSON Schema 2020-12, https://json-schema.org; Table Schema 2.0, https://datapackage.org/standard/table-schema/.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from explainer.reuse.tables import Table

KEY_OF: Mapping[str, tuple[str, str]] = {
    "sources": ("sources", "id"),
    "conditions": ("conditions", "id"),
    "mechanisms": ("mechanism_texts", "id"),
    "trials": ("trials", "id"),
    "families": ("outcome_families", "family"),
    "events": ("timeline", "id"),
    "results": ("results", "id"),
    "faq": ("questions", "id"),
}
"""Table and column of the ids of each collection that a field may point at; rows of any table have no one table."""
_CONSTRAINTS = {
    "enum": "enum",
    "pattern": "pattern",
    "minLength": "minLength",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusiveMinimum",
    "exclusiveMaximum": "exclusiveMaximum",
}


class _DecimalsAreNumbers(GenerateJsonSchema):
    """Pydantic's JSON Schema, but a decimal is a number alone: pydantic lets it be a text as well."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number with its limits."""
        number: JsonSchemaValue = {"type": "number"}
        self.update_with_validations(number, schema, self.ValidationsMapping.numeric)
        return number


@lru_cache
def json_schema(table: Table) -> dict[str, Any]:
    """The JSON Schema of a row as the API sends it: every column is there, and ``null`` where it is not known.

    Schemas of records inside a row are in ``$defs``.
    """
    whole = table.model.model_json_schema(schema_generator=_DecimalsAreNumbers)
    filled = {*whole.get("required", ())}
    properties = {name: _property(whole["properties"][name], name in filled) for name in table.columns}
    schema = {
        "type": "object",
        "description": f"One row is {table.row_is}.",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    inner = {name: _inner(each) for name, each in whole.get("$defs", {}).items()}
    return schema | ({"$defs": inner} if inner else {})


def record_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a record that is no row of a table; every field is there, and ``null`` where not known."""
    return _inner(model.model_json_schema(schema_generator=_DecimalsAreNumbers))


def _inner(schema: dict[str, Any]) -> dict[str, Any]:
    """A record inside a row, all of its fields there."""
    properties = {name: _property(each, is_filled=True) for name, each in schema["properties"].items()}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _property(schema: dict[str, Any], is_filled: bool) -> dict[str, Any]:
    """One column. A choice between schemas becomes one schema, empty texts become ``null``."""
    choices = schema.get("anyOf", [{}])
    known = [each for each in choices if each.get("type") != "null"]
    flat = {key: value for key, value in schema.items() if key not in ("anyOf", "default", "title")}
    for each in known:
        flat |= {key: value for key, value in each.items() if key not in ("enum", "const")}
    options = [
        option for each in (schema, *known) for option in (each.get("enum") or [each["const"]] if _chosen(each) else ())
    ]
    is_empty = len(known) < len(choices) or (flat.get("type") == "string" and not is_filled)
    flat.pop("const", None)
    if options:
        flat["enum"] = [option for option in dict.fromkeys(options) if option != ""] + [None] * is_empty
    if is_empty:
        flat["type"] = [flat["type"], "null"]
    if "description" in flat:
        flat["description"] = one_line(flat["description"])
    return flat


def _chosen(schema: dict[str, Any]) -> bool:
    return "enum" in schema or "const" in schema


def one_line(docstring: str) -> str:
    """A docstring as one line, with single backticks."""
    return " ".join(docstring.replace("``", "`").split())


@lru_cache
def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table: fields with types, units, allowed values; keys, and what counts as missing."""
    properties = json_schema(table)["properties"]
    fields = [field(name, each) for name, each in properties.items()]
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [_foreign_key(name, each["points_at"], table) for name, each in properties.items() if _points(each)]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def field(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """A field of a Table Schema from the JSON Schema of a column."""
    kind, is_empty = type_of(schema)
    found: dict[str, Any] = {"name": name, "type": kind}
    if kind == "list":
        found |= {"delimiter": " ", "itemType": "string"}
    found |= {key: schema[key] for key in ("description", "unit") if key in schema}
    limits = {there: schema[here] for here, there in _CONSTRAINTS.items() if here in schema}
    if "enum" in limits:
        limits["enum"] = [option for option in limits["enum"] if option is not None]
    if not is_empty and kind not in ("list", "array", "object"):
        limits = {"required": True} | limits
    return found | ({"constraints": limits} if limits else {})


def type_of(schema: Mapping[str, Any]) -> tuple[str, bool]:
    """The type in a Table Schema, and whether a cell may be empty. Several ids are a list, other lists are JSON."""
    kinds = schema.get("type", "object")
    names = [kinds] if isinstance(kinds, str) else kinds
    kind = next(name for name in names if name != "null")
    if kind == "array" and "pattern" in schema.get("items", {}):
        kind = "list"
    return kind, "null" in names


def _points(schema: Mapping[str, Any]) -> bool:
    """Whether a column holds ids of one table. Several ids in a cell can't be a foreign key."""
    return schema.get("points_at") in KEY_OF and type_of(schema)[0] != "list"


def _foreign_key(name: str, collection: str, table: Table) -> dict[str, Any]:
    there, column = KEY_OF[collection]
    reference = {"fields": [column]} | ({} if there == table.name else {"resource": there})
    return {"fields": [name], "reference": reference}


def points_at(schema: Mapping[str, Any]) -> str:
    """``sources.id`` where a column holds one or several ids of a table; else an empty text."""
    collection = schema.get("points_at") or schema.get("items", {}).get("points_at", "")
    return ".".join(KEY_OF[collection]) if collection in KEY_OF else ""
