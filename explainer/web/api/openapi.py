"""The OpenAPI 3.1 document of the API, from the same collections, schemas and filters that answer requests.

Specification: https://spec.openapis.org/oas/v3.1.0
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from explainer.content import Content
from explainer.find.filters import ON, Filter
from explainer.reuse.package import DESCRIPTION, LICENCE, version
from explainer.settings import SITE_NAME
from explainer.web.api.asked import FORMS, LONGEST
from explainer.web.api.collections import COLLECTIONS, by_id, filters_of
from explainer.web.api.readers import FOR, FOUND, REACTIONS, REACTIONS_NAME, SEARCH_NAME, questions
from explainer.web.problems import PROBLEM

Json = dict[str, Any]
_REF = "#/components/schemas/"
PROBLEM_SCHEMA: Json = {
    "type": "object",
    "description": "What is wrong (RFC 9457). Some have more: `near` with names that are like, `allowed` with values.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}


@lru_cache(maxsize=8)
def openapi_json(content: Content, site: str) -> bytes:
    """The document as JSON; ``site`` is the address of the site, as the request came to it."""
    return json.dumps(openapi(content, site), ensure_ascii=False).encode()


def openapi(content: Content, site: str = "") -> Json:
    """The document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{SITE_NAME}: API",
            "version": version(),
            "description": DESCRIPTION,
            "license": {"name": LICENCE["title"], "identifier": LICENCE["name"]},
        },
        "servers": [{"url": f"{site or '/'}api/v1"}],
        "paths": dict(_paths(content)),
        "components": {"schemas": dict(_schemas())},
    }


def _schemas() -> Iterator[tuple[str, Json]]:
    """The schema of each kind of record, by the name of its collection; of records inside a record, by their own."""
    for name, collection in COLLECTIONS.items():
        inner = collection.schema.get("$defs", {})
        yield name, _moved({key: value for key, value in collection.schema.items() if key != "$defs"})
        yield from ((each, _moved(schema)) for each, schema in inner.items())
    yield from ((SEARCH_NAME, FOUND), (REACTIONS_NAME, REACTIONS), ("problem", PROBLEM_SCHEMA))


def _moved(schema: Json) -> Json:
    """A schema whose references lead to the components of the document."""
    moved: Json = json.loads(json.dumps(schema).replace('"#/$defs/', f'"{_REF}'))
    return moved


def _paths(content: Content) -> Iterator[tuple[str, Json]]:
    for name, collection in COLLECTIONS.items():
        parameters = [_parameter(each) for each in filters_of(content, name)]
        yield f"/{name}", _get(f"List: {collection.item_is}", name, parameters, is_list=True)
        yield f"/{name}/{{id}}", _get(f"One record: {collection.item_is}", name, [_id(list(by_id(content, name)))])
    yield (
        f"/{REACTIONS_NAME}",
        _get("How readers reacted to each answer: counts only", REACTIONS_NAME, [], is_list=True),
    )
    yield f"/{REACTIONS_NAME}/{{id}}", _get("The reactions to one answer", REACTIONS_NAME, [_id(questions(content))])
    words = {"name": FOR, "in": "query", "required": True, "schema": {"type": "string"}, "example": "bladder"}
    yield f"/{SEARCH_NAME}", _get("Everything on the site that has a word", SEARCH_NAME, [words], is_list=True)


def _id(ids: list[str]) -> Json:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Its id. A slash in it may be written as it is.",
        "schema": {"type": "string", "enum": ids} if len(ids) < 40 else {"type": "string", "minLength": 1},
        "example": ids[0],
    }


def _get(summary: str, name: str, parameters: list[Json], *, is_list: bool = False) -> Json:
    """The reading of a path. Both forms are there by Accept, or by ``.json`` and ``.csv`` at the end of the path."""
    ref: Json = {"$ref": f"{_REF}{name}"}
    schema = _list_of(ref) if is_list else ref
    right = {FORMS["json"]: {"schema": schema}, FORMS["csv"]: {"schema": {"type": "string"}}}
    wrong = {PROBLEM: {"schema": {"$ref": f"{_REF}problem"}}}
    responses: Json = {
        "200": {"description": "It is there.", "content": right},
        "304": {"description": "You have it already."},
        "400": {"description": "A parameter or its value is not known.", "content": wrong},
        "406": {"description": "Neither JSON nor CSV was asked for.", "content": wrong},
    }
    if not is_list:
        responses["404"] = {"description": "There is no such id; some that are like it.", "content": wrong}
    if name == REACTIONS_NAME:
        responses["503"] = {"description": "The votes can't be reached at the moment.", "content": wrong}
    operation = f"{'list' if is_list else 'get'}_{name}"
    return {"get": {"operationId": operation, "summary": summary, "parameters": parameters, "responses": responses}}


def _list_of(item: Json) -> Json:
    return {
        "type": "object",
        "properties": {
            "version": {"type": "string", "description": "Version of the data."},
            "licence": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "rows": {"type": "array", "items": item},
        },
        "required": ["version", "licence", "count", "rows"],
        "additionalProperties": False,
    }


def _parameter(each: Filter[Any]) -> Json:
    return {"name": each.key, "in": "query", "description": each.label, "schema": parameter_schema(each)}


def parameter_schema(each: Filter[Any]) -> Mapping[str, Any]:
    """What a filter takes. One with several choices keeps the records that have any of them."""
    number = {"type": "integer", "minimum": each.ends[0], "maximum": each.ends[1]}
    match each.kind:
        case "text":
            return {"type": "string", "maxLength": LONGEST}
        case "several" | "list":
            return {"type": "array", "items": {"type": "string", "enum": list(each.options)}}
        case "switch":
            return {"type": "string", "enum": [ON]}
        case "least":
            return number
    return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
