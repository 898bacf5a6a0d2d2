"""Rows are added to a CSV file without a change of any other byte."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.upkeep.tables import put_back, saved, with_row, write

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=8)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=6)


def table(rows: list[tuple[str, ...]], ending: str, quoting: int) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ending, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(
    ROWS, st.tuples(CELLS, CELLS), st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
)
def test_the_old_rows_stay_as_they_are_written_and_the_new_one_is_among_them(
    rows: list[tuple[str, str]], new: tuple[str, str], ending: str, quoting: int
) -> None:
    before = table([("id", "text"), *rows], ending, quoting)
    after = with_row(before, {"id": new[0], "text": new[1]})
    place = cells(after).index(list(new), 1)
    line = table([new], ending, csv.QUOTE_MINIMAL)
    without = [after[:at] + after[at + len(line) :] for at in range(len(after)) if after.startswith(line, at)]
    assert before in without
    assert len(cells(after)) == len(cells(before)) + 1 and place


@given(st.lists(st.text("abcxyz", min_size=1), unique=True, min_size=2), st.text("abcxyz", min_size=1))
def test_a_table_that_is_sorted_stays_sorted_and_another_gets_the_row_at_its_end(keys: list[str], new: str) -> None:
    text = "id\n" + "".join(f"{key}\n" for key in keys)
    after = [row[0] for row in cells(with_row(text, {"id": new}))[1:]]
    assert after == (sorted([*keys, new]) if keys == sorted(keys) else [*keys, new])


def test_a_last_line_without_an_ending_gets_one_and_a_byte_order_mark_stays() -> None:
    assert with_row("\ufeffid,a\r\nb,1", {"id": "c", "a": "2"}) == "\ufeffid,a\r\nb,1\r\nc,2\r\n"


def test_a_column_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="no column colour"):
        with_row("id\n", {"id": "a", "colour": "red"})


def test_files_are_put_back_and_new_ones_removed(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.toml"
    old.write_bytes(b"\xef\xbb\xbfid\r\n")
    before = saved({old: "", new: ""})
    write({old: "id\nb\n", new: "id = 1\n"})
    assert old.read_bytes() == b"id\nb\n" and new.exists()
    put_back(before)
    assert old.read_bytes() == b"\xef\xbb\xbfid\r\n" and [path.name for path in tmp_path.iterdir()] == ["old.csv"]
