"""A volunteer adds one of everything to the tables: the check takes it, and every page says it without any code."""

import csv
from pathlib import Path

import pytest

from explainer.content import Content, load
from explainer.find.state import State
from explainer.site import CONDITIONS, FAQ, GLOSSARY, MECHANISMS, TIMELINE, TRIALS
from explainer.views import blocks as b
from explainer.views.inline import plain
from explainer.views.pages import view
from explainer.views.text import text
from explainer.views.view import walk
from tests.whole.contracts import check_contracts, found_by_search, said_on

NEW, NEW_ERA = "gout", 2100
"""The id of what is added, and the year in which the new era begins."""


def add_row(folder: Path, table: str, **cells: str) -> None:
    """Append a row; columns that are not named stay empty."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert set(cells) <= set(columns), f"{table}.csv has no {set(cells) - set(columns)}"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerow(cells)


def end_last_era(folder: Path, last: int) -> None:
    """Fill in the last year of the era that goes on."""
    path = folder / "eras.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (running,) = [row for row in rows if not row["last"]]
    running["last"] = str(last)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The real tables with one more trial, result, condition, question, mechanism, word, event, era and source."""
    import shutil

    from explainer.settings import data_dir

    folder = Path(shutil.copytree(data_dir(), tmp_path_factory.mktemp("more") / "data"))
    add_row(folder, "sources", id="doe-2026", kind="rct", title="Ketamine for gout", authors_short="Doe et al.",
            year="2026", url="https://example.org/gout", link="canonical")  # fmt: skip
    add_row(folder, "trials", id="doe-2026", drug="racemic ketamine", route="IV", dose="0.5 mg/kg", schedule="single",
            design="parallel RCT", blinding="double", comparator="saline", comparator_kind="inactive",
            n_randomised="61", source="doe-2026")  # fmt: skip
    add_row(folder, "results", id="doe-2026/response", trial="doe-2026", condition=NEW, part_of_trial="false",
            outcome="response", timepoint="1 week", timepoint_hours="168", is_primary="true", events_ketamine="19",
            n_ketamine="31", events_control="11", n_control="30", result="ketamine better", primary_met="true",
            outcome_role="benefit", family="other", event_is_good="true", safe_for_icons="true",
            note="A made-up trial.", proof_kind="abstract", **_flags(folder))  # fmt: skip
    add_row(folder, "main_outcomes", trial="doe-2026", condition=NEW, part_of_trial="false", primary_outcome="met",
            primary_kind="superiority")  # fmt: skip
    add_row(folder, "readings", condition=NEW, name="Gout", family="pain", reading="promising, small trials",
            why="One small trial.", reviewed="2026-11-29")  # fmt: skip
    add_row(folder, "glossary", id="uric-acid", term="uric acid", kind="body", explanation="What crystals of gout are.")
    add_row(folder, "timeline", id="gout-trial", title="A trial in gout", headline="First trial in gout",
            kind="research", place="UK", date=f"{NEW_ERA}-05", certainty="exact", ongoing="false", conditions=NEW,
            statement="A trial in gout was reported.", source="doe-2026")  # fmt: skip
    end_last_era(folder, NEW_ERA - 1)
    add_row(folder, "eras", id="gout-years", first=str(NEW_ERA), headline="Relief for gout?",
            sentence="One small trial begins it.")  # fmt: skip
    (folder / "conditions" / f"{NEW}.toml").write_text(CONDITION, encoding="utf-8")
    (folder / "faq" / f"{NEW}.toml").write_text(QUESTION, encoding="utf-8")
    (folder / "mechanisms" / "crystals.toml").write_text(MECHANISM, encoding="utf-8")
    return load(folder)


def _flags(folder: Path) -> dict[str, str]:
    """Switches of results.csv that must be filled, all off."""
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        first = list(rows)
        columns = rows.fieldnames or ()
    always = [name for name in columns if all(row[name] in ("true", "false") for row in first)]
    return dict.fromkeys(set(always) - {"part_of_trial", "safe_for_icons"}, "false")


CONDITION = """
id = "gout"
name = "Gout"
other_names = ["podagra"]
summary = "In one trial {doe-2026/response|events_ketamine} of {doe-2026/response|n_ketamine} people felt better."
drug_studied = "Ketamine by drip."
not_known = ["Whether it lasts."]
key_results = ["doe-2026/response"]
safety = ["ae-label-liver"]
safety_text = "No harms were counted."
related = ["fibromyalgia"]
faq = ["gout"]

[[mechanisms]]
id = "crystals"
evidence = "laboratory"
standing = "proposed"
why = "It is not known."

[speed]
text = "Within a week."

[duration]
text = "It is not known."
"""
QUESTION = """
id = "gout"
order = 99
question = "Does it help with gout?"
short = "One small trial says so."
answer = "In {doe-2026/response|n_ketamine} people."
not_known = ["Whether it lasts."]
rows = ["doe-2026/response"]
conditions = ["gout"]
"""
MECHANISM = """
id = "crystals"
name = "Fewer crystals"
short = "Fewer crystals"
order = 99
summary = "It may dissolve crystals."
evidence = "laboratory"
standing = "proposed"
not_known = ["Whether it does."]
rows = []
"""


def test_the_contracts_hold_with_one_more_of_everything(more: Content) -> None:
    check_contracts(more)


def test_the_new_condition_says_its_trial_its_figures_and_its_reading(more: Content) -> None:
    said = said_on(more, CONDITIONS, condition=NEW)
    assert "1 randomised trial, 61 people: 1 met the main outcome." in said
    assert "19 of 31" in said and "promising, small trials" in said and "Doe et al. 2026" in said
    assert "Gout" in said_on(more, CONDITIONS)


def test_the_new_result_question_mechanism_word_and_event_stand_on_their_pages(more: Content) -> None:
    assert "Doe et al. 2026" in said_on(more, TRIALS, of=NEW)
    assert "In 31 people." in said_on(more, FAQ)
    assert "It may dissolve crystals." in said_on(more, MECHANISMS, step="crystals")
    assert "What crystals of gout are." in said_on(more, GLOSSARY)
    assert "A trial in gout" in said_on(more, TIMELINE)


def test_the_new_era_and_its_headline_are_in_the_picture_and_its_fold_has_the_event(more: Content) -> None:
    shown = view(more, TIMELINE, State.of(era="gout-years"))
    (picture,) = [block for block in walk(shown.blocks) if isinstance(block, b.Figure)]
    said = [record["text"] for record in picture.picture.spec()["datasets"]["texts"]]
    assert {f"{NEW_ERA} to now", "Relief for gout?", "1 event →", f"{NEW_ERA} First trial in gout"} <= set(said)
    assert "One small trial begins it." in " ".join(said)
    (fold,) = [block for block in walk(shown.blocks) if isinstance(block, b.Fold) and block.is_open]
    assert plain(fold.label) == f"{NEW_ERA} to now: Relief for gout? (1)"
    assert "A trial in gout" in text(fold.blocks)


@pytest.mark.parametrize(
    ("words", "page"),
    [("podagra", CONDITIONS), ("help with gout", FAQ), ("fewer crystals", MECHANISMS), ("uric acid", GLOSSARY),
     ("trial in gout", TIMELINE), ("doe 2026 gout", TRIALS)],
)  # fmt: skip
def test_the_search_finds_them(more: Content, words: str, page: object) -> None:
    assert any(found.startswith(page.address()) for found in found_by_search(more, words))  # type: ignore[attr-defined]
