"""Whoever corrects a figure in its cell has corrected the site, or the check says which cell now disagrees."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer.content import Content, ContentError, load
from explainer.content.facts import Fact
from explainer.content.figures import PLACEHOLDER
from explainer.content.model import Row
from explainer.content.read import FIRST_ROW
from explainer.content.trials import TrialResult
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import hundred
from explainer.settings import data_dir
from explainer.views.inline import plain
from explainer.views.parts import row_line
from explainer.views.text import text
from explainer.views.trial_card import result_blocks

NUMERIC = re.compile(r"-?\d+(\.\d+)?")
TABLES = sorted(path.stem for path in data_dir().glob("*.csv"))
NOT_FIGURES = {
    "order",
    "doi",
    "pmid",
    "date",
    "year",
    "contact",
    "p_value",
    "timepoint_hours",
    "ci_level",
    "null_value",
}
"""Columns whose numbers put things in order, name them, or say how others are to be read; none of them is printed."""

NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()

Cell = tuple[str, int, str, str]
"""Table, place of the row, column, and the key inside a JSON object if the figure stands in one."""


def read(folder: Path, table: str) -> tuple[list[str], list[dict[str, str]]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return list(rows.fieldnames or ()), list(rows)


def cells() -> Iterator[Cell]:
    """Every figure of every table of facts and results."""
    for table in TABLES:
        columns, rows = read(data_dir(), table)
        for place, row in enumerate(rows):
            if row.get("held"):
                continue
            for column in sorted(set(columns) - NOT_FIGURES):
                if column == "numbers" and row[column]:
                    yield from ((table, place, column, key) for key in _figures(json.loads(row[column])))
                elif NUMERIC.fullmatch(row[column]):
                    yield table, place, column, ""


def _figures(numbers: dict[str, Any]) -> Iterator[str]:
    for key, value in numbers.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield key
        elif isinstance(value, list):
            yield from (f"{key}.{place}" for place, each in enumerate(value) if isinstance(each, int | float))


CELLS = sorted(cells())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(data_dir(), tmp_path_factory.mktemp("figures") / "data"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=st.sampled_from(CELLS))
def test_a_corrected_figure_is_corrected_everywhere_or_refused(folder: Path, cell: Cell) -> None:
    table, place, *_ = cell
    path = folder / f"{table}.csv"
    before = path.read_bytes()
    old = change(folder, cell)
    row = read(data_dir(), table)[1][place]
    name = row.get("id") or row["trial"]
    try:
        changed = load(folder)
    except ContentError as error:
        where = f"data/{table}.csv, row {place + FIRST_ROW}, "
        assert any(str(fault).startswith(where) or name in f"{fault.record} {fault}" for fault in error.faults), str(
            error
        )
        return
    finally:
        path.write_bytes(before)
    for row_id, said in about(changed, name):
        assert still_said(old, said) <= allowed(changed, row_id, old), f"{old} is still said of {row_id}: {said}"


def change(folder: Path, cell: Cell) -> str:
    """Write another figure into a cell; the old one as it stands in the file."""
    table, place, column, key = cell
    columns, rows = read(folder, table)
    if column == "numbers":
        numbers = json.loads(rows[place][column], parse_float=Decimal)
        old = _swap(numbers, key.split("."))
        rows[place][column] = json.dumps(numbers, default=float)
    else:
        old = rows[place][column]
        rows[place][column] = other(old)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return old


def _swap(numbers: Any, keys: list[str]) -> str:
    for key in keys[:-1]:
        numbers = numbers[key]
    last: Any = int(keys[-1]) if isinstance(numbers, list) else keys[-1]
    old = str(numbers[last])
    numbers[last] = json.loads(other(old))
    return old


def other(figure: str) -> str:
    """Another figure of the same kind, a little larger, that nothing else is likely to be."""
    whole, _, part = figure.partition(".")
    return f"{whole}.{part}7" if part else str(int(whole) + 3)


def about(after: Content, name: str) -> Iterator[tuple[str, str]]:
    """What pages say of a row: its own line, and its card where it has one."""
    of_trial = [each for each in after.results if each.trial == name]
    for row in [after.rows[name]] if name in after.rows else of_trial:
        yield row.id, own_line(after, row)


def own_line(content: Content, row: Row) -> str:
    """The line of a row, and its card."""
    line = plain(row_line(content, row)).partition(" Source")[0]
    return line if isinstance(row, Fact) else f"{line}\n{text(result_blocks(content, row))}"


def still_said(old: str, said: str) -> int:
    """How often a figure is said, as digits with or without commas or as a word."""
    forms = {old, f"{Decimal(old):,}", old.removeprefix("-"), *words_for(old)}
    return sum(len(re.findall(rf"(?<![\w.,]){re.escape(form)}(?![\d]|[.,]\d)", said, re.IGNORECASE)) for form in forms)


def words_for(figure: str) -> list[str]:
    """Two and twenty are written as words in places."""
    is_small = figure.isdecimal() and int(figure) < len(NUMBER_WORDS)
    return [NUMBER_WORDS[int(figure)]] if is_small else []


def allowed(content: Content, row_id: str, old: str) -> int:
    """How often the figure may be said because another cell, a label, a name or the picture of the row holds the same.

    A word for a small number ("in two studies") is no figure for the check, so each that was typed is allowed.
    """
    row = content.rows[row_id]
    cells_of_row = json.dumps(row.model_dump(exclude={"statement", "note", "for_curators"}), default=str)
    elsewhere = (content.figure(other, field) for other, field in pointers(row_id))
    typed = PLACEHOLDER.sub("", typed_text(row_id))
    return 50 * sum(still_said(old, each) for each in (cells_of_row, typed, of_100(content, row), *elsewhere))


def of_100(content: Content, row: Row) -> str:
    """The whole people that the picture of a trial's result draws; a corrected count may be rounded to the old one."""
    picture = hundred(finding_of(content, row)) if isinstance(row, TrialResult) else None
    return "" if picture is None else f"{picture.with_ketamine} {picture.without} {abs(picture.gap)}"


def typed_text(row_id: str) -> str:
    """Everything that is typed in the row of a table."""
    rows = (row for table in TABLES for row in read(data_dir(), table)[1] if row.get("id") == row_id)
    return " ".join(
        text for row in rows for column, text in row.items() if column != "numbers" and not NUMERIC.fullmatch(text)
    )


def pointers(row_id: str) -> Iterator[tuple[str, str]]:
    """The figures of other rows that the texts of a row point at."""
    yield from ((each[1], each[2]) for each in PLACEHOLDER.finditer(typed_text(row_id)) if each[1])


def test_there_are_figures_to_correct() -> None:
    tables = {table for table, *_ in CELLS}
    assert {"trials", "results", "pooled", "adverse_effects", "timeline"} <= tables
