"""Trials along an axis of people: where a mark stands, and how it looks."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.charts.canvas import Canvas
from explainer.charts.strip import APART, TICKS, PeopleAxis, draw_mark, lanes, legend_kinds, people_axis
from explainer.charts.style import COLOURS, GRID
from explainer.evidence.marks import MarkKind
from explainer.words.marks import mark_line
from tests.evidence.made_up import OUTCOMES, trial_mark

PEOPLE = st.integers(1, 5_000)
SIZES = st.lists(st.one_of(st.none(), PEOPLE), max_size=60)
AXES = st.tuples(st.floats(0, 300), st.floats(310, 700))
LOOKS: dict[MarkKind, tuple[bool, str]] = {
    "met": (True, ""),
    "missed": (False, ""),
    "part": (False, "half"),
    "beside": (False, "dot"),
}
"""Whether a mark is filled, and what is in it."""


@given(ends=AXES, few=PEOPLE, many=PEOPLE)
def test_more_people_stand_further_to_the_right(ends: tuple[float, float], few: int, many: int) -> None:
    axis = PeopleAxis(*ends, 1, 5_000)
    assert (axis.at(few) < axis.at(many)) == (few < many)
    assert (axis.at(1), axis.at(5_000)) == pytest.approx(ends)


def test_each_step_to_three_times_as_many_people_is_about_as_wide() -> None:
    axis = PeopleAxis(0, 600, 10, 1_000)
    assert axis.ticks == list(TICKS)
    steps = [axis.at(after) - axis.at(before) for before, after in itertools.pairwise(TICKS)]
    assert max(steps) < 1.1 * min(steps)


@given(ends=AXES, sizes=SIZES)
def test_every_trial_has_room_on_the_axis(ends: tuple[float, float], sizes: list[int | None]) -> None:
    axis = people_axis([trial_mark(f"trial-{number}", size) for number, size in enumerate(sizes)], *ends)
    for place in (axis.at(people) for people in (*axis.ticks, *filter(None, sizes))):
        assert ends[0] - 1e-6 <= place <= ends[1] + 1e-6
    assert {10, 30, 100} <= set(axis.ticks)


@given(ends=AXES, sizes=SIZES)
def test_marks_of_one_row_are_never_closer_than_they_are_wide(
    ends: tuple[float, float], sizes: list[int | None]
) -> None:
    marks = [trial_mark(f"trial-{number}", size) for number, size in enumerate(sizes)]
    axis = people_axis(marks, *ends)
    chosen = lanes(marks, axis)
    assert set(chosen) == {mark.id for mark in marks if mark.people}
    places = [(axis.at(mark.people), chosen[mark.id]) for mark in marks if mark.people]
    for (x, lane), (other_x, other_lane) in itertools.combinations(places, 2):
        assert lane != other_lane or abs(x - other_x) >= APART - 1e-6


@given(sizes=st.lists(PEOPLE, min_size=1, max_size=60).map(sorted))
def test_no_lane_is_left_empty_between_others(sizes: list[int]) -> None:
    marks = [trial_mark(f"trial-{number}", size) for number, size in enumerate(sizes)]
    used = set(lanes(marks, people_axis(marks, 0, 600)).values())
    assert used == set(range(min(used), max(used) + 1))
    assert 0 <= max(used) + min(used) <= 1  # as many above the line as below it


@pytest.mark.parametrize("how", OUTCOMES, ids="-".join)
def test_a_mark_shows_how_its_trial_went(how: tuple[str, str]) -> None:
    mark = trial_mark("feder", 30, how)
    canvas = Canvas(100)
    draw_mark(canvas, mark, 20, 40, "violet")
    (record,) = canvas.records["marks"]
    assert (record["x"], record["y"], record["id"], record["words"]) == (20, 40, mark.id, mark_line(mark))
    if mark.kind == "other":
        assert record["ink"] == record["fill"] == COLOURS["gray"]
        assert record["size"] < drawn_size("met")
    else:
        is_filled, inside = LOOKS[mark.kind]
        assert record["ink"] == COLOURS["violet"]
        assert record["fill"] == (COLOURS["violet"] if is_filled else "transparent")
        assert (record["inside"], record["size"]) == (inside, drawn_size("met"))


def drawn_size(outcome: str) -> float:
    canvas = Canvas(100)
    draw_mark(canvas, trial_mark("other", 30, (outcome, "superiority")), 20, 40, "violet")
    return float(canvas.records["marks"][0]["size"])


def test_no_two_kinds_of_trial_look_the_same() -> None:
    looks = {}
    for how in OUTCOMES:
        canvas, mark = Canvas(100), trial_mark("feder", 30, how)
        draw_mark(canvas, mark, 20, 40, "violet")
        (record,) = canvas.records["marks"]
        looks[mark.kind] = (record["fill"], record["inside"], record["size"])
    assert len(set(looks.values())) == len(looks)


@pytest.mark.parametrize("how", OUTCOMES, ids="-".join)
def test_a_trial_that_is_left_out_is_pale_and_keeps_its_link(how: tuple[str, str]) -> None:
    canvas, mark = Canvas(100), trial_mark("feder", 30, how)
    draw_mark(canvas, mark, 20, 40, "violet", faded=True)
    (record,) = canvas.records["marks"]
    assert {record["ink"], record["fill"]} <= {GRID, "transparent"}
    assert record["id"] == mark.id


@given(st.lists(st.sampled_from(OUTCOMES), max_size=8))
def test_the_legend_names_the_kinds_that_are_there_each_once(found: list[tuple[str, str]]) -> None:
    marks = [trial_mark(f"trial-{number}", 20, how) for number, how in enumerate(found)]
    kinds = legend_kinds(marks)
    assert len(set(kinds)) == len(kinds)
    assert set(kinds) == {mark.kind for mark in marks}
    everything = legend_kinds([trial_mark("trial", 20, how) for how in OUTCOMES])
    assert [kind for kind in everything if kind in kinds] == list(kinds)
