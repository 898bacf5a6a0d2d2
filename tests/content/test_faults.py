"""Each kind of fault in ``data/``, one at a time: the message names the file, the row, the column and the cause."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explainer.content import ContentError, load
from explainer.content.faults import Fault
from explainer.settings import ROOT
from tests.content.spoil import read, replace, set_cells, write

TRIAL = "murrough-2013/madrs-24h"
UNTESTED = {"ketamine_better_when": "", "null_value": ""}

CELLS: dict[str, tuple[str, str, dict[str, str], str, str]] = {
    # what is wrong: (table, record, cells, column, message)
    "a number that is none": ("results", TRIAL, {"estimate": "3,2"}, "estimate", "'3,2' should be a valid decimal"),
    "not a finite number": ("pooled", "borgogna-2024/24h", {"i2": "NaN"}, "i2", "'NaN' should be a finite number"),
    "a count that is none": (
        "trials", "murrough-2013", {"n_randomised": "7.5"}, "n_randomised",
        "'7.5' should be a valid integer, unable to parse string as an integer",
    ),
    "a percentage above 100": (
        "results", TRIAL, {"pct_ketamine": "100.1"}, "pct_ketamine", "'100.1' should be less than or equal to 100",
    ),
    "a negative count": (
        "results", TRIAL, {"n_control": "-1"}, "n_control", "'-1' should be greater than or equal to 0",
    ),
    "an interval above its estimate": (
        "results", TRIAL, {"estimate": "3.2", "ci_low": "4.1", "ci_high": "9"}, "ci_low", "4.1 is above estimate 3.2",
    ),
    "an interval below its estimate": (
        "results", TRIAL, {"estimate": "3.2", "ci_low": "-1", "ci_high": "3.1"}, "ci_high", "3.1 is below estimate 3.2",
    ),
    "an interval the wrong way round": (
        "results", TRIAL, {"estimate": "", "ci_low": "2", "ci_high": "1"}, "ci_low", "2 is above ci_high 1",
    ),
    "an odds ratio below 0": (
        "results", TRIAL, {"effect_measure": "odds ratio", "estimate": "2", "ci_low": "-1", "ci_high": "3"}, "estimate",
        "odds ratio and interval must be above 0",
    ),
    "a direction without a null": (
        "results", TRIAL, {"null_value": ""}, "null_value", "is empty though ketamine_better_when is filled",
    ),
    "more events than people": (
        "results", TRIAL, {"events_ketamine": "48", "n_ketamine": "47"}, "events_ketamine", "48 is above n_ketamine 47",
    ),
    "a percentage that is not that of its counts": (
        "results", "lii-2023/response-day1", {"pct_ketamine": "61"}, "pct_ketamine",
        "61 is not 12 of 20, which is 60.00 of 100",
    ),
    "a percentage that is rounded down where that is not said": (
        "results", "graven-nielsen-2000/response", {"pct_differs": ""}, "pct_ketamine",
        "58 is not 17 of 29, which is 58.62 of 100",
    ),
    "a risk difference without its unit": (
        "results", "hardy-2012/response", {"effect_unit": ""}, "effect_unit",
        "is ''; a risk difference has 'percentage points' or 'of 1'",
    ),
    "a unit that a measure can't have": (
        "results", TRIAL, {"effect_unit": "of 1"}, "effect_unit",
        "is 'of 1'; a mean difference has empty or '% change'",
    ),
    "a figure typed in a note": (
        "results", TRIAL, {"note": "Only 72 people."}, "note",
        "'72' is a typed figure: put {field} of this row or {row-id|field} of another in its place",
    ),
    "a note that points at nothing": (
        "pooled", "borgogna-2024/24h", {"note": "{people} people."}, "note", "{people} points at no filled figure",
    ),
    "a note that points at a row held back": (
        "results", TRIAL, {"note": "{dakwar-2020/abstinent-end|n_ketamine} people."}, "note",
        "'dakwar-2020/abstinent-end' is held back: the counts come from a news account, not the paper; how "
        "abstinent was defined is not known; to be checked in the paper",
    ),
    "more harms than people": (
        "adverse_effects", "ae-bp-8-19", {"events_control": "8", "n_control": "7"}, "events_control",
        "8 is above n_control 7",
    ),
    "a percentage that its counts don't have": (
        "adverse_effects", "ae-spravato-trd-dizziness", {"events_drug": "69"}, "pct_drug",
        "29 is not events_drug 69 of n_drug 346: 19.94",
    ),
    "a figure's name that is a column": (
        "misuse", "misuse-dependence-17pct", {"numbers": '{"pct": 17, "place": 2}'}, "numbers",
        "'place' is a column of this table: give the figure there, or the key another name",
    ),
    "a figure typed into a statement": (
        "misuse", "misuse-dependence-17pct", {"statement": "In 2019, {pct}% of 93 people."}, "statement",
        "'93' is a typed figure: put {field} of this row or {row-id|field} of another in its place",
    ),
    "a figure that its row doesn't have": (
        "misuse", "misuse-dependence-17pct", {"statement": "In {n} people."}, "statement",
        "{n} points at no filled figure",
    ),
    "a figure that words can't say": (
        "claims", "ptsd", {"why": "In {abdallah-2022/pcl5-standard|n_randomised:word} people."}, "why",
        "{abdallah-2022/pcl5-standard|n_randomised:word} can't write 158 as 'word'",
    ),
    "a chain of texts": (
        "readings", "ptsd", {"why": "{misuse-dependence-17pct|statement}"}, "why",
        "{misuse-dependence-17pct|statement} points at a text that has placeholders of its own",
    ),
    "a word that is no choice": (
        "trials", "murrough-2013", {"route": "IVV"}, "route",
        "'IVV' should be 'IV', 'IN', 'IM', 'SC', 'oral', 'sublingual' or 'other'",
    ),
    "an answer that is neither yes nor no": (
        "results", TRIAL, {"safe_for_icons": "perhaps"}, "safe_for_icons",
        "'perhaps' should be a valid boolean, unable to interpret input",
    ),
    "an empty cell that must be filled": (
        "results", TRIAL, {"outcome": " "}, "outcome", "is empty, but must be filled",
    ),
    "an id outside its trial": (
        "results", TRIAL, {"trial": "feder-2014"}, "trial", "'feder-2014' is not the first part of the id",
    ),
    "a month that does not exist": (
        "duration", "duration-ekstrand-relapse", {"date": "2019-13"}, "date",
        "'2019-13' is not a date: month must be in 1..12",
    ),
    "a date in another form": (
        "duration", "duration-ekstrand-relapse", {"date": "13/2019"}, "date",
        "'13/2019' is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "figures that are not JSON": (
        "duration", "duration-ekstrand-relapse", {"numbers": "n: 4"}, "numbers",
        "is not JSON: Expecting value: line 1 column 1 (char 0)",
    ),
    "figures without names": (
        "duration", "duration-ekstrand-relapse", {"numbers": "[4]"}, "numbers",
        'expected a JSON object such as {"n": 18}',
    ),
    "a source that is not there": (
        "results", TRIAL, {"source": "nobody-2013"}, "source", "'nobody-2013' is not the id of a source",
    ),
    "a pooled result of nowhere": (
        "pooled", "borgogna-2024/24h", {"source": "nobody-2013"}, "source", "'nobody-2013' is not the id of a source",
    ),
    "a fact of nowhere": (
        "duration", "duration-ekstrand-relapse", {"source": "nobody-2013"}, "source",
        "'nobody-2013' is not the id of a source",
    ),
    "a condition that is not there": (
        "results", TRIAL, {"condition": "gout"}, "condition", "'gout' is not a condition",
    ),
    "a fact on a condition that is not there": (
        "duration", "duration-ekstrand-relapse", {"conditions": "major-depression gout"}, "conditions",
        "'gout' is not a condition",
    ),
    "a trial that is not there": (
        "main_outcomes", "lapidus-2014", {"trial": "nobody-2013"}, "trial",
        "'nobody-2013' is not a trial of trials.csv",
    ),
    "a mechanism that is not there": (
        "mechanisms", "nmda-key-step", {"mechanism": "magic"}, "mechanism", "'magic' is not a mechanism",
    ),
    "evidence that is not there": (
        "claims", "anaesthetic-first", {"evidence": "synthesis-1962 gone"}, "evidence",
        "'gone' is not a row of any table",
    ),
    "a crisis line nobody can reach": (
        "access", "crisis-samaritans", {"contact": ""}, "contact", "is empty for a crisis line",
    ),
    "an emergency number that is none": (
        "access", "emergency-999", {"contact": "nine"}, "contact",
        "'nine' is no emergency number: expected digits only",
    ),
    "an emergency number nobody can call": (
        "access", "emergency-999", {"contact": ""}, "contact", "is empty for an emergency number",
    ),
    "a promise of what is no crisis line": (
        "access", "cost-us-iv", {"free": "true"}, "free", "is filled though this is no crisis line",
    ),
    "a directory that is open": (
        "access", "crisis-findahelpline", {"open_at_any_hour": "true"}, "directory",
        "is true, but only the lines it lists can be open or free",
    ),
    "an uncertain date without its reason": (
        "timeline", "fda-ketalar-1970", {"date_note": ""}, "date_note",
        "is empty though the date is uncertain: say who says what",
    ),
    "an approval for nothing": (
        "approvals", "ketalar-indications", {"indication": ""}, "indication",
        "is empty though the status is approved",
    ),
    "a DOI that is none": (
        "sources", "abbar-2022", {"doi": "doi:10.1136/bmj"}, "doi",
        r"'doi:10.1136/bmj' String should match pattern '^(10\.\d{4,9}/\S+)?$'",
    ),
    "a link without an address": ("sources", "abbar-2022", {"url": ""}, "url", "is empty though link is 'canonical'"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "record", "cells", "column", "message"), CELLS.values(), ids=CELLS.keys())
def test_a_fault_in_a_cell_is_said_with_its_place_and_cause(
    data_copy: Path, table: str, record: str, cells: dict[str, str], column: str, message: str
) -> None:
    row = set_cells(data_copy, table, record, **cells)
    name = cells.get("trial", record) if table == "main_outcomes" else record
    assert faults_of(data_copy) == [f"data/{table}.csv, row {row}, column {column}: {message} ({name})"]


def test_the_message_reads_as_the_maintainers_were_promised() -> None:
    fault = Fault("data/results.csv", 17, "ci_low", "4.1 is above estimate 3.2", TRIAL)
    assert str(fault) == "data/results.csv, row 17, column ci_low: 4.1 is above estimate 3.2 (murrough-2013/madrs-24h)"


def test_an_id_used_twice_is_said_once_with_the_id(data_copy: Path) -> None:
    header, rows = read(data_copy, "results")
    write(data_copy, "results", header, [*rows, rows[3]])
    assert faults_of(data_copy) == [f"data/results.csv, id: {rows[3][0]!r} is used twice ({rows[3][0]})"]


def test_an_id_of_one_table_used_in_another_is_a_fault(data_copy: Path) -> None:
    set_cells(data_copy, "misuse", "aud-review-2025", id="duration-bipolar-3-days")
    (fault,) = faults_of(data_copy)
    assert "'duration-bipolar-3-days' is used twice" in fault


def test_a_trial_counted_twice_in_a_condition_is_a_fault(data_copy: Path) -> None:
    header, rows = read(data_copy, "main_outcomes")
    write(data_copy, "main_outcomes", header, [*rows, rows[0]])
    place = f"data/main_outcomes.csv, row {len(rows) + 2}, column trial"
    assert faults_of(data_copy) == [f"{place}: appears twice for this condition ({rows[0][0]})"]


def test_a_condition_without_a_reading_is_a_fault(data_copy: Path) -> None:
    header, rows = read(data_copy, "readings")
    write(data_copy, "readings", header, [row for row in rows if row[0] != "ptsd"])
    assert faults_of(data_copy) == ["data/conditions/ptsd.toml, id: 'ptsd' has no reading in readings.csv"]


def test_a_reading_without_its_condition_is_a_fault(data_copy: Path) -> None:
    header, rows = read(data_copy, "readings")
    write(data_copy, "readings", header, [*rows, ["gout", "Gout", *rows[0][2:]]])
    place = f"data/readings.csv, row {len(rows) + 2}, column condition"
    assert faults_of(data_copy) == [f"{place}: 'gout' is not a file in data/conditions (gout)"]


def test_all_faults_are_listed_and_not_only_the_first(data_copy: Path) -> None:
    first = set_cells(data_copy, "results", TRIAL, proof_kind="IVV", n_control="-1", **UNTESTED)
    second = set_cells(data_copy, "duration", "duration-ekstrand-relapse", date="2019-13")
    third = set_cells(data_copy, "sources", "abbar-2022", url="")
    replace(data_copy, "faq/bladder.toml", 'id = "bladder"', 'id = "bladder"\ncolour = "red"')
    found = faults_of(data_copy)
    assert [fault.split(":")[0] for fault in found] == [
        f"data/duration.csv, row {second}, column date",
        "data/faq/bladder.toml, colour",
        f"data/results.csv, row {first}, column n_control",
        f"data/results.csv, row {first}, column proof_kind",
        f"data/sources.csv, row {third}, column url",
    ]


def test_all_broken_references_are_listed_together(data_copy: Path) -> None:
    set_cells(data_copy, "results", TRIAL, source="nobody-2013", condition="gout")
    set_cells(data_copy, "mechanisms", "nmda-key-step", mechanism="magic", conditions="gout")
    replace(data_copy, "conditions/ptsd.toml", 'related = ["anxious-depression"', 'related = ["gout"')
    assert [fault.split(": ")[1].split(" (")[0] for fault in faults_of(data_copy)] == [
        "'gout' is not a condition",
        "'gout' is not a condition",
        "'magic' is not a mechanism",
        "'gout' is not a condition",
        "'nobody-2013' is not the id of a source",
    ]


def test_the_check_prints_every_fault_and_fails(data_copy: Path) -> None:
    row = set_cells(data_copy, "results", TRIAL, estimate="3.2", ci_low="4.1", ci_high="9")
    other = set_cells(data_copy, "sources", "abbar-2022", url="")
    done = check(data_copy)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "The data has 2 faults; the site does not start until it is mended.",
        f"  data/results.csv, row {row}, column ci_low: 4.1 is above estimate 3.2 ({TRIAL})",
        f"  data/sources.csv, row {other}, column url: is empty though link is 'canonical' (abbar-2022)",
    ]


def test_the_check_of_sound_data_succeeds_and_says_how_much_there_is(data_copy: Path) -> None:
    done = check(data_copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "held back:\n" in done.stdout and "\n  dakwar-2020/abstinent-end: " in done.stdout
    assert re.match(
        r"data/ is sound: \d+ conditions, \d+ trials, \d+ results, \d+ pooled results, \d+ facts", done.stdout
    )


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "EXPLAINER_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "explainer.content"]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=60)


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(folder)
    assert str(caught.value).splitlines()[1:] == [f"  {fault}" for fault in caught.value.faults]
    return [str(fault) for fault in caught.value.faults]
