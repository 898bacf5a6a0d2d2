"""The forest plot by what it means: fields, scales, marks, and words that agree with it."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import altair as alt
import pytest

from explainer.charts.drawn import svg
from explainer.charts.forest import MAIN, SHAPES, forest_chart
from explainer.charts.style import COLOURS, MARK, Picture
from explainer.content import Content
from explainer.content.reference import Source
from explainer.content.trials import TrialResult
from explainer.evidence.findings import Arm, Arms, Axis, Effect, Finding, finding_of
from explainer.evidence.forest import Panel, families_of, one_a_trial, panels
from explainer.evidence.pooling import Pooled
from explainer.words.forest import BLINDING, plot_lines

Spec = dict[str, Any]
Plot = tuple[Panel, Picture, Spec]


ODDS = Axis("odds ratio")


def trial(row_id: str, name: str, year: int, **columns: Any) -> Finding[TrialResult]:
    """A finding of a trial that the tables do not have."""
    known = {
        "n_randomised": 18,
        "part_of_trial": False,
        "dose": "",
        "route": "IV",
        "timepoint": "day 1",
        "ci_level": 95,
    }
    nobody = Arm(None, None, None)
    source = Source(id="source", kind="rct", title=name, authors_short=name, year=year, link="none")
    row = TrialResult.model_construct(id=row_id, **known | columns)
    return Finding(row, source, None, Axis(""), Arms(nobody, nobody), "further")


HUGE = trial("a/huge", "A", 2020, comparator="saline", comparator_kind="inactive", result="ketamine better")
HUGE = replace(HUGE, effect=Effect(Decimal("28.94"), Decimal("3.45"), Decimal("242.57"), True), mark="met")
BARE = trial(
    "b/bare", "B", 2021, comparator="midazolam", comparator_kind="active-placebo", result="no difference shown"
)
BARE = replace(BARE, mark="missed")


@pytest.fixture(scope="module")
def plots(site_content: Content) -> list[Plot]:
    """Every panel of every condition and kind of outcome, its picture, and the picture's specification."""
    pictures = [(panel, forest_chart(panel)) for panel in _all_panels(site_content)]
    return [(panel, picture, picture.spec()) for panel, picture in pictures]


def _all_panels(site_content: Content) -> list[Panel]:
    made = []
    for condition in site_content.conditions:
        rows = [row for row in site_content.results if row.condition == condition]
        for family in families_of(rows):
            speaking, _ = one_a_trial([finding_of(site_content, row) for row in rows if row.family == family])
            pooled = [row for row in site_content.pooled if (row.condition, row.family) == (condition, family)]
            made.extend(panels(speaking, [finding_of(site_content, row) for row in pooled]))
    return made


def panel(*findings: Finding[TrialResult], axis: Axis = ODDS) -> Panel:
    return Panel("placebo", axis, findings)


def spec_of(each: Panel) -> Spec:
    return dict(forest_chart(each).spec())


def records(spec: Spec) -> list[Spec]:
    return list(spec["datasets"]["rows"])


def layers(spec: Spec, mark: str) -> list[Spec]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def intervals(spec: Spec) -> Spec:
    (layer,) = [each for each in layers(spec, "rule") if "x2" in each["encoding"]]
    return layer


def null_line(spec: Spec) -> float:
    (layer,) = [each for each in layers(spec, "rule") if "x2" not in each["encoding"]]
    assert layer["encoding"]["x"]["field"] == "null"
    (record,) = layer["data"]["values"]
    return float(record["null"])


def points(spec: Spec) -> Spec:
    (layer,) = layers(spec, "point")
    return layer


# Every plot of the site


def test_every_plot_of_every_condition_is_valid_vega_lite(plots: list[Plot]) -> None:
    shapes = {f"{each.axis.is_ratio} {shape_of(spec)}": spec for each, _, spec in plots}
    assert len(plots) > 90
    assert 1 < len(shapes) < 20
    for spec in shapes.values():  # plots of one shape differ in words and numbers alone: one of them is checked
        assert alt.Chart.from_dict(spec).to_dict(validate=True)["layer"]


def shape_of(part: Any) -> Any:
    """The structure of a specification: its keys and types, without its words and numbers."""
    if isinstance(part, dict):
        return sorted((key if key[:5] != "data-" else "data", str(shape_of(value))) for key, value in part.items())
    if isinstance(part, list):
        return sorted({str(shape_of(value)) for value in part})
    return type(part).__name__


def test_every_row_is_on_the_plot_in_its_order(plots: list[Plot]) -> None:
    for each, _, spec in plots:
        assert [record["id"] for record in records(spec)] == [finding.id for finding in each.findings]
        assert points(spec)["encoding"]["y"]["scale"]["domain"] == [record["line"] for record in records(spec)]


def test_every_trial_has_a_line_of_its_own(plots: list[Plot]) -> None:
    for each, _, spec in plots:
        if each.kind != "reviews":
            lines = [record["line"] for record in records(spec)]
            assert len(set(lines)) == len(lines), lines


def test_the_plot_draws_the_numbers_of_its_rows_and_no_others(plots: list[Plot]) -> None:
    for each, _, spec in plots:
        for record, row in zip(records(spec), plot_lines(each), strict=True):
            assert record["drawn"] == row.is_drawn
            if row.is_drawn:
                assert (record["low"], record["estimate"], record["high"]) == (row.low, row.estimate, row.high)
            else:
                assert (record["low"], record["estimate"], record["high"]) == (None, None, None)


def test_ratios_are_on_a_log_axis_with_the_null_at_one_and_differences_are_not(plots: list[Plot]) -> None:
    assert {each.axis.is_ratio for each, _, _ in plots} == {True, False}
    for each, _, spec in plots:
        assert null_line(spec) == (1 if each.axis.is_ratio else 0)
        for layer in spec["layer"]:
            if "scale" in layer["encoding"].get("x", {}):
                assert layer["encoding"]["x"]["scale"]["type"] == ("log" if each.axis.is_ratio else "linear")


def test_on_a_log_axis_nothing_lies_at_or_below_zero(plots: list[Plot]) -> None:
    for each, _, _ in plots:
        if each.axis.is_ratio:
            assert all(row.low is None or row.low > 0 for row in plot_lines(each))


def test_the_words_have_one_line_a_row_with_name_and_verdict(plots: list[Plot]) -> None:
    for each, picture, _ in plots:
        assert len(picture.rows) == len(each.findings)
        for words, row in zip(picture.rows, plot_lines(each), strict=True):
            assert words.startswith(f"{row.name}, {row.detail}: {row.verdict}")
            assert ("(no interval reported)" in words) == (not row.is_drawn)
            assert ("interval " in words.split(row.verdict)[1].replace("no interval reported", "")) == row.is_drawn


def test_title_and_alternative_text_count_what_is_there(plots: list[Plot]) -> None:
    for each, picture, _ in plots:
        drawn = sum(row.is_drawn for row in plot_lines(each))
        announced = sum(finding.mark == "announced" for finding in each.findings)
        assert picture.title.startswith(f"{len(each.findings) - announced or announced} ")
        assert picture.title in picture.alt
        assert f" {drawn} are drawn with an interval." in picture.alt
        if each.kind != "reviews" and len(each.findings) > announced:
            counted = [row for row in plot_lines(each) if row.mark != "announced"]
            missed = sum(row.verdict == "no difference shown" for row in counted)
            assert f"no difference shown in {missed}" in picture.title


# What marks mean


def test_an_interval_goes_from_its_lower_to_its_upper_end_and_only_where_one_is_printed() -> None:
    spec = spec_of(panel(HUGE, BARE))
    encoding = intervals(spec)["encoding"]
    assert (encoding["x"]["field"], encoding["x2"]["field"]) == ("low", "high")
    assert points(spec)["encoding"]["x"]["field"] == "estimate"
    for layer in (intervals(spec), points(spec)):
        assert layer["transform"] == [{"filter": "datum.drawn"}]


def test_a_row_without_an_interval_says_so_on_its_line() -> None:
    spec = spec_of(panel(HUGE, BARE))
    (said,) = [each for each in layers(spec, "text") if {"filter": "!datum.drawn"} in each["transform"]]
    assert said["encoding"]["text"]["field"] == "words"
    assert [record["words"] for record in records(spec)] == [
        "✓ ketamine better",
        "✗ no difference shown (no interval reported)",
    ]


def test_each_blinding_has_a_shape_of_its_own() -> None:
    scale = points(spec_of(panel(HUGE)))["encoding"]["shape"]
    assert scale["field"] == "comparator"
    shapes = dict(zip(scale["scale"]["domain"], scale["scale"]["range"], strict=True))
    assert set(BLINDING) <= set(shapes)
    assert shapes[""] == "diamond"  # pooled results
    assert len(set(shapes.values())) == len(shapes) == len(SHAPES)


def test_met_and_missed_differ_in_colour_and_in_words() -> None:
    scale = points(spec_of(panel(HUGE)))["encoding"]["color"]
    assert scale["field"] == "mark"
    colours = dict(zip(scale["scale"]["domain"], scale["scale"]["range"], strict=True))
    assert colours == {mark: COLOURS[colour] for mark, colour in MAIN.items()}
    assert len(set(colours.values())) == len(colours)
    for mark, words in (("met", "Main outcome met."), ("missed", "Main outcome missed.")):
        assert forest_chart(panel(replace(HUGE, mark=mark))).rows[0].endswith(words)
    assert "ain outcome" not in forest_chart(panel(replace(HUGE, mark="further"))).rows[0]


def test_plots_do_not_share_their_rows() -> None:
    first = forest_chart(panel(HUGE))
    second = forest_chart(panel(HUGE, BARE))
    assert [len(records(each.spec())) for each in (first, second)] == [1, 2]
    assert [len(points(each.spec())["encoding"]["y"]["scale"]["domain"]) for each in (first, second)] == [1, 2]


def test_a_mark_leads_to_its_row_and_our_own_estimate_leads_nowhere() -> None:
    own = Panel("placebo", Axis("mean difference"), (HUGE,), Pooled(3, 1.0, 0.5, 1.5, 0.1, 40.0, None))
    drawn = svg(forest_chart(own))
    assert [record["id"] for record in records(spec_of(own))] == [HUGE.id, None]
    assert re.findall(rf'href="{MARK}([^"]*)"', drawn) == [HUGE.id]


def test_the_axis_names_measure_unit_and_side() -> None:
    def title(*axis: Any) -> str:
        return " / ".join(points(spec_of(panel(HUGE, axis=Axis(*axis))))["encoding"]["x"]["title"])

    right = "to the right: ketamine better"
    assert title("odds ratio") == f"odds ratio / {right}"
    assert title("SMD") == f"standardised difference / {right}"
    assert title("mean difference", "MADRS 0-60") == f"mean difference (MADRS 0-60) / {right}"
    sides = spec_of(panel(HUGE))["title"]["text"]
    assert sides.index("comparison better") < sides.index("ketamine better")


# At the edges


def test_one_huge_ratio_alone_is_drawn_in_full() -> None:
    picture = forest_chart(panel(HUGE))
    spec = picture.spec()
    (record,) = records(spec)
    assert (record["low"], record["estimate"], record["high"]) == (3.45, 28.94, 242.57)
    assert picture.title == "1 trial against placebo: ketamine better in 1, no difference shown in 0, worse in 0."
    assert "28.9 (interval 3.45 to 243)" in picture.rows[0]


def test_a_panel_in_which_nothing_can_be_drawn_still_lists_its_rows() -> None:
    picture = forest_chart(panel(BARE, axis=Axis("")))
    assert picture.spec()["layer"]
    assert "0 are drawn with an interval" in picture.alt
    assert picture.rows == (
        "B 2021 · 18 people, against midazolam; IV, day 1: no difference shown (no interval reported). "
        "Main outcome missed.",
    )


def test_an_effect_of_exactly_nothing_is_drawn_on_the_null() -> None:
    nothing = replace(HUGE, effect=Effect(Decimal(0), Decimal(-1), Decimal(1), False))
    spec = spec_of(panel(nothing, axis=Axis("mean difference")))
    assert records(spec)[0]["drawn"] and records(spec)[0]["estimate"] == null_line(spec) == 0


def test_a_trial_that_missed_its_main_outcome_is_as_large_as_one_that_met_it(site_content: Content) -> None:
    rows = [site_content.rows[f"{trial}/madrs-day28"] for trial in ("ochs-ross-2020", "popova-2019")]
    (each,) = panels([finding_of(site_content, row) for row in rows if isinstance(row, TrialResult)], [])
    spec = spec_of(each)
    assert [record["mark"] for record in records(spec)] == ["missed", "met"]
    assert points(spec)["mark"]["size"] > 0 and "size" not in points(spec)["encoding"]
    assert points(spec)["mark"]["opacity"] == 1 and "opacity" not in points(spec)["encoding"]
