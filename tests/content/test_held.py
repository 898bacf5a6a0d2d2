"""A row held back is checked and kept in its file, but nothing shows it and nothing may point at it."""

from pathlib import Path

import pytest

from explainer.content import Content, load
from tests.content.spoil import read, replace, set_cells, write
from tests.content.test_faults import faults_of

HELD = "dakwar-2020/abstinent-end"
WHY = "the figure was never seen"
POOLED = "michelet-2018/pain-4wk"
UNUSED = "canuso-2018/madrs-4h"


def test_rows_with_doubts_of_the_curators_are_held_back_with_the_reason(site_content: Content) -> None:
    assert {HELD, "ferraro-2025/pain-immediate"} <= set(site_content.held)
    assert all(row.held for row in site_content.held.values())


def test_a_row_held_back_is_in_no_other_field(site_content: Content) -> None:
    shown = {row.id for row in (*site_content.results, *site_content.pooled)} | set(site_content.rows)
    assert shown.isdisjoint(site_content.held)
    with pytest.raises(KeyError):
        site_content.figure(HELD, "n_ketamine")


def test_no_row_that_is_shown_still_asks_to_be_checked(site_content: Content) -> None:
    doubts = ("check before", "check the paper", "check full text", "do not show", "before display", "inferred")
    for row in (*site_content.results, *site_content.pooled):
        left = [doubt for doubt in doubts if doubt in row.for_curators.lower()]
        assert not left or "Read again" in row.for_curators, row.id


def test_a_row_held_back_is_still_checked(data_copy: Path) -> None:
    row = set_cells(data_copy, "results", HELD, source="nobody-2013")
    expected = f"data/results.csv, row {row}, column source: 'nobody-2013' is not the id of a source ({HELD})"
    assert faults_of(data_copy) == [expected]


def test_every_reference_to_a_row_held_back_says_that_and_why(data_copy: Path) -> None:
    set_cells(data_copy, "pooled", POOLED, held=WHY)
    replace(data_copy, "conditions/ptsd.toml", 'summary = """', f'summary = """\n{{{POOLED}|estimate}}')
    faults = faults_of(data_copy)
    assert len(faults) >= 4
    assert all("'michelet-2018/pain-4wk' is held back: the figure was never seen" in fault for fault in faults)
    files = {fault.split(",")[0] for fault in faults}
    assert {"data/claims.csv", "data/conditions/chronic-pain.toml", "data/conditions/ptsd.toml"} <= files


def test_a_question_about_a_row_held_back_is_a_fault(data_copy: Path) -> None:
    header, rows = read(data_copy, "other_questions")
    write(data_copy, "other_questions", header, [*rows, [HELD, "it asks something else"]])
    (fault,) = faults_of(data_copy)
    assert f"column row: {HELD!r} is held back: " in fault


def test_a_main_outcome_does_not_rest_on_results_that_are_all_held_back(data_copy: Path) -> None:
    held = "etchison-2018/nrs-30min"
    set_cells(data_copy, "results", held, held=WHY)
    faults = [fault for fault in faults_of(data_copy) if "main_outcomes" in fault]
    assert len(faults) == 1 and "has only results that are held back" in faults[0]


def test_a_row_is_held_back_by_filling_one_cell(data_copy: Path) -> None:
    set_cells(data_copy, "results", UNUSED, held=WHY)
    content = load(data_copy)
    assert content.held[UNUSED].held == WHY
    assert UNUSED not in content.rows and UNUSED in content.held
