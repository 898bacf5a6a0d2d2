"""The chain of mechanisms: each step of the table is one arrow, and the longest way from the dose comes first."""

import itertools
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.charts.canvas import LETTER
from explainer.charts.chain import BOX_HEIGHT, DASHES, SUPPORT_COLOURS, SUPPORT_SHAPES, chain_chart, longest_chain
from explainer.charts.style import COLOURS, WIDTHS, Picture
from explainer.content import Content
from explainer.content.reference import DOSE, MechanismStep

Records = list[dict[str, Any]]
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])
HEADS = ("triangle-right", "triangle-down")
"""Shapes of the head of an arrow: within a row, and to the next row."""
PLACES = ["a", "b", "c", "d", "e"]
STEPS = st.sets(st.tuples(st.sampled_from([DOSE, *PLACES]), st.sampled_from(PLACES)), max_size=12)


@pytest.fixture(scope="module")
def picture(site_content: Content) -> Picture:
    return chain_chart(list(site_content.mechanisms.values()), site_content.steps)


def records(picture: Picture, kind: str, *, narrow: bool = False) -> Records:
    return list(picture.spec(narrow=narrow)["datasets"][kind])


def boxes(picture: Picture, *, narrow: bool = False) -> Records:
    """The boxes of mechanisms and of the dose, without the shade of the chosen one."""
    return [box for box in records(picture, "boxes", narrow=narrow) if box["ink"] != "transparent"]


def step(source: str, target: str) -> MechanismStep:
    return MechanismStep(source=source, target=target, evidence="people", standing="supported", rows=())


@NARROW
def test_every_mechanism_is_a_box_and_every_step_an_arrow(
    site_content: Content, picture: Picture, narrow: bool
) -> None:
    drawn = {box["id"] for box in boxes(picture, narrow=narrow)} - {None}
    assert drawn == set(site_content.mechanisms)
    heads = Counter(mark["ink"] for mark in records(picture, "marks", narrow=narrow) if mark["shape"] in HEADS)
    assert heads == Counter(COLOURS[SUPPORT_COLOURS[step.evidence]] for step in site_content.steps)
    assert len(picture.rows) == len(site_content.steps)


@NARROW
def test_an_arrow_is_broken_as_its_step_is_supported(site_content: Content, picture: Picture, narrow: bool) -> None:
    assert len(set(DASHES.values())) == len(DASHES)
    heads = Counter(mark["shape"] for mark in records(picture, "marks", narrow=narrow) if mark["shape"] in HEADS)
    rules = records(picture, "rules", narrow=narrow)
    assert len(rules) == heads["triangle-right"] + 3 * heads["triangle-down"]  # to the next row an arrow has two bends
    standings = {step.standing for step in site_content.steps}
    assert {rule["dash"] for rule in rules} == {DASHES[standing] for standing in standings}


@NARROW
def test_boxes_lie_within_the_picture_and_never_on_each_other(picture: Picture, narrow: bool) -> None:
    drawn = boxes(picture, narrow=narrow)
    for box in drawn:
        assert 0 <= box["x"] < box["x2"] <= WIDTHS[narrow] + 1e-6
        assert 0 <= box["y"] < box["y2"] <= picture.spec(narrow=narrow)["height"]
    for one, other in itertools.combinations(drawn, 2):
        beside = one["x2"] <= other["x"] or other["x2"] <= one["x"]
        assert beside or one["y2"] <= other["y"] or other["y2"] <= one["y"], (one["id"], other["id"])


@NARROW
def test_names_stay_within_their_boxes(picture: Picture, narrow: bool) -> None:
    drawn = boxes(picture, narrow=narrow)
    for text in records(picture, "texts", narrow=narrow):
        if text["align"] != "center":
            continue
        width = LETTER * text["size"] * len(text["text"])
        room = [box for box in drawn if box["y"] < text["y"] < box["y2"] and box["x"] < text["x"] < box["x2"]]
        assert [box for box in room if box["x"] <= text["x"] - width / 2 and text["x"] + width / 2 <= box["x2"]] == room
        assert len(room) == 1, text["text"]


@NARROW
def test_an_arrow_of_one_row_ends_where_a_box_begins(picture: Picture, narrow: bool) -> None:
    lefts = {(round(box["x"]), box["y"] + BOX_HEIGHT / 2) for box in boxes(picture, narrow=narrow)}
    for mark in records(picture, "marks", narrow=narrow):
        if mark["shape"] == "triangle-right":
            assert (round(mark["x"] + 6), mark["y"]) in lefts


def test_a_box_shows_where_its_best_support_comes_from(site_content: Content, picture: Picture) -> None:
    for box in boxes(picture):
        if box["id"]:
            mechanism = site_content.mechanisms[box["id"]]
            (mark,) = [m for m in records(picture, "marks") if (m["x"], m["y"]) == (box["x"] + 11, box["y"] + 11)]
            assert box["ink"] == mark["ink"] == COLOURS[SUPPORT_COLOURS[mechanism.evidence]]
            assert mark["shape"] == SUPPORT_SHAPES[mechanism.evidence]
            assert (box["dash"] == "dots") == (mechanism.standing == "disputed")
            assert box["words"].startswith(f"{mechanism.name}: {mechanism.standing}")


def test_the_title_counts_what_the_steps_say(site_content: Content, picture: Picture) -> None:
    in_people = sum(step.evidence == "people" and step.standing == "supported" for step in site_content.steps)
    disputed = sum(step.standing == "disputed" for step in site_content.steps)
    number = len(site_content.steps)
    assert picture.title == f"{number} steps. Well supported in people: {in_people}. Disputed: {disputed}."


@given(STEPS)
def test_the_chain_begins_at_the_dose_and_each_step_where_the_one_before_ends(pairs: set[tuple[str, str]]) -> None:
    chain = longest_chain([step(*pair) for pair in sorted(pairs)])
    assert [each.source for each in chain] == [DOSE, *(each.target for each in chain)][: len(chain)]
    assert len({each.target for each in chain}) == len(chain)
    assert len(chain) == max(_ways(pairs), default=0)


def _ways(pairs: set[tuple[str, str]]) -> list[int]:
    """Lengths of all ways from the dose that visit no place twice."""
    orders = (order for size in range(1, 6) for order in itertools.permutations(PLACES, size))
    return [len(order) for order in orders if set(itertools.pairwise((DOSE, *order))) <= pairs]


def test_without_steps_there_is_the_dose_alone() -> None:
    picture = chain_chart([], ())
    assert [box["id"] for box in records(picture, "boxes")] == [None]
    assert "The dose" in [text["text"] for text in records(picture, "texts")]
