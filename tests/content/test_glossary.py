"""The glossary is checked as it is read: one explanation a word, no typed figure; changes name a page."""

from pathlib import Path

import pytest

from explainer.content import ContentError, load
from tests.content.spoil import set_cells


def faults(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load(folder)
    return [str(fault) for fault in raised.value.faults]


def test_two_explanations_of_one_word_are_a_fault(data_copy: Path) -> None:
    row = set_cells(data_copy, "glossary", "madrs", other_forms="Madrs scale; ham-d")
    (fault,) = faults(data_copy)
    assert f"glossary.csv, row {row + 1}, column other_forms: 'HAM-D' is a form of 'madrs' already" in fault


def test_a_typed_figure_in_an_explanation_is_a_fault(data_copy: Path) -> None:
    row = set_cells(data_copy, "glossary", "madrs", explanation="A scale with 10 questions.")
    assert faults(data_copy) == [
        f"data/glossary.csv, row {row}, column explanation: '10' is a typed figure: put {{field}} of "
        "this row or {row-id|field} of another in its place (madrs)"
    ]


def test_a_change_on_a_page_that_is_not_there_is_a_fault(data_copy: Path) -> None:
    row = set_cells(data_copy, "changes", "2026-11-22", page="nowhere")
    assert faults(data_copy) == [f"data/changes.csv, row {row}, column page: 'nowhere' is not a page (2026-11-22)"]
