"""``make new-trial`` and ``make new-condition``: ask for what is needed, write the rows, check them, show what changes.

Everything is asked before anything is written. If the check finds faults, the rows can be kept or taken back; Ctrl+C
takes them back.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import Template

from explainer.content import Content, ContentError, load
from explainer.content.__main__ import main as check
from explainer.content.links import known_ids
from explainer.content.prose import Condition, MechanismLink, Passage
from explainer.content.reference import Reading, Source
from explainer.content.trials import OF_THE_TRIAL, MainOutcomeRow, ResultRow, Trial
from explainer.settings import ROOT, data_dir
from explainer.upkeep.ask import Part, Row, cell, fault_in, row, yes
from explainer.upkeep.tables import put_back, saved, with_row, write

with contextlib.suppress(ImportError):
    import readline  # noqa: F401  # arrow keys and history at the prompts, where the system has it

CONDITION = Template(Path(__file__).with_name("condition.toml").read_text(encoding="utf-8"))
INTRODUCTION = """Enter takes what is in [brackets], or leaves a cell empty where that is allowed; - empties a cell.
Leave empty what you did not read. Ctrl+C stops, and nothing is written. What columns mean: docs/data.md"""
STOPPED = 130
"""Exit code of a command that Ctrl+C stopped."""
OF_A_SOURCE = (
    Part(
        "Has its journal published a notice about it (retraction, expression of concern, correction)?",
        ("retracted", "retracted_kind", "retracted_why", "retraction_notice"),
    ),
)
OF_A_RESULT = (
    Part("Does the dose, schedule, design, blinding, comparison or source differ from the trial's?", OF_THE_TRIAL),
    Part(
        "Does the paper give head-counts or percentages?",
        ("events_ketamine", "n_ketamine", "events_control", "n_control", "pct_ketamine", "pct_control", "pct_differs"),
    ),
    Part(
        "Does it give an effect, an interval or a p value?",
        ("effect_measure", "effect_unit", "estimate", "ci_low", "ci_high", "ci_level", "standard_error", "null_value",
         "ketamine_better_when", "p_value", "pool_key"),
    ),
    Part(
        "A note for readers, a remark for curators, a second reading, or a reason to hold it back?",
        ("note", "numbers", "for_curators", "second_check", "held"),
    ),
)  # fmt: skip


@dataclass
class Draft:
    """What is to be written: the new text of each file."""

    folder: Path
    files: dict[Path, str] = field(default_factory=dict)

    def add(self, table: str, cells: Row) -> None:
        """Add a row to a table."""
        path = self.folder / f"{table}.csv"
        self.files[path] = with_row(self.files.get(path) or path.read_bytes().decode("utf-8"), cells)


def new_trial(content: Content, draft: Draft) -> None:
    """Ask for a trial: its source, its row, its results, and its main outcome in each condition."""
    known = known_ids(content)
    source = _source(content, draft, known)
    known |= {"sources": {*known["sources"], source}}
    _head("The trial")
    usual = {"id": "" if source in content.trials else source}
    trial = row(Trial, known, given={"source": source}, usual=usual, taken=content.trials)
    draft.add("trials", trial)
    known |= {"trials": {*known["trials"], trial["id"]}}
    results: list[Row] = []
    while not results or yes("\nAnother result of this trial?"):
        _head(f"A result of {trial['id']}")
        taken = {each["id"] for each in results}
        usual = {"part_of_trial": "false", "speaks_for_trial": "false", "safe_for_icons": "false"}
        given = {"trial": trial["id"], "id": _result_id(trial["id"], taken)}
        results.append(row(ResultRow, known, given=given, usual=usual, parts=OF_A_RESULT))
        draft.add("results", results[-1])
    conditions = dict.fromkeys(each["condition"] for each in results)
    for condition in conditions:
        _head(f"Its main outcome in {condition}")
        given = {"trial": trial["id"], "condition": condition}
        draft.add("main_outcomes", row(MainOutcomeRow, known, given=given, usual={"part_of_trial": "false"}))
    print(
        f"\nLook at the reading of {', '.join(conditions)} again, and then put the day into reviewed in readings.csv."
    )


def _source(content: Content, draft: Draft, known: Mapping[str, Collection[str]]) -> str:
    """The id of the source: one that is known, or a new row."""
    _head("The source")
    if yes("Is its source in data/sources.csv already?"):
        return cell(Trial, "source", known)
    cells = row(Source, known, usual={"kind": "rct", "link": "canonical"}, taken=content.sources, parts=OF_A_SOURCE)
    draft.add("sources", cells)
    return cells["id"]


def _result_id(trial: str, taken: Collection[str]) -> str:
    print(f"\n  It begins with {trial}/, which you may leave out: response-24h.")
    while True:
        answer = f"{trial}/{input('id: ').strip().removeprefix(f'{trial}/')}"
        fault = fault_in(ResultRow, "id", answer, ())
        if answer in taken or answer.endswith("/"):
            fault = "Another result has this id." if answer in taken else "This must be filled."
        if not fault:
            return answer
        print(f"  {fault}")


def new_condition(content: Content, draft: Draft) -> None:
    """Ask for a condition: the row of its reading and the texts of its file."""
    known = known_ids(content)
    _head("The condition")
    name = cell(Condition, "id", known, taken=content.conditions)
    known |= {"conditions": {*known["conditions"], name}}
    title = cell(Condition, "name", known)
    _head("Its reading (data/readings.csv)")
    given = {"condition": name, "name": title}
    draft.add("readings", row(Reading, known, given=given, usual={"reviewed": date.today().isoformat()}))
    _head(f"Its texts (data/conditions/{name}.toml). No digits: write {{row-id|field}} where a figure belongs")
    texts = {key: cell(Condition, key, known) for key in ("summary", "drug_studied")}
    lists = {"other_names": _lines("Other names for it"), "not_known": _lines("What is not known", least=1)}
    lists["safety"] = cell(Condition, "safety", known).split()
    texts["safety_text"] = cell(Condition, "safety_text", known)
    for key, heading in (("speed", "How fast it works"), ("duration", "How long it lasts")):
        print(f"\n{heading}", end="")
        texts[key] = cell(Passage, "text", known)
    _head("A mechanism that may matter")
    mechanism = row(MechanismLink, known, given={"rows": ""})
    values = {"id": name, "name": title} | texts | lists | {f"mechanism_{key}": mechanism[key] for key in mechanism}
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    draft.files[draft.folder / "conditions" / f"{name}.toml"] = CONDITION.substitute(quoted)


def _lines(heading: str, least: int = 0) -> list[str]:
    """Ask for several texts, one a line, until an empty line."""
    print(f"\n{heading}, one a line; an empty line ends it.")
    lines: list[str] = []
    while (line := input(f"{len(lines) + 1}: ").strip()) or len(lines) < least:
        lines += [line] if line else []
    return lines


def _head(title: str) -> None:
    print(f"\n== {title} ==")


COMMANDS: Mapping[str, Callable[[Content, Draft], None]] = {"trial": new_trial, "condition": new_condition}


def main(arguments: list[str]) -> int:
    """Ask, write, check. Return 0 if sound rows were written, 130 after Ctrl+C, else 1."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print("usage: python -m explainer.upkeep.new trial|condition", file=sys.stderr)
        return 2
    try:
        content = load(data_dir())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    print(INTRODUCTION)
    draft = Draft(data_dir())
    try:
        COMMANDS[arguments[0]](content, draft)
    except (KeyboardInterrupt, EOFError):
        print("\nStopped. Nothing was written.")
        return STOPPED
    return _written(draft)


def _written(draft: Draft) -> int:
    """Write a draft and check it; take it back if the person wants that, or stops."""
    before = saved(draft.files)
    try:
        write(draft.files)
        print("\nThese files were written:", *draft.files, "", sep="\n  ")
        is_sound = check() == 0
        kept = is_sound or yes("Keep what was written, to mend it by hand? (No takes it back.)")
    except (KeyboardInterrupt, EOFError):
        put_back(before)
        print("\nStopped. What was written was taken back.")
        return STOPPED
    except OSError as error:
        put_back(before)
        print(f"Can't write: {error}. Nothing was changed.", file=sys.stderr)
        return 1
    if not kept:
        put_back(before)
        print("Taken back.")
    if is_sound:
        _what_changes()
    return 0 if is_sound else 1


def _what_changes() -> None:
    with contextlib.suppress(KeyboardInterrupt, EOFError):
        if yes("\nShow what changes for readers? That takes about half a minute.", usual=True):
            subprocess.run([sys.executable, "-m", "explainer.views.what_changes"], cwd=ROOT, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
