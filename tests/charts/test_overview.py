import itertools
from typing import Any

import pytest

from explainer.charts.overview import overview_chart
from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries


@pytest.fixture(scope="module")
def rows(site_content: Content) -> tuple[ConditionSummary, ...]:
    return summaries(site_content)


def data_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    (records,) = spec["datasets"].values()
    return list(records)


@pytest.mark.parametrize("by_family", [True, False])
def test_the_picture_has_one_mark_for_every_condition(rows: tuple[ConditionSummary, ...], by_family: bool) -> None:
    picture = overview_chart(rows, by_family=by_family)
    marks = [record for record in data_of(picture.spec()) if record.get("people") is not None]
    assert sorted(record["id"] for record in marks) == sorted(row.id for row in rows)
    assert len(picture.rows) == len(rows)


@pytest.mark.parametrize("by_family", [True, False])
def test_every_line_of_the_picture_has_its_own_label(rows: tuple[ConditionSummary, ...], by_family: bool) -> None:
    labels = [record["label"] for record in data_of(overview_chart(rows, by_family=by_family).spec())]
    assert len(set(labels)) == len(labels)


def test_every_mark_lies_on_the_axis(rows: tuple[ConditionSummary, ...]) -> None:
    spec = overview_chart(rows, by_family=True).spec()
    low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    people = [record["people"] for record in data_of(spec) if record.get("people") is not None]
    assert low <= min(people) and max(people) <= high


def test_conditions_stand_under_the_heading_of_their_family(rows: tuple[ConditionSummary, ...]) -> None:
    family, stands = "", {}
    for record in data_of(overview_chart(rows, by_family=True).spec()):
        if record.get("id"):
            stands[record["id"]] = family
        else:
            family = record["label"]
    assert stands == {row.id: row.family.capitalize() for row in rows}


def test_grouped_by_reading_the_surest_come_first(rows: tuple[ConditionSummary, ...]) -> None:
    records = data_of(overview_chart(rows, by_family=False).spec())
    order = {row.id: row.step.order for row in rows}
    steps = [order[record["id"]] for record in records if record.get("id")]
    assert steps == sorted(steps)


def test_within_a_group_the_surest_come_first_and_then_those_with_most_people(
    rows: tuple[ConditionSummary, ...],
) -> None:
    order = {row.id: row.step.order for row in rows}
    for by_family in (True, False):
        records = data_of(overview_chart(rows, by_family=by_family).spec())
        for upper, lower in itertools.pairwise(records):
            if upper.get("id") and lower.get("id"):
                places = [(order[each["id"]], -each["people"]) for each in (upper, lower)]
                assert places == sorted(places)


def test_choosing_a_mark_chooses_its_condition(rows: tuple[ConditionSummary, ...]) -> None:
    params = overview_chart(rows, by_family=True).spec()["params"]
    assert [(each["name"], each["select"]["fields"]) for each in params] == [("condition", ["id"])]


def test_the_same_reading_has_the_same_colour_and_shape_whatever_is_shown(rows: tuple[ConditionSummary, ...]) -> None:
    def looks(shown: tuple[ConditionSummary, ...]) -> dict[str, tuple[str, str]]:
        encoding = overview_chart(shown, by_family=True).spec()["layer"][0]["encoding"]
        colour, shape = encoding["color"]["scale"], encoding["shape"]["scale"]
        assert colour["domain"] == shape["domain"]
        return dict(zip(colour["domain"], zip(colour["range"], shape["range"], strict=True), strict=True))

    everything = looks(rows)
    assert len(set(everything.values())) == len({row.reading.reading for row in rows})
    for row in {row.reading.reading: row for row in rows}.values():
        assert looks((row,)).items() <= everything.items()


def test_a_number_of_people_that_is_a_lower_bound_has_a_plus(rows: tuple[ConditionSummary, ...]) -> None:
    shown = {
        record["id"]: record["shown"]
        for record in data_of(overview_chart(rows, by_family=True).spec())
        if record.get("id")
    }
    assert shown["ptsd"] == "297"
    assert shown["treatment-resistant-depression"].endswith("+")
    assert shown["chronic-pain"] == "2,309 in a review"
    assert shown["mixed-anxiety"] == "reviews only"


def test_the_picture_says_its_finding_and_its_words(rows: tuple[ConditionSummary, ...]) -> None:
    picture = overview_chart(rows, by_family=True)
    approved = sum(row.reading.reading == "approved use" for row in rows)
    assert picture.title.startswith(f"Of {len(rows)} conditions, {approved} have the reading “approved use” and ")
    assert picture.title in picture.alt and picture.alt.startswith(f"{len(rows)} conditions grouped by family.")
    assert "Post-traumatic stress disorder: mixed results; 297 people." in picture.rows


def test_a_picture_of_no_conditions_can_be_drawn() -> None:
    picture = overview_chart([], by_family=True)
    assert picture.spec()["layer"]
    assert picture.rows == ()


@pytest.mark.parametrize("by_family", [True, False])
def test_groups_stand_from_the_top_down_in_their_order(rows: tuple[ConditionSummary, ...], by_family: bool) -> None:
    spec = overview_chart(rows, by_family=by_family).spec()
    headings = [record["label"] for record in data_of(spec) if not record.get("id")]
    order = [row.family for row in rows] if by_family else [row.reading.reading for row in _by_step(rows)]
    assert headings == [name.capitalize() for name in dict.fromkeys(order)]
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == [record["label"] for record in data_of(spec)]


def _by_step(rows: tuple[ConditionSummary, ...]) -> list[ConditionSummary]:
    return sorted(rows, key=lambda row: row.step.order)
