"""A retracted paper: its notice is complete, and nothing that is counted, pooled or read rests on it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.content import Content, content, load
from explainer.content.retracted import without_retracted
from explainer.evidence.influences import trial_outcomes
from explainer.evidence.marks import by_size
from explainer.evidence.readings import derive_reading
from explainer.evidence.summary import summaries
from tests.content.spoil import set_cells
from tests.content.test_faults import faults_of

NOTICE = {
    "retracted": "2026-05",
    "retracted_kind": "retraction",
    "retraction_notice": "https://example.org/notice",
}
REAL = content()
PAPERS = sorted({row.source for row in (*REAL.results, *REAL.pooled, *REAL.guidelines)})


def with_notice(known: Content, *papers: str, kind: str = "retraction") -> Content:
    """The content as it is loaded when these papers have a notice of this kind."""
    notice = NOTICE | {"retracted_kind": kind}
    marked = {name: known.sources[name].model_copy(update=notice) for name in papers}
    return without_retracted(replace(known, sources={**known.sources, **marked}))


def counted(known: Content) -> list[Any]:
    """All that is counted, drawn as marks and read, without names."""
    return [
        *((row.counts, row.reading.reading, row.drugs, row.routes) for row in summaries(known)),
        *([(mark.id, mark.kind, mark.people) for mark in row.marks] for row in summaries(known)),
        *(derive_reading(known, name) for name in known.conditions),
        trial_outcomes(known),
        by_size(known),
    ]


def lied(known: Content, paper: str) -> Content:
    """The same content, in which everything that was read in a paper says something else."""
    trials = {
        name: trial.model_copy(update={"n_randomised": 5000}) if trial.source == paper else trial
        for name, trial in known.trials.items()
    }
    result = {"result": "control better", "n_randomised": 5000, "pool_key": "made-up", "speaks_for_trial": True}
    rows = {
        name: row.model_copy(update=_other(row, result)) if known.sources[paper] in known.sources_of(row) else row
        for name, row in known.rows.items()
    }
    of_paper = {row.trial for row in known.results if known.sources[paper] in known.sources_of(row) and row.is_primary}
    of_paper |= {name for name, trial in known.trials.items() if trial.source == paper}
    flipped = {"primary_outcome": "missed", "primary_kind": "superiority", "people": 5000}
    outcomes = (
        each.model_copy(update=flipped) if each.trial in of_paper and _is_main(known, each, paper) else each
        for each in known.main_outcomes
    )
    tables = {name: tuple(rows[row.id] for row in getattr(known, name)) for name in ("results", "pooled", "guidelines")}
    return replace(known, trials=trials, rows=rows, main_outcomes=tuple(outcomes), **tables)  # type: ignore[arg-type]


def _other(row: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in type(row).model_fields} or {"stance": "against"}


def _is_main(known: Content, outcome: Any, paper: str) -> bool:
    """Whether the trial, or its main outcome in this condition, was read in the paper."""
    rows = [row for row in known.results if (row.trial, row.condition) == (outcome.trial, outcome.condition)]
    return known.trials[outcome.trial].source == paper or any(row.source == paper and row.is_primary for row in rows)


@settings(max_examples=20)
@given(st.sampled_from(PAPERS))
def test_nothing_that_is_counted_drawn_or_read_depends_on_what_a_retracted_paper_says(paper: str) -> None:
    honest = with_notice(REAL, paper)
    assert counted(honest) == counted(with_notice(lied(REAL, paper), paper))
    for row in (*honest.results, *honest.pooled, *honest.guidelines):
        assert paper not in {source.id for source in honest.sources_of(row)}


def test_what_a_paper_says_does_count_while_it_is_not_retracted() -> None:
    paper = REAL.trials[max(REAL.main_outcomes, key=lambda each: each.people or 0).trial].source
    assert counted(REAL) != counted(lied(REAL, paper))


@settings(max_examples=5)
@given(st.sampled_from(PAPERS), st.sampled_from(["expression of concern", "correction"]))
def test_a_concern_or_a_correction_takes_nothing_out(paper: str, kind: str) -> None:
    assert counted(with_notice(REAL, paper, kind=kind)) == counted(REAL)


def test_a_review_of_a_whole_condition_does_not_count_once_it_is_retracted() -> None:
    reviewed = [(name, each.review_row) for name, each in REAL.conditions.items() if each.review_row]
    assert reviewed
    for name, row in reviewed:
        known = with_notice(REAL, REAL.rows[row or ""].source)
        (summary,) = (each for each in summaries(known) if each.id == name)
        assert summary.counts.review is None


def test_a_persons_reading_gives_way_to_the_rule_where_it_was_made_with_a_retracted_result() -> None:
    for name in REAL.exceptions:
        known = with_notice(REAL, next(row.source for row in REAL.results if row.condition == name))
        (summary,) = (each for each in summaries(known) if each.id == name)
        assert summary.reading.reading == derive_reading(known, name).reading


def test_three_cells_retract_a_paper_and_its_rows_can_still_be_cited(data_copy: Path) -> None:
    set_cells(data_copy, "sources", "feder-2021", **NOTICE)
    known = load(data_copy)
    assert "feder-2021" in {row.trial for row in REAL.results}
    assert "feder-2021" not in {row.trial for row in (*known.results, *known.main_outcomes)}
    assert known.rows.keys() == REAL.rows.keys()


@pytest.mark.parametrize("column", NOTICE)
def test_a_notice_that_lacks_its_date_kind_or_address_is_refused(data_copy: Path, column: str) -> None:
    row = set_cells(data_copy, "sources", "feder-2021", **NOTICE | {column: ""})
    message = "is empty: a notice needs its date (retracted), its kind and its address"
    assert faults_of(data_copy) == [f"data/sources.csv, row {row}, column {column}: {message} (feder-2021)"]
