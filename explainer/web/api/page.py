"""The page about the API at ``/api/v1/``: what its OpenAPI document says, for people. Plain HTML without a script."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from explainer.content import Content
from explainer.reuse.schema import points_at, type_of
from explainer.settings import SITE_NAME
from explainer.views import blocks as b
from explainer.views.inline import Inline, Outside, joined
from explainer.views.view import View
from explainer.web.api.openapi import PROBLEM_SCHEMA, openapi
from explainer.web.first_html import FirstHtml, body_of
from explainer.web.page_base import without_app

ROOT = "./api/v1/"
TITLE = "The API"
LEAD = (
    "Programs can read all that this site holds: trials, results, side effects, sources, texts. It needs no key, and "
    "it can only be read. An empty value (null) means that something is not known, never zero."
)
POINTS = (
    "Every address gives JSON, or CSV if you add .csv to it or ask for text/csv.",
    "Filters are those of the pages. Several choices of one filter keep the records that have any of them; several "
    "filters keep those that pass all. Lists are always whole.",
    "What we computed ourselves is under derived. All else is as it stands in a source. Texts come with their figures.",
    "Answers have an ETag and the time of the data, and pages of any origin may read them. Please wait five minutes "
    "before you ask for the same again.",
    "Columns of version 1 stay as they are. New ones may come; a change that breaks programs gets a version 2.",
)
EXAMPLES = (
    "trials.csv",
    "trials?way=nose+spray&least=200",
    "results?of=ptsd&main=true",
    "conditions",
    "search?for=bladder",
    "reactions",
)


@lru_cache(maxsize=4)
def api_page(content: Content) -> bytes:
    """The page."""
    shown = View(TITLE, LEAD, tuple(_blocks(openapi(content))))
    first = FirstHtml(f"{TITLE} · {SITE_NAME}", LEAD, "api/v1/", body_of(content, None, shown))
    return without_app(first, "/api/v1/").encode()


def _blocks(document: Mapping[str, Any]) -> Iterator[b.Block]:
    yield b.Heading(TITLE, 1)
    yield b.Paragraph(LEAD)
    yield b.Bullets(POINTS)
    files = (("./data/ketamine-in-evidence.zip", "All tables in one file"), (f"{ROOT}openapi.json", "OpenAPI document"))
    yield b.Paragraph(joined([Outside(words, url) for url, words in files], " · "))
    yield b.Heading("Try it")
    yield b.Bullets(tuple(Outside(f"/api/v1/{each}", f"{ROOT}{each}") for each in EXAMPLES))
    yield b.Heading("What there is")
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        yield from _path(path, methods["get"], schemas)
    yield b.Heading("Errors")
    yield b.Paragraph(str(PROBLEM_SCHEMA["description"]))
    yield _table(("status", "when"), [("404", "there is no such id, collection or file"), *_errors(document)], "Errors")


def _path(path: str, get: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[b.Block]:
    yield b.Heading(f"/api/v1{path}", 3)
    yield b.Paragraph(f"{get['summary']}.")
    query = [each for each in get["parameters"] if each["in"] == "query"]
    if query:
        rows = [(each["name"], each.get("description", ""), _allowed(each["schema"])) for each in query]
        label = "Filters" if path[1:] in schemas else "Parameters"
        yield b.Fold(label, (_table(("key", "what it looks at", "values"), rows, f"Filters of {path}"),))
    if "{id}" in path:
        schema = schemas[path.split("/")[1]]
        for each in schema.get("anyOf", [schema]):
            yield b.Fold(_label(each), (_table(("column", "type", "meaning"), _columns(each), f"Columns of {path}"),))


def _label(schema: Mapping[str, Any]) -> str:
    table = schema["properties"].get("table", {}).get("const", "")
    return f"Columns of {table}" if table else "Columns"


def _columns(schema: Mapping[str, Any], before: str = "") -> list[tuple[str, str, str]]:
    """Name, type and meaning of each column, those inside ``derived`` too."""
    rows = []
    for name, each in schema["properties"].items():
        if "properties" in each:
            rows += _columns(each, f"{name}.")
            continue
        kind, is_empty = type_of(each)
        unit = f", {each['unit']}" if "unit" in each else ""
        words = [each.get("description", ""), _allowed(each) if "enum" in each else ""]
        words.append(f"an id of {points_at(each)}" if points_at(each) else "")
        rows.append(
            (f"{before}{name}", f"{kind}{unit}{' or null' if is_empty else ''}", "; ".join(filter(None, words)))
        )
    return rows


def _allowed(schema: Mapping[str, Any]) -> str:
    of = schema.get("items", schema)
    if "enum" in of:
        return " | ".join(str(option) for option in of["enum"] if option is not None)
    return f"{of['minimum']} to {of['maximum']}" if "maximum" in of else "any text"


def _errors(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Status and words of every error that a list may give."""
    every = {
        status: each for methods in document["paths"].values() for status, each in methods["get"]["responses"].items()
    }
    return [
        (status, each["description"]) for status, each in sorted(every.items()) if status >= "4" and status != "404"
    ]


def _table(columns: tuple[str, ...], rows: Sequence[tuple[Inline, ...]], alt: str) -> b.Table:
    return b.Table(columns, tuple(rows), alt)
