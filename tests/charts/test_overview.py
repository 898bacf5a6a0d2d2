"""The picture of all trials: every condition in its place, every trial of known size as a mark, none over another."""

import itertools
from collections import Counter
from typing import Any

import pytest

from explainer.charts.overview import Strip, overview_chart
from explainer.charts.strip import APART
from explainer.charts.style import COLOURS, WIDTHS, Picture
from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.words.marks import mark_line, met_words

Records = list[dict[str, Any]]
TITLE = "Small trials met their main outcome more often."
BY_FAMILY = pytest.mark.parametrize("by_family", [True, False], ids=["by-family", "by-reading"])
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])


@pytest.fixture(scope="module")
def strips(site_content: Content) -> list[Strip]:
    """Every condition with its trials, as the page shows them at first."""
    return [Strip(row, row.marks) for row in summaries(site_content)]


def chart(strips: list[Strip], *, by_family: bool = True) -> Picture:
    return overview_chart(strips, TITLE, by_family=by_family)


def records(picture: Picture, kind: str, *, narrow: bool = False) -> Records:
    return list(picture.spec(narrow=narrow)["datasets"][kind])


def headings(picture: Picture) -> dict[str, float]:
    """Names of the groups and the heights at which they stand."""
    return {text["text"]: text["y"] for text in records(picture, "texts") if text["weight"] == "bold"}


def group_at(picture: Picture, y: float) -> str:
    """The group whose heading is the last one above a height."""
    return [name for name, top in headings(picture).items() if top < y][-1]


def names(picture: Picture) -> dict[str, float]:
    """Ids of the conditions that have a row, and the heights of their names, from the top down."""
    return {text["id"]: text["y"] for text in records(picture, "texts") if text["id"]}


# What is there


@BY_FAMILY
@NARROW
def test_every_trial_of_known_size_has_one_mark(strips: list[Strip], by_family: bool, narrow: bool) -> None:
    drawn = Counter(mark["id"] for mark in records(chart(strips, by_family=by_family), "marks", narrow=narrow))
    sized = [mark.id for strip in strips for mark in strip.marks if mark.people]
    assert drawn == Counter(sized)
    assert len(sized) > 90


@BY_FAMILY
def test_every_condition_is_named_and_those_without_a_trial_say_so(strips: list[Strip], by_family: bool) -> None:
    picture = chart(strips, by_family=by_family)
    assert set(names(picture)) == {strip.row.id for strip in strips if strip.marks}
    said = " ".join(text["text"] for text in records(picture, "texts"))
    without = [strip.row.name for strip in strips if not strip.marks]
    assert without
    assert [
        name for name in without if name not in said.split("No randomised trial with a comparison group: ", 1)[1]
    ] == []


@BY_FAMILY
def test_beside_each_name_stands_how_many_trials_met_their_main_outcome(strips: list[Strip], by_family: bool) -> None:
    picture = chart(strips, by_family=by_family)
    counts = {text["y"]: text["text"] for text in records(picture, "texts") if text["align"] == "right"}
    assert counts == {names(picture)[strip.row.id]: met_words(strip.marks) for strip in strips if strip.marks}


def test_the_words_have_a_line_for_every_condition_and_name_every_trial(strips: list[Strip]) -> None:
    picture = chart(strips)
    assert picture.title == TITLE
    assert TITLE in picture.alt
    assert picture.alt.startswith(f"{len(strips)} conditions grouped by family, a mark for each of ")
    for line, strip in zip(picture.rows, strips, strict=True):
        assert line.startswith(f"{strip.row.name}: {strip.row.reading.reading}.")
        assert all(mark_line(mark) in line for mark in strip.marks)
        assert ("no randomised trial" in line) == (not strip.marks)


def test_a_picture_of_no_conditions_can_be_drawn() -> None:
    picture = chart([])
    assert picture.spec()["layer"]
    assert picture.rows == ()


# Where it stands


@BY_FAMILY
@NARROW
def test_no_mark_hides_another_and_none_lies_outside(strips: list[Strip], by_family: bool, narrow: bool) -> None:
    picture = chart(strips, by_family=by_family)
    marks, height = records(picture, "marks", narrow=narrow), picture.spec(narrow=narrow)["height"]
    for mark in marks:
        assert APART / 2 <= mark["x"] <= WIDTHS[narrow] - APART / 2
        assert APART / 2 <= mark["y"] <= height - APART / 2
    for one, other in itertools.combinations(marks, 2):
        assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= APART - 1e-6, (one["id"], other["id"])


def test_a_trial_with_more_people_stands_further_to_the_right(strips: list[Strip]) -> None:
    people = {mark.id: mark.people for strip in strips for mark in strip.marks if mark.people}
    marks = sorted(records(chart(strips), "marks"), key=lambda mark: people[mark["id"]])
    for smaller, larger in itertools.pairwise(marks):
        assert (smaller["x"] < larger["x"]) == (people[smaller["id"]] < people[larger["id"]])


def test_marks_stand_between_their_own_name_and_the_next_one_on_a_phone(strips: list[Strip]) -> None:
    picture = chart(strips)
    named = {text["y"]: text["id"] for text in records(picture, "texts", narrow=True) if text["id"]}
    for mark in records(picture, "marks", narrow=True):
        above = max(y for y in named if y < mark["y"])
        assert mark["id"].startswith(f"{named[above]}.")


@BY_FAMILY
def test_conditions_stand_under_the_heading_of_their_group(strips: list[Strip], by_family: bool) -> None:
    picture = chart(strips, by_family=by_family)
    for strip in strips:
        if strip.marks:
            group = strip.row.family if by_family else strip.row.reading.reading
            assert group_at(picture, names(picture)[strip.row.id]) == group.capitalize()


def test_grouped_by_reading_the_surest_come_first(strips: list[Strip]) -> None:
    order = {strip.row.id: strip.row.step.order for strip in strips}
    steps = [order[name] for name in names(chart(strips, by_family=False))]
    assert steps == sorted(steps)


def test_within_a_family_the_surest_come_first_and_then_those_with_most_trials(strips: list[Strip]) -> None:
    rows = {strip.row.id: strip for strip in strips}
    for by_family in (True, False):
        picture = chart(strips, by_family=by_family)
        for upper, lower in itertools.pairwise(names(picture).items()):
            if group_at(picture, upper[1]) == group_at(picture, lower[1]):
                places = [(rows[id].row.step.order, -len(rows[id].marks)) for id, _ in (upper, lower)]
                assert places == sorted(places)


@BY_FAMILY
def test_groups_stand_from_the_top_down_in_their_order(strips: list[Strip], by_family: bool) -> None:
    by_step = sorted(strips, key=lambda strip: strip.row.step.order)
    order = [strip.row.family for strip in strips] if by_family else [strip.row.reading.reading for strip in by_step]
    assert list(headings(chart(strips, by_family=by_family))) == [name.capitalize() for name in dict.fromkeys(order)]


# How it looks


def test_a_condition_has_the_colour_and_symbol_of_its_reading_whatever_else_is_shown(strips: list[Strip]) -> None:
    for shown in (strips, [strip for strip in strips if strip.marks][:1]):
        picture = chart(shown)
        for strip in shown:
            colour = COLOURS[strip.row.step.colour]
            inks = {mark["ink"] for mark in records(picture, "marks") if mark["id"].startswith(f"{strip.row.id}.")}
            assert inks <= {colour, COLOURS["gray"]}
            if strip.marks:
                y = names(picture)[strip.row.id]
                symbols = [text for text in records(picture, "texts") if text["y"] == y and text["x"] == 0]
                assert [(text["text"], text["ink"]) for text in symbols] == [(strip.row.step.symbol, colour)]
