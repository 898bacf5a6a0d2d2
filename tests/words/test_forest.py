"""The lines of a forest plot: ketamine's side up, and words that say who, against what, and what was found."""

from collections.abc import Iterator
from typing import Any

import pytest

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.findings import Axis, finding_of
from explainer.evidence.forest import Panel, families_of, one_a_trial, panels
from explainer.words.forest import Line, plot_lines, plot_title, unit_words
from explainer.words.sentences import people_words, result_line


@pytest.fixture(scope="module")
def plots(site_content: Content) -> list[tuple[Panel, tuple[Line, ...]]]:
    """Every panel of every condition and kind of outcome, with its lines."""
    return [(panel, plot_lines(panel)) for panel in _panels(site_content)]


def _panels(content: Content) -> Iterator[Panel]:
    for condition in content.conditions:
        rows = [row for row in content.results if row.condition == condition]
        reviews = [finding_of(content, row) for row in content.pooled if row.condition == condition]
        for family in families_of(rows):
            speaking, _ = one_a_trial([finding_of(content, row) for row in rows if row.family == family])
            yield from panels(speaking, [each for each in reviews if each.row.family == family])


def test_the_upper_side_is_always_ketamines(plots: list[tuple[Panel, tuple[Line, ...]]]) -> None:
    drawn = [
        (finding.row, line, panel.axis)
        for panel, lines in plots
        for finding, line in zip(panel.findings, lines, strict=True)
        if line.is_drawn
    ]
    assert len(drawn) >= 100
    for row, line, axis in drawn:
        ends = [float(end) for end in (row.ci_low, row.estimate, row.ci_high) if end is not None]
        if row.ketamine_better_when == "below":
            ends = [1 / end if axis.is_ratio else -end for end in reversed(ends)]
        assert [line.low, line.estimate, line.high] == pytest.approx(ends), row.id
        null = 1 if axis.is_ratio else 0
        if row.result in ("ketamine better", "control better"):
            assert ((line.estimate or 0) > null) == (row.result == "ketamine better"), row.id


def test_a_finding_without_an_interval_has_a_line_without_ends(plots: list[tuple[Panel, tuple[Line, ...]]]) -> None:
    for panel, lines in plots:
        for finding, line in zip(panel.findings, lines, strict=True):
            assert line.is_drawn == finding.is_drawn
            assert line.is_drawn or (line.estimate, line.low, line.high) == (None, None, None)


def test_a_line_names_the_trial_its_size_and_its_comparison(plots: list[tuple[Panel, tuple[Line, ...]]]) -> None:
    for panel, lines in plots:
        for finding, line in zip(panel.findings, lines, strict=True):
            row: Any = finding.row
            assert (line.id, line.verdict, line.mark) == (row.id, row.result, finding.mark)
            if isinstance(row, TrialResult):
                paid = " · €" if row.paid_by in ("maker", "mixed") else ""
                assert line.name.endswith(f"· {people_words(row) or 'size not known'}{paid}")
                assert row.comparator in line.detail and row.timepoint in line.detail
                assert line.comparator == row.comparator_kind


def test_a_huge_ratio_is_drawn_in_full(site_content: Content) -> None:
    (row,) = [row for row in site_content.pooled if row.id == "whittaker-2021/sad-response"]
    (panel,) = panels([], [finding_of(site_content, row)])
    assert [(line.low, line.estimate, line.high) for line in plot_lines(panel)] == [(3.45, 28.94, 242.57)]
    assert panel.axis.is_ratio and panel.kind == "reviews"


def test_a_90_percent_interval_is_named_as_such(site_content: Content) -> None:
    row = site_content.rows["takahashi-2021/madrs-day28-84mg"]
    assert isinstance(row, TrialResult)
    assert unit_words(finding_of(site_content, row).axis) == "MADRS 0-60, 90% intervals"
    assert unit_words(Axis("risk difference", unit="percentage points")) == "percentage points"
    assert unit_words(Axis("SMD")) == ""


def test_a_result_that_only_a_company_announced_is_marked_and_counted_nowhere(site_content: Content) -> None:
    announced = [row for row in site_content.results if row.is_announced]
    assert announced
    counted = {(row.trial, row.condition) for row in site_content.main_outcomes}
    for row in announced:
        finding = finding_of(site_content, row)
        assert finding.mark == "announced"
        assert (row.trial, row.condition) not in counted
        assert str(result_line(finding)).endswith("Announced by the company, not published in a journal.")
    [alone] = panels([finding_of(site_content, announced[0])], [])
    assert plot_title(alone) == "1 trial announced only by a company"
    published = site_content.rows["diazgranados-2010/madrs-day2"]
    assert isinstance(published, TrialResult)
    beside = Panel("placebo", alone.axis, (*alone.findings, finding_of(site_content, published)))
    assert plot_title(beside).startswith("1 trial against placebo: ketamine better in 1,")
    assert plot_title(beside).endswith("; 1 more announced only by a company.")
    assert all("Announced by the company" in line.sentence for line in plot_lines(alone))
