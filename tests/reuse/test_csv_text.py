"""CSV for people: no cell is run as a formula, and what was written is read back."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.reuse.csv_text import for_people, for_programs

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (5.0, "5"), (4394.0, "4394"), (0.5, "0.5"), (None, ""), (Decimal("31.60"), "31.60"), (-4, "-4"),
        ("-4.5", "-4.5"), ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-cmd", "'-cmd"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"), ("café", "café"), ("a,b", "a,b"),
    ],
)  # fmt: skip
def test_a_cell_is_what_a_spreadsheet_should_show(cell: object, seen: str) -> None:
    assert read(for_people([("x",), (cell,)])) == [["x"], [seen]]


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1))
def test_no_cell_can_be_taken_for_a_formula_and_all_others_stay(rows: list[list[str]]) -> None:
    for row, found in zip(rows, read(for_people(rows)), strict=True):
        for cell, seen in zip(row, found, strict=True):
            is_number = seen.lstrip("+-").replace(".", "", 1).isdecimal()
            assert seen[0] not in "=+-@" or is_number
            assert seen in (cell, f"'{cell}")


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1))
def test_csv_for_programs_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    assert read(for_programs(rows).encode()) == rows
