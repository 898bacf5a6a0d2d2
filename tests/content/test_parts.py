"""The site does not start if a part of the safety page would be empty or a trial would be missing from its lists."""

from pathlib import Path

import pytest

from explainer.content import ContentError, load
from tests.content.spoil import replace, set_cells

PAGE = "data/pages/safety.toml"


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load(folder)
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'anchor = "bladder"', 'anchor = "liver"',
            "parts: 'liver' is the anchor of two parts or lists",
        ),
        (
            'first = ["ketalar-emergence-12pct"]', 'first = ["ae-label-liver"]',
            "parts.anaesthesia.lists.2.first: 'ae-label-liver' is not in this list: its group or its setting is "
            "another",
        ),
        (
            'groups = ["pregnancy"]', 'groups = ["pregnancy"]\nsettings = ["home use"]',
            "parts.pregnancy.lists.1.groups: no row of adverse_effects.csv has one of these groups in one of these "
            "settings",
        ),
        (
            'what = "measures of blood pressure"\n', "",
            "parts.blood-pressure.what: is empty: the title of the picture and of its table needs it",
        ),
    ],
)  # fmt: skip
def test_a_part_that_would_not_show_what_it_names_is_a_fault(data_copy: Path, old: str, new: str, said: str) -> None:
    replace(data_copy, "pages/safety.toml", old, new)
    assert faults_of(data_copy) == [f"{PAGE}, {said}"]


def test_a_list_of_trials_without_the_other_medicine_is_a_fault(data_copy: Path) -> None:
    replace(data_copy, "pages/safety.toml", 'comparator = "propofol"\n', "")
    faults = faults_of(data_copy)
    said = "is empty: say against which medicine the trials in 'anaesthesia' are"
    assert f"{PAGE}, parts.anaesthesia.lists.4.comparator: {said}" in faults
    assert sum("'propofol', which no list" in fault for fault in faults) == 2


def test_a_trial_that_no_list_shows_is_a_fault(data_copy: Path) -> None:
    row = set_cells(data_copy, "trials", "jabre-2009", comparator_medicine="")
    said = f"is '', which no list of {PAGE} has for 'anaesthesia' (jabre-2009)"
    assert faults_of(data_copy) == [f"data/trials.csv, row {row}, column comparator_medicine: {said}"]


@pytest.mark.parametrize(
    ("table", "record", "cells", "column", "said"),
    [
        (
            "adverse_effects", "ae-spravato-trd-nausea", {"n_control": ""}, "label_table",
            "is filled, but it shows the head-counts of both groups, and one is not known",
        ),
        ("access", "insurance-us", {"molecule": ""}, "molecule", "is empty: say which medicine is paid for, or is not"),
        (
            "approvals", "reg-us-esketamine-schedule", {"statement": "United States: it is controlled."}, "statement",
            "begins with 'United States: ': leave it out and put true into place_leads",
        ),
    ],
)  # fmt: skip
def test_columns_that_the_page_needs_are_checked(
    data_copy: Path, table: str, record: str, cells: dict[str, str], column: str, said: str
) -> None:
    row = set_cells(data_copy, table, record, **cells)
    assert f"data/{table}.csv, row {row}, column {column}: {said} ({record})" in faults_of(data_copy)
