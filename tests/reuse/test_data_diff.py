"""Changes of the data between two versions, row by row."""

from pathlib import Path

import pytest

from explainer.reuse.data_diff import differences, main, read, report, step
from explainer.settings import data_dir
from tests.content.spoil import read as read_cells
from tests.content.spoil import replace, set_cells, write

TRIAL = "murrough-2013"


def changes(folder: Path) -> str:
    return report(differences(read(data_dir()), read(folder)))


def test_the_same_data_has_no_changes(data_copy: Path) -> None:
    assert changes(data_copy) == "0 rows added, 0 changed, 0 removed. Next version of the data: none."


def test_a_corrected_cell_is_named_with_what_was_there(data_copy: Path) -> None:
    set_cells(data_copy, "trials", TRIAL, n_randomised="72")
    said = changes(data_copy)
    assert f"  ~ {TRIAL}, n_randomised: 73 → 72" in said.splitlines()
    assert said.endswith("0 rows added, 1 changed, 0 removed. Next version of the data: patch.")


def test_a_row_more_and_a_row_less_are_named(data_copy: Path) -> None:
    header, rows = read_cells(data_copy, "glossary")
    write(data_copy, "glossary", header, [["new-word", *rows[0][1:]], *rows[1:]])
    said = changes(data_copy)
    assert "  + new-word" in said and f"  - {rows[0][0]}" in said
    assert "1 rows added, 0 changed, 1 removed. Next version of the data: minor." in said


def test_a_row_that_is_held_back_is_removed_and_remarks_of_curators_are_no_change(data_copy: Path) -> None:
    header, rows = read_cells(data_copy, "results")
    name = rows[0][header.index("id")]
    set_cells(data_copy, "results", name, for_curators="look again")
    assert "0 changed" in changes(data_copy)
    set_cells(data_copy, "results", name, held="not sure")
    assert f"  - {name}" in changes(data_copy)


def test_a_lost_column_is_a_major_step(data_copy: Path) -> None:
    header, rows = read_cells(data_copy, "eras")
    write(data_copy, "eras", header[:-1], [row[:-1] for row in rows])
    found = differences(read(data_dir()), read(data_copy))
    assert step(found) == "major" and f"lost column {header[-1]}" in report(found)


def test_a_text_counts_too(data_copy: Path) -> None:
    path = next((data_copy / "faq").glob("*.toml"))
    replace(data_copy, f"faq/{path.name}", 'question = "', 'question = "Well: ')
    assert f"  ~ {path.stem}, question: " in changes(data_copy)


def test_a_commit_is_compared_with_the_working_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["HEAD"]) == 0
    assert "Next version of the data" in capsys.readouterr().out


def test_a_commit_that_is_not_there_is_said_calmly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-version"]) == 1
    assert "can't read the data of no-such-version" in capsys.readouterr().err
