"""The trials of one condition by size: with names where there are few, else as marks that make room."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.canvas import LETTER
from explainer.charts.strip import APART
from explainer.charts.style import GRID, WIDTHS, Picture
from explainer.charts.trials_of_condition import MOST_NAMED, condition_trials
from explainer.evidence.marks import TrialMark
from explainer.words.marks import mark_line, short_name
from tests.evidence.made_up import OUTCOMES, trial_mark

Records = list[dict[str, Any]]
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])
SIZES = st.lists(st.one_of(st.none(), st.integers(1, 3_000)), max_size=40)


def trials(*sizes: int | None) -> list[TrialMark]:
    return [trial_mark(f"author-{number}", size, OUTCOMES[number % 7]) for number, size in enumerate(sizes)]


def records(picture: Picture, kind: str, *, narrow: bool = False) -> Records:
    return list(picture.spec(narrow=narrow)["datasets"][kind])


@settings(max_examples=25)
@given(sizes=SIZES, narrow=st.booleans())
def test_every_trial_of_known_size_is_a_mark_that_nothing_hides(sizes: list[int | None], narrow: bool) -> None:
    marks = trials(*sizes)
    picture = condition_trials(marks, "blue", "Title.")
    drawn = records(picture, "marks", narrow=narrow)
    assert sorted(mark["id"] for mark in drawn) == sorted(mark.id for mark in marks if mark.people)
    height = picture.spec(narrow=narrow)["height"]
    assert all(0 < mark["x"] < WIDTHS[narrow] and 0 < mark["y"] < height for mark in drawn)
    for one, other in itertools.combinations(drawn, 2):
        assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= APART - 1e-6
    assert picture.rows == tuple(map(mark_line, marks))
    assert all(line in picture.alt for line in picture.rows)


@NARROW
@pytest.mark.parametrize("number", [1, MOST_NAMED, MOST_NAMED + 1])
def test_few_trials_are_named_beside_their_marks_and_many_are_not(number: int, narrow: bool) -> None:
    marks = trials(*(30 * place + 10 for place in range(number)))
    picture = condition_trials(marks, "blue", "Title.")
    drawn = {mark["id"]: mark for mark in records(picture, "marks", narrow=narrow)}
    texts = {text["text"]: text for text in records(picture, "texts", narrow=narrow)}
    for mark in marks:
        name = f"{short_name(mark)}, {mark.people:,}"
        assert (name in texts) == (number <= MOST_NAMED)
        if name in texts:
            text, width = texts[name], LETTER * texts[name]["size"] * len(name)
            assert text["y"] == drawn[mark.id]["y"]
            start = text["x"] if text["align"] == "left" else text["x"] - width
            assert 0 <= start and start + width <= WIDTHS[narrow]
            assert (text["align"] == "left") == (drawn[mark.id]["x"] < text["x"])


def test_trials_that_are_left_out_are_pale() -> None:
    marks = trials(20, 40, 80)
    pale = [mark.id for mark in marks[:2]]
    inks = {mark["id"]: mark["ink"] for mark in records(condition_trials(marks, "blue", "Title.", pale), "marks")}
    assert [inks[mark.id] == GRID for mark in marks] == [True, True, False]


def test_without_a_trial_of_known_size_there_is_the_axis_alone() -> None:
    picture = condition_trials(trials(None), "blue", "Title.")
    assert records(picture, "marks") == []
    assert "people randomised" in [text["text"] for text in records(picture, "texts")]
