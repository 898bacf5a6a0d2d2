"""Notes of results: their figures come from columns, and remarks of the curators are in a column of their own."""

import csv
import re
from decimal import Decimal

import pytest

from explainer.content import Content
from explainer.content.figures import PLACEHOLDER, fill, text_faults
from explainer.content.published import percent_problem
from explainer.content.trials import TrialResult
from explainer.settings import data_dir

TO_US = (
    r"[Ss]tored (page|abstract|summary|table|text)|extractor|before display|\bk ?(,|and) ?n\b|\bNULL\b|not coded"
    r"|'neither'|^(Negative|Positive) (= |favours)"
)


def filled(row: TrialResult, note: str, *pieces: str) -> tuple[str, list[str]]:
    """A note after filling, and the messages of its faults."""
    own = row.model_copy(update={"note": note})
    rows = {"other/row": row.model_copy(update={"n_control": 1234})}
    faults = list(text_faults(note, own, rows, pieces, {}))
    return (note if faults else fill(note, own, rows)), faults


@pytest.fixture
def row(site_content: Content) -> TrialResult:
    row = next(row for row in site_content.results if row.id == "popova-2019/madrs-day28")
    return row.model_copy(update={"numbers": {"weeks": 4, "share": Decimal("1.0")}})


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("{n_randomised} people.", "227 people."),
        ("{estimate}, {estimate:size} points", "-4.0, 4.0 points"),
        ("{weeks} weeks, {share}%", "4 weeks, 1.0%"),
        ("{other/row|n_control} others", "1,234 others"),
        ("TRANSFORM-2 again", "TRANSFORM-2 again"),
    ],
)
def test_a_note_gets_its_figures_from_columns_and_numbers(row: TrialResult, note: str, shown: str) -> None:
    assert filled(row, note, "TRANSFORM-2") == (shown, [])


@pytest.mark.parametrize("note", ["{nothing}", "{nobody/row|estimate}", "{weeks|}", "7 weeks", "{ci_low:word}"])
def test_a_note_with_a_figure_from_nowhere_has_a_fault(row: TrialResult, note: str) -> None:
    assert len(filled(row, note)[1]) >= 1


def test_no_note_holds_a_placeholder_or_a_remark_to_the_curators(site_content: Content) -> None:
    for row in (*site_content.results, *site_content.pooled):
        assert "{" not in row.note, row.id
        assert not re.search(TO_US, row.note), row.id


def test_what_curators_noted_is_kept(site_content: Content) -> None:
    with_remarks = [row for row in (*site_content.results, *site_content.pooled) if row.for_curators]
    assert len(with_remarks) > 290


def test_every_key_of_numbers_is_used_in_a_note() -> None:
    used, keys = set(), set()
    for table in ("results", "pooled"):
        with (data_dir() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                used |= {
                    (m[1] or line["id"], m[2].partition(":")[0].partition(".")[0])
                    for m in PLACEHOLDER.finditer(line["note"])
                }
                keys |= {(line["id"], key) for key in re.findall(r'"(\w+)":', line["numbers"])}
    assert keys - used == set()


@pytest.mark.parametrize(
    ("events", "group", "printed", "differs", "agrees"),
    [
        (1, 3, "33", "", True), (1, 3, "33.3", "", True), (1, 3, "33.4", "", False), (1, 8, "12", "", True),
        (1, 8, "13", "", True), (2, 3, "66", "", False), (2, 3, "66", "rounded down", True),
        (2, 3, "67", "rounded down", False), (2, 3, "10", "of others", True), (0, 0, "10", "", True),
        (0, 5, "0", "", True), (None, 5, "10", "", True),
    ],
)  # fmt: skip
def test_a_percentage_agrees_with_its_counts_within_its_last_digit(
    events: int | None, group: int, printed: str, differs: str, agrees: bool
) -> None:
    assert (percent_problem("ketamine", events, group, Decimal(printed), differs) == []) == agrees  # type: ignore[arg-type]
