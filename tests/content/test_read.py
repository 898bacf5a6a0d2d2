"""Faults of a whole file, and the promise that nothing in a file breaks the check itself."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explainer.content import ContentError, load
from explainer.content.facts import Misuse
from explainer.content.faults import Fault
from explainer.content.load import TABLES
from explainer.content.read import read_table
from explainer.settings import data_dir
from tests.content.spoil import read, replace, set_cells, write

COLUMNS = " ".join(Misuse.model_fields)
NO_FILE = "data/misuse.csv: can't be read: [Errno 2] No such file or directory: '/misuse.csv'"


def spoil_header(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / "misuse.csv"
        header, *rest = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([",".join(change(header.split(","))), *rest]), encoding="utf-8")

    return spoil


def add_line(line: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        header, rows = read(folder, "misuse")
        write(folder, "misuse", header, rows[:4])
        with (folder / "misuse.csv").open("a", encoding="utf-8") as file:
            file.write(line)

    return spoil


LAYOUT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a column missing": (
        spoil_header(lambda header: ["id", "measure", "spot", *header[3:]]),
        f"data/misuse.csv, row 1, column place: is missing from the header; expected the columns {COLUMNS}\n"
        "data/misuse.csv, row 1, column spot: is not a column of this table",
    ),
    "a column too many": (
        spoil_header(lambda header: [*header, "mood"]),
        "data/misuse.csv, row 1, column mood: is not a column of this table",
    ),
    "a column without a name": (
        spoil_header(lambda header: [*header, ""]),
        "data/misuse.csv, row 1, column (no name): is not a column of this table",
    ),
    "a column twice": (
        spoil_header(lambda header: ["id", *header]),
        "data/misuse.csv, row 1, column id: stands twice in the header",
    ),
    "no file": (lambda folder: (folder / "misuse.csv").unlink(), NO_FILE),
    "no rows": (
        lambda folder: write(folder, "misuse", COLUMNS.split(), []),
        "data/misuse.csv: has no rows",
    ),
    "not UTF-8": (
        lambda folder: (folder / "misuse.csv").write_bytes(b"\xff\xfe\x00"),
        "data/misuse.csv: can't be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ),
    "a quote that is never closed": (
        add_line('x,"y,,,,,,\n'),
        "data/misuse.csv, row 6: is not valid CSV: unexpected end of data",
    ),
    "too few cells": (add_line("x,y\n"), "data/misuse.csv, row 6: has 2 cells, not 8"),
    "too many cells": (add_line("x,y,,,,,,,\n"), "data/misuse.csv, row 6: has 9 cells, not 8"),
    "broken TOML": (
        lambda folder: replace(folder, "faq/bladder.toml", 'id = "bladder"', "id = bladder"),
        "data/faq/bladder.toml: can't be read: Invalid value (at line 1, column 6)",
    ),
    "TOML with an unknown key": (
        lambda folder: replace(folder, "faq/bladder.toml", 'id = "bladder"', 'id = "bladder"\ncolour = "red"'),
        "data/faq/bladder.toml, colour: is not a key of this kind of file (bladder)",
    ),
    "TOML without a key it needs": (
        lambda folder: replace(folder, "faq/bladder.toml", 'short = "', 'also_asked_2 = "'),
        "data/faq/bladder.toml, also_asked_2: is not a key of this kind of file (bladder)\n"
        "data/faq/bladder.toml, short: is empty, but must be filled (bladder)",
    ),
    "an id that is not the file's name": (
        lambda folder: replace(folder, "faq/bladder.toml", 'id = "bladder"', 'id = "blader"'),
        "data/faq/bladder.toml, id: 'blader' is not the file's name",
    ),
    "a folder without texts": (lambda folder: shutil.rmtree(folder / "faq"), "data/faq: has no TOML files"),
}


@pytest.mark.parametrize(("spoil", "said"), LAYOUT.values(), ids=LAYOUT.keys())
def test_a_fault_of_a_whole_file_is_said_with_its_place_and_cause(
    data_copy: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(data_copy)
    with pytest.raises(ContentError) as caught:
        load(data_copy)
    found = "\n".join(str(fault) for fault in caught.value.faults)
    assert found.replace(str(data_copy), "") == said


def test_an_empty_file_is_one_fault_that_names_every_column(data_copy: Path) -> None:
    (data_copy / "misuse.csv").write_text("")
    with pytest.raises(ContentError) as caught:
        load(data_copy)
    (fault,) = caught.value.faults
    assert str(fault) == f"data/misuse.csv, row 1: is empty; expected the columns {' '.join(Misuse.model_fields)}"


def test_a_line_break_inside_a_cell_shifts_no_row(data_copy: Path) -> None:
    header, rows = read(data_copy, "misuse")
    rows[0][header.index("statement")] = "One line\nand another."
    write(data_copy, "misuse", header, rows)
    place = set_cells(data_copy, "misuse", rows[2][0], place="Moon")
    with pytest.raises(ContentError) as caught:
        load(data_copy)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(place, "place")] == [(4, "place")]


def test_the_order_of_columns_does_not_matter(data_copy: Path) -> None:
    header, rows = read(data_copy, "misuse")
    write(data_copy, "misuse", header[::-1], [row[::-1] for row in rows])
    assert load(data_copy).misuse == load(data_dir()).misuse


CELL = st.text(max_size=30) | st.sampled_from(
    ["", "0", "-1", "2019-13", "NaN", '{"n": 4}', "[]", '{"n": 1e9}', "true", "major-depression", "\x00", '"', "\n"]
)
NUMBERS_THAT_ONCE_BROKE_THE_CHECK = ['{"n": 1e99999999999999999999}', "[" * 100_000, '{"n": ' + "1" * 5_000 + "}"]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read") / "misuse.csv"


@given(rows=st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=4))
@example(rows=[["x", "", "", "z", numbers, "s", "y", "US"] for numbers in NUMBERS_THAT_ONCE_BROKE_THE_CHECK])
@settings(max_examples=150)
def test_whatever_stands_in_cells_gives_rows_or_faults(table: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS.split(), *rows])
    table.write_text(text.getvalue(), encoding="utf-8", newline="")
    faults: list[Fault] = []
    records = read_table(table, Misuse, faults)
    assert records or faults
    assert all(fault.file == "data/misuse.csv" and fault.message for fault in faults)


@given(constant=st.sampled_from(["NaN", "Infinity", "-Infinity"]))
def test_a_figure_that_is_no_number_is_refused(table: Path, constant: str) -> None:
    table.write_text(f'{COLUMNS.replace(" ", ",")}\nx,,,z,"{{""n"": {constant}}}",s,y,US\n', encoding="utf-8")
    faults: list[Fault] = []
    assert read_table(table, Misuse, faults) == []
    assert [(fault.row, fault.column) for fault in faults] == [(2, "numbers")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(data_dir(), tmp_path_factory.mktemp("random") / "data"))


@pytest.mark.slow
@given(name=st.sampled_from(sorted(TABLES)), bytes_=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=25)
def test_random_bytes_for_a_table_are_refused_with_its_name(folder: Path, name: str, bytes_: bytes) -> None:
    path = folder / f"{name}.csv"
    whole = path.read_bytes()
    path.write_bytes(bytes_)
    try:
        with pytest.raises(ContentError) as caught:
            load(folder)
    finally:
        path.write_bytes(whole)
    assert {fault.file for fault in caught.value.faults} == {f"data/{name}.csv"}


@pytest.mark.slow
@given(name=st.sampled_from(sorted(TABLES)), data=st.data())
@settings(max_examples=40)
def test_any_text_in_a_cell_gives_content_or_faults(folder: Path, name: str, data: st.DataObject) -> None:
    path = folder / f"{name}.csv"
    whole = path.read_bytes()
    header, rows = read(folder, name)
    row = data.draw(st.sampled_from(rows))
    row[data.draw(st.integers(0, len(header) - 1))] = data.draw(CELL)
    write(folder, name, header, rows)
    try:
        load(folder)
    except ContentError as error:
        assert error.faults  # and no other exception
    finally:
        path.write_bytes(whole)
