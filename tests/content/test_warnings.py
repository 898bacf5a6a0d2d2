"""What asks for attention is said by the check, and stops nothing."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import content, load
from explainer.content.warnings import warnings
from explainer.settings import ROOT, data_dir
from explainer.site import CONDITIONS
from tests.content.spoil import read, set_cells
from tests.content.test_retracted import NOTICE
from tests.whole.contracts import said_on

REAL = content()


def said(folder: Path, today: str) -> list[str]:
    return [str(each) for each in warnings(load(folder), folder, datetime.date.fromisoformat(today))]


def place(folder: Path, condition: str) -> int:
    return next(number for number, row in enumerate(read(folder, "readings")[1], start=2) if row[0] == condition)


@pytest.mark.parametrize("today", ["2024-02-29", "2024-12-31", "2025-02-28"])
def test_a_reading_of_the_last_twelve_months_is_not_warned_of(data_copy: Path, today: str) -> None:
    for row in read(data_copy, "readings")[1]:
        set_cells(data_copy, "readings", row[0], reviewed="2024-02-29")
    assert said(data_copy, today) == []


def test_a_reading_is_warned_of_after_twelve_months_with_its_place(data_copy: Path) -> None:
    row = set_cells(data_copy, "readings", "ptsd", reviewed="2024-02-29")
    said_then = said(data_copy, "2025-03-01")
    message = "last checked 29 February 2024, more than twelve months ago (ptsd)"
    assert f"data/readings.csv, row {row}, column reviewed: {message}" in said_then


def test_a_day_in_the_future_is_warned_of(data_copy: Path) -> None:
    row = set_cells(data_copy, "readings", "ptsd", reviewed="2030-01-02")
    message = "2 January 2030 is in the future (ptsd)"
    assert f"data/readings.csv, row {row}, column reviewed: {message}" in said(data_copy, "2030-01-01")


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)))
def test_every_condition_is_warned_of_once_at_most_for_its_age(today: datetime.date) -> None:
    found = [each.record for each in warnings(REAL, data_dir(), today)]
    assert len(set(found)) == len(found)


def test_figures_of_a_retracted_paper_in_texts_and_readings_checked_before_are_named(data_copy: Path) -> None:
    set_cells(data_copy, "sources", "wink-2021", **NOTICE | {"retracted": "2027-01"})
    found = said(data_copy, "2026-11-30")
    row = place(data_copy, "autism")
    checked = "last checked 27 November 2026, before wink-2021 was retracted (autism)"
    assert f"data/readings.csv, row {row}, column reviewed: {checked}" in found
    assert any("data/conditions/autism.toml: line" in each and "wink-2021/" in each for each in found)
    set_cells(data_copy, "readings", "autism", reviewed="2027-02-01")
    assert not any("(autism)" in each for each in said(data_copy, "2027-02-01"))


def test_the_check_warns_and_still_succeeds(data_copy: Path) -> None:
    set_cells(data_copy, "readings", "ptsd", reviewed="2001-01-01")
    done = subprocess.run(
        [sys.executable, "-m", "explainer.content"], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"EXPLAINER_DATA": str(data_copy)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Please look at data/readings.csv, row" in done.stdout and "(ptsd)" in done.stdout


def test_every_condition_says_when_it_was_last_checked() -> None:
    for name, reading in REAL.readings.items():
        day = f"{reading.reviewed.day} {reading.reviewed:%B %Y}"
        assert f"Last checked | {day}" in said_on(REAL, CONDITIONS, condition=name)


@pytest.mark.parametrize("cell", ["", "2026-11", "yesterday", "2026-02-30"])
def test_the_day_of_a_check_must_be_a_full_date(data_copy: Path, cell: str) -> None:
    row = set_cells(data_copy, "readings", "ptsd", reviewed=cell)
    with pytest.raises(Exception, match=f"readings.csv, row {row}, column reviewed"):
        load(data_copy)
