"""The data package: every published table as CSV and Parquet, what they mean, and all of it in one zip.

Specification: Data Package 2.0, https://datapackage.org/standard/data-package/.
"""

import io
import json
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from typing import Any

from explainer.content import Content
from explainer.content.dates import date_span
from explainer.reuse.csv_text import for_programs
from explainer.reuse.schema import table_schema
from explainer.reuse.tables import PUBLISHED, Table
from explainer.reuse.values import row_cells
from explainer.settings import ROOT, SITE_NAME

NAME = "ketamine-in-evidence"
DESCRIPTOR, ARCHIVE = "datapackage.json", f"{NAME}.zip"
TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "zip": "application/zip",
}
"""Media types by the end of a file's name."""
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
AUTHORS = f"{SITE_NAME} contributors"
DESCRIPTION = (
    "Trials, results, reviews, side effects, approvals and events about ketamine and esketamine as treatments, each "
    "with its source. An empty cell means that something is not known, never zero. Estimates are as published, in both "
    "directions: `ketamine_better_when` says on which side of `null_value` ketamine did better. "
    "Rows that are held back are not published. The program that made this is under the MIT licence."
)


@dataclass(frozen=True)
class Package:
    """All files by name: each table as CSV and Parquet, ``datapackage.json``, and the zip with all of them."""

    files: Mapping[str, bytes]


@lru_cache(maxsize=1)
def version() -> str:
    """The version of the project, which is that of its data: what its numbers mean stands in ``docs/reuse.md``."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def made_on(content: Content) -> str:
    """The day of the last change of the data (``2026-12-05``), as the list of changes has it."""
    return max(date_span(change.date)[0] for change in content.changes).isoformat()


@lru_cache(maxsize=2)
def package(content: Content) -> Package:
    """The package of a content. The same content gives the same bytes on every machine."""
    files = {f"{name}.csv": csv_of(content, table).encode() for name, table in PUBLISHED.items()}
    as_parquet = import_module("explainer.reuse.parquet").as_parquet  # PyArrow holds 25 MB: only where a file is made
    files |= {f"{name}.parquet": as_parquet(table, list(table.rows(content))) for name, table in PUBLISHED.items()}
    files[DESCRIPTOR] = json.dumps(descriptor(content, files), ensure_ascii=False, indent=2).encode()
    return Package(files | {ARCHIVE: _zipped(files, made_on(content))})


def csv_of(content: Content, table: Table) -> str:
    """A published table as CSV."""
    return for_programs([list(table.columns), *(row_cells(table, row) for row in table.rows(content))])


def descriptor(content: Content, files: Mapping[str, bytes]) -> dict[str, Any]:
    """``datapackage.json`` of some files."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": SITE_NAME,
        "description": DESCRIPTION,
        "version": version(),
        "created": f"{made_on(content)}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": AUTHORS, "roles": ["author"]}],
        "sources": [
            {"title": "The publications, labels, laws and register entries of sources.csv", "path": "sources.csv"}
        ],
        "resources": list(_resources(files)),
    }


def _resources(files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """The CSV files with their schemas, then the same tables as Parquet, which brings its own."""
    for name, table in PUBLISHED.items():
        words = {"description": f"One row is {table.row_is}.", "encoding": "utf-8"}
        yield _resource(name, f"{name}.csv", files) | {"type": "table"} | words | {"schema": table_schema(table)}
    for name in PUBLISHED:
        yield _resource(f"{name}-parquet", f"{name}.parquet", files)


def _resource(name: str, path: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    kind = path.rsplit(".", 1)[1]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name,
        "path": path,
        "format": kind,
        "mediatype": TYPES[kind],
        "bytes": len(files[path]),
        "hash": f"sha256:{sha256(files[path]).hexdigest()}",
    }


def _zipped(files: Mapping[str, bytes], day: str) -> bytes:
    """All files in one zip. Their time is that of the last change, so that the same files give the same bytes."""
    year, month, date = (int(part) for part in day.split("-"))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, (year, month, date, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)
    return whole.getvalue()
