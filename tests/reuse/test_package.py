"""The data package: what frictionless, Parquet and a zip reader see of it."""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package as ForeignPackage

from explainer.content import Content, load
from explainer.content.load import TABLES, TEXTS
from explainer.reuse.package import ARCHIVE, DESCRIPTOR, package
from explainer.reuse.schema import table_schema
from explainer.reuse.tables import LEFT_OUT, NOT_PUBLISHED, PUBLISHED
from tests.content.spoil import set_cells


@pytest.fixture(scope="module")
def files(site_content: Content) -> Mapping[str, bytes]:
    return package(site_content).files


@pytest.fixture(scope="module")
def folder(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package unpacked."""
    place = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(files[ARCHIVE])) as archive:
        archive.extractall(place)
    return place


def validated(folder: Path) -> ForeignPackage:
    """The package as frictionless has it, without the Parquet files: it would need a further library for them."""
    read = ForeignPackage(str(folder / DESCRIPTOR))
    for resource in list(read.resources):
        if resource.format == "parquet":
            read.remove_resource(resource.name)
    return read


def faults(folder: Path) -> list[tuple[str, str]]:
    report = validated(folder).validate()
    return [(task.name, error.type) for task in report.tasks for error in task.errors]


def test_every_row_keeps_what_the_schema_says_of_types_keys_and_references(folder: Path) -> None:
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (",IV,", ",by balloon,", "constraint-error"),
        (",278,", ",many,", "type-error"),
        (",alshahrani-2022\n", ",nobody-2022\n", "foreign-key"),
        ("\nketamorph-2024,", "\nalshahrani-2022,", "primary-key"),
    ],
)
def test_a_spoilt_row_is_found(folder: Path, tmp_path: Path, before: str, after: str, kind: str) -> None:
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] in ("sources", "trials")]
    for each in descriptor["resources"]:
        del each["hash"], each["bytes"]
        shutil.copy(folder / each["path"], tmp_path)
    trials = tmp_path / "trials.csv"
    trials.write_text(trials.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    (tmp_path / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
    assert faults(tmp_path) == [("trials", kind)]


def test_the_zip_holds_every_file_and_the_descriptor_knows_its_size_and_hash(files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[ARCHIVE])) as archive:
        assert {*archive.namelist(), ARCHIVE} == set(files)
    described = {each["path"]: each for each in json.loads(files[DESCRIPTOR])["resources"]}
    assert {*described, ARCHIVE, DESCRIPTOR} == set(files)
    for path, each in described.items():
        assert each["bytes"] == len(files[path])
        assert each["hash"] == f"sha256:{sha256(files[path]).hexdigest()}"


def test_the_descriptor_names_version_licence_and_sources(files: Mapping[str, bytes]) -> None:
    descriptor = json.loads(files[DESCRIPTOR])
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["sources"][0]["path"] in files
    assert descriptor["version"].count(".") == 2


def test_every_table_is_published_or_has_a_reason(site_content: Content) -> None:
    texts = {table.texts for table in PUBLISHED.values()}
    assert {*TABLES, *TEXTS} == {*PUBLISHED, *texts, *NOT_PUBLISHED} - {"", "mechanism_texts", "questions"}
    columns = {name for model in (*TABLES.values(), *TEXTS.values()) for name in model.model_fields}
    assert set(LEFT_OUT) <= columns


@pytest.mark.parametrize("name", PUBLISHED)
def test_parquet_says_the_same_as_csv(files: Mapping[str, bytes], name: str) -> None:
    schema = table_schema(PUBLISHED[name])
    texts = {each["name"]: str for each in schema["fields"]}
    from_csv = pd.read_csv(io.BytesIO(files[f"{name}.csv"]), dtype=texts, keep_default_na=False)
    parquet = pq.read_table(io.BytesIO(files[f"{name}.parquet"]))
    assert parquet.column_names == list(from_csv.columns)
    for each in schema["fields"]:
        seen = [as_read(value, each["type"]) for value in parquet[each["name"]].to_pylist()]
        assert seen == [as_typed(cell, each["type"]) for cell in from_csv[each["name"]]], each["name"]


def as_read(value: Any, kind: str) -> Any:
    return (value or None) if kind == "list" else value


def as_typed(cell: str, kind: str) -> Any:
    """A cell by its type in the Table Schema."""
    if cell == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    return {"integer": int, "number": float, "list": str.split}.get(kind, str)(cell)


def test_a_row_that_is_held_back_and_the_remarks_of_curators_are_not_published(
    site_content: Content, files: Mapping[str, bytes]
) -> None:
    assert site_content.held
    for row_id, row in site_content.held.items():
        assert row_id.encode() not in files["results.csv"] + files["pooled.csv"]
        assert row.held.encode() not in b"".join(files.values())
    remarks = [row.for_curators for row in site_content.results if len(row.for_curators) > 30]
    assert remarks
    everything = b"".join(body for name, body in files.items() if name.endswith((".csv", ".json"))).decode()
    assert [remark for remark in remarks if remark in everything] == []


def test_texts_have_their_figures(files: Mapping[str, bytes]) -> None:
    for name in PUBLISHED:
        assert "|estimate}" not in files[f"{name}.csv"].decode()


def test_the_same_data_gives_the_same_bytes_and_another_figure_others(
    site_content: Content, files: Mapping[str, bytes], data_copy: Path
) -> None:
    again = package.__wrapped__(load(data_copy)).files
    assert dict(again) == dict(files)
    trial = next(iter(site_content.trials))
    set_cells(data_copy, "trials", trial, n_randomised="4321")
    changed = package.__wrapped__(load(data_copy)).files
    assert {name for name, body in changed.items() if body != files[name]} >= {"trials.csv", ARCHIVE, DESCRIPTOR}
    assert changed["sources.csv"] == files["sources.csv"]
