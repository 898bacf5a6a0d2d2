"""make new-trial and make new-condition, driven as a person would, on a copy of the tables."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from explainer.content import load
from explainer.content.reference import Source
from explainer.content.trials import ResultRow
from explainer.settings import ROOT, data_dir
from explainer.upkeep.new import OF_A_RESULT, OF_A_SOURCE
from tests.upkeep.dialogue import talk

SOURCE = {
    "Is its source": ["n"], "title": ["Ketamine for migraine"], "authors_short": ["Doe et al."], "year": ["2026"],
    "doi": ["10.1000/182"], "url": ["https://example.org/doe"],
}  # fmt: skip
TRIAL = {
    "drug": ["racemic ketamine"], "route": ["IV"], "dose": ["0.5 mg/kg"], "schedule": ["one dose"],
    "design": ["parallel RCT"], "blinding": ["double"], "comparator": ["saline, in a vein"],
    "comparator_kind": ["inactive"], "n_randomised": ["61"],
}  # fmt: skip
RESULT = {
    "condition": ["migraine"], "outcome": ["response"], "timepoint": ["1 week"], "timepoint_hours": ["168"],
    "is_primary": ["true"], "result": ["ketamine better"], "primary_met": ["true"], "outcome_role": ["benefit"],
    "family": ["headache-response"], "event_is_good": ["true"], "safe_for_icons": ["true"], "proof_kind": ["abstract"],
    "Does the paper give head-counts": ["y"], "events_ketamine": ["19"], "n_ketamine": ["31"],
    "events_control": ["11"], "n_control": ["30"],
}  # fmt: skip
OUTCOME = {"primary_outcome": ["met"], "primary_kind": ["superiority"]}
IDS = {"id": ["doe-2026", "", "response-1wk"]}
A_TRIAL = SOURCE | TRIAL | RESULT | OUTCOME | IDS
NOTHING_SHOWN = {"Show what changes": ["n"]}

A_CONDITION = {
    "id": ["gout", "nmda-block"], "name": ["Gout"], "family": ["pain"], "reading": ["hardly studied"],
    "why": ["No trial is known.", "It is not known."], "summary": ["Gout is pain in a joint. We know of no trial."],
    "drug_studied": ["None."], "1": ["podagra", 'Whether "it" helps.'], "safety": ["ae-label-liver"],
    "safety_text": ["No harms were counted."], "text": ["Not known.", "Not known either."],
    "evidence": ["laboratory"], "standing": ["proposed"],
}  # fmt: skip


def changed(data: Path) -> dict[str, list[str]]:
    """The lines that went and came in each file, against the real tables; the others must keep their order."""
    found = {}
    for path in sorted(data.rglob("*.*")):
        old = data_dir() / path.relative_to(data)
        before = old.read_bytes().splitlines(keepends=True) if old.exists() else []
        after = path.read_bytes().splitlines(keepends=True)
        new, gone = Counter(after) - Counter(before), Counter(before) - Counter(after)
        assert [line for line in after if line not in new] == [line for line in before if line not in gone]
        if new or gone:
            lines = [*("+ " + line.decode() for line in new), *("- " + line.decode() for line in gone)]
            found[path.relative_to(data).as_posix()] = lines
    return found


def test_a_trial_is_four_rows_and_no_other_byte(data_copy: Path) -> None:
    done = talk(["trial"], A_TRIAL | NOTHING_SHOWN, data_copy)
    assert done.code == 0, done.printed
    found = changed(data_copy)
    assert list(found) == ["main_outcomes.csv", "results.csv", "sources.csv", "trials.csv"]
    assert all(len(lines) == 1 and lines[0].startswith("+ ") for lines in found.values())
    known = load(data_copy)
    assert (known.trials["doe-2026"].n_randomised, known.trials["doe-2026"].comparator) == (61, "saline, in a vein")
    (row,) = [row for row in known.results if row.trial == "doe-2026"]
    assert (row.id, row.events_ketamine, row.n_control, row.source) == ("doe-2026/response-1wk", 19, 30, "doe-2026")
    ids = [line.split(",")[0] for line in (data_copy / "sources.csv").read_text().splitlines()[1:]]
    assert ids == sorted(ids)
    assert "migraine" in done.printed.rpartition("Look at the reading of")[2]


def test_what_is_allowed_is_shown_and_names_like_a_mistyped_one(data_copy: Path) -> None:
    wrong = {"drug": ["ketamin", *TRIAL["drug"]], "condition": ["migrane", *RESULT["condition"]]}
    wrong |= {
        "n_randomised": ["many", *TRIAL["n_randomised"]],
        "year": ["202", "2026"],
        "family": ["?", "headache-response"],
    }
    done = talk(["trial"], A_TRIAL | NOTHING_SHOWN | wrong, data_copy)
    assert done.code == 0, done.printed
    assert "One of: racemic ketamine, esketamine." in done.printed
    assert "'ketamin' should be 'racemic ketamine' or 'esketamine'" in done.printed
    assert "'migrane' is not a condition. Did you mean migraine" in done.printed
    assert "'many' should be a valid integer" in done.printed
    assert ", ".join(sorted(load(data_dir()).families)) in done.printed


def test_an_id_that_is_in_use_is_refused_and_a_known_source_is_not_asked_for_again(data_copy: Path) -> None:
    known = {
        "Is its source": ["y"],
        "source": ["feder-201", "feder-2014"],
        "id": ["feder-2021", "doe-2026", "response-1wk"],
    }
    done = talk(["trial"], TRIAL | RESULT | OUTCOME | NOTHING_SHOWN | known, data_copy)
    assert done.code == 0, done.printed
    assert "is in use already" in done.printed and "Did you mean feder-201" in done.printed
    assert "sources.csv" not in changed(data_copy)


def test_cells_that_do_not_fit_each_other_are_asked_for_again(data_copy: Path) -> None:
    wrong = {"events_ketamine": ["190", "19"], "Column to change": ["nothing", "events_ketamine"]}
    done = talk(["trial"], A_TRIAL | NOTHING_SHOWN | wrong, data_copy)
    assert done.code == 0, done.printed
    assert "events_ketamine 190 is above n_ketamine 31" in done.printed and "The columns are:" in done.printed


FAULTY = A_TRIAL | {"A note for readers": ["y"], "note": ["It helped 19 people."]}


def test_rows_that_the_check_refuses_are_taken_back_or_kept(data_copy: Path) -> None:
    done = talk(["trial"], FAULTY | {"Keep what was written": ["n"]}, data_copy)
    assert done.code == 1 and "'19' is a typed figure" in done.printed and "Taken back." in done.printed
    assert changed(data_copy) == {}
    done = talk(["trial"], FAULTY | {"Keep what was written": ["y"]}, data_copy)
    assert done.code == 1
    assert list(changed(data_copy)) == ["main_outcomes.csv", "results.csv", "sources.csv", "trials.csv"]


@pytest.mark.parametrize("prompt", ["n_randomised", "Keep what was written"])
def test_ctrl_c_leaves_every_file_as_it_was(data_copy: Path, prompt: str) -> None:
    done = talk(["trial"], FAULTY, data_copy, stop_at=prompt)
    assert done.code == 130 and "Stopped." in done.printed and "Traceback" not in done.printed
    assert changed(data_copy) == {}


def test_a_condition_is_one_row_and_a_file_with_remarks(data_copy: Path) -> None:
    done = talk(["condition"], A_CONDITION | NOTHING_SHOWN, data_copy)
    assert done.code == 0, done.printed
    found = changed(data_copy)
    assert list(found) == ["conditions/gout.toml", "readings.csv"] and len(found["readings.csv"]) == 1
    known = load(data_copy).conditions["gout"]
    assert (known.name, known.other_names, known.not_known) == ("Gout", ("podagra",), ('Whether "it" helps.',))
    assert [link.id for link in known.mechanisms] == ["nmda-block"] and known.duration.text == "Not known either."
    assert "# At least one." in (data_copy / "conditions" / "gout.toml").read_text()


@pytest.mark.slow
def test_what_changes_for_readers_is_shown_at_the_end(data_copy: Path) -> None:
    done = talk(["condition"], A_CONDITION | {"Show what changes": ["y"]}, data_copy)
    assert "/conditions?condition=gout" in done.printed
    assert "  + Gout is pain in a joint. We know of no trial." in done.printed
    assert "This edit changes" in done.printed


def test_tables_with_faults_are_mended_first(data_copy: Path) -> None:
    (data_copy / "trials.csv").write_text("id\n")
    done = talk(["trial"], {}, data_copy)
    assert done.code == 1 and "data/trials.csv" in done.printed and "Traceback" not in done.printed


def test_another_word_is_answered_with_the_usage() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "explainer.upkeep.new", "paper"], cwd=ROOT, capture_output=True, env=os.environ,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2 and b"usage" in done.stderr


@pytest.mark.parametrize(("model", "parts"), [(ResultRow, OF_A_RESULT), (Source, OF_A_SOURCE)])
def test_no_part_leaves_out_a_cell_that_must_be_filled(model: type[ResultRow | Source], parts: tuple) -> None:  # type: ignore[type-arg]
    for part in parts:
        assert all(name in model.model_fields and not model.model_fields[name].is_required() for name in part.columns)
