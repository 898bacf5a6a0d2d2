"""All ways to choose trials as bars: the dots below a bar say which switches it stands for."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.style import COLOURS, WIDTHS, Picture
from explainer.charts.ways import way_id, ways_chart
from explainer.evidence.marks import TrialMark
from explainer.evidence.ways import FEWEST, SWITCHES, Way, all_ways, way
from explainer.words.ways import way_line
from tests.evidence.made_up import OUTCOMES, trial_mark

Records = list[dict[str, Any]]
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])
KEYS = [switch.key for switch in SWITCHES]
TITLE = "All ways to choose."


def trials(number: int) -> list[TrialMark]:
    """Trials that every switch leaves some of."""
    return [
        trial_mark(
            f"trial-{place}",
            40 * place + 20,
            OUTCOMES[(0, 3, 0, 4)[place % 4]],
            24 * place,
            comparator_kind="active-placebo" if place % 2 else "inactive",
            paid_by="public" if place % 3 else "maker",
        )
        for place in range(number)
    ]


WAYS = all_ways(trials(12))


def chart(ways: tuple[Way, ...] = WAYS, chosen: Way | None = None) -> Picture:
    return ways_chart(ways, chosen or next(each for each in ways if not each.switches), TITLE)


def records(picture: Picture, kind: str, *, narrow: bool = False) -> Records:
    return list(picture.spec(narrow=narrow)["datasets"][kind])


def bars(picture: Picture, *, narrow: bool = False) -> dict[str, dict[str, Any]]:
    return {box["id"]: box for box in records(picture, "boxes", narrow=narrow) if box["id"]}


@NARROW
def test_each_way_with_enough_trials_has_a_bar_as_high_as_its_share(narrow: bool) -> None:
    drawn = bars(chart(), narrow=narrow)
    told = [each for each in WAYS if not each.is_too_few]
    assert FEWEST < len(told) < len(WAYS)
    assert list(drawn) == [way_id(each) for each in told]
    full = max((drawn[way_id(each)]["y2"] - drawn[way_id(each)]["y"]) / each.share for each in told if each.share > 0.2)
    for each in told:
        height = drawn[way_id(each)]["y2"] - drawn[way_id(each)]["y"]
        assert height == pytest.approx(max(2, full * each.share))
        assert drawn[way_id(each)]["words"] == way_line(each)


@NARROW
def test_bars_stand_side_by_side_in_the_order_of_the_ways(narrow: bool) -> None:
    drawn = list(bars(chart(), narrow=narrow).values())
    for one, other in itertools.pairwise(drawn):
        assert one["x"] < one["x2"] <= other["x"]
        assert one["y"] <= other["y"]
    assert drawn[-1]["x2"] <= WIDTHS[narrow]


@NARROW
def test_the_dots_below_a_bar_say_which_switches_are_on(narrow: bool) -> None:
    picture = chart()
    dots = records(picture, "marks", narrow=narrow)
    assert len(dots) == len(WAYS) * len(KEYS)
    rows = sorted({dot["y"] for dot in dots})
    columns = sorted({dot["x"] for dot in dots})
    on = {(dot["x"], dot["y"]) for dot in dots if dot["fill"] == COLOURS["blue"]}
    for x, each in zip(columns, WAYS, strict=True):
        switches = tuple(key for y, key in zip(rows, KEYS, strict=True) if (x, y) in on)
        assert switches == each.switches
        if way_id(each) in (drawn := bars(picture, narrow=narrow)):
            assert drawn[way_id(each)]["x"] < x < drawn[way_id(each)]["x2"]


@NARROW
def test_every_row_of_dots_has_the_name_of_its_switch(narrow: bool) -> None:
    picture = chart()
    named = {text["text"]: text["y"] for text in records(picture, "texts", narrow=narrow)}
    rows = sorted({dot["y"] for dot in records(picture, "marks", narrow=narrow)})
    heights = [named[switch.label] for switch in SWITCHES]
    assert heights == sorted(heights)
    assert all(name <= y for name, y in zip(heights, rows, strict=True))
    assert all(y < name for y, name in itertools.zip_longest(rows[:-1], heights[1:]))


@pytest.mark.parametrize("chosen", [[], ["active"], ["large", "late"]], ids=lambda chosen: "-".join(chosen) or "none")
def test_the_chosen_way_is_marked_and_says_its_count(chosen: list[str]) -> None:
    now = way(trials(12), chosen)
    picture = chart(WAYS, now)
    (shade,) = [box for box in records(picture, "boxes") if not box["id"]]
    bar = bars(picture)[way_id(now)]
    assert shade["x"] < bar["x"] < bar["x2"] < shade["x2"]
    assert {name for name, box in bars(picture).items() if box["opacity"] == 1} == {way_id(now)}
    assert f"{now.met}/{now.counted}" in [text["text"] for text in records(picture, "texts")]


def test_ways_with_too_few_trials_are_counted_in_words_and_named_in_lines() -> None:
    few = sum(each.is_too_few for each in WAYS)
    said = [text["text"] for text in records(chart(), "texts")]
    assert f"{few} ways: too few trials" in said
    assert chart().rows == tuple(map(way_line, WAYS))
    enough = tuple(each for each in WAYS if not each.is_too_few)
    assert not [text for text in records(chart(enough), "texts") if "too few" in text["text"]]


def test_a_chosen_way_with_too_few_trials_is_marked_without_a_bar() -> None:
    marks = trials(4)
    now = way(marks, KEYS)
    assert now.is_too_few
    picture = chart(all_ways(marks), now)
    assert way_id(now) not in bars(picture)
    assert len([box for box in records(picture, "boxes") if not box["id"]]) == 1


@settings(max_examples=20)
@given(number=st.integers(0, 15), narrow=st.booleans())
def test_nothing_lies_outside_the_picture(number: int, narrow: bool) -> None:
    picture = chart(all_ways(trials(number)))
    height = picture.spec(narrow=narrow)["height"]
    for box in records(picture, "boxes", narrow=narrow):
        assert 0 <= box["x"] <= box["x2"] <= WIDTHS[narrow] + 1e-6
        assert 0 <= box["y"] <= box["y2"] <= height
    for dot in records(picture, "marks", narrow=narrow):
        assert 0 < dot["x"] < WIDTHS[narrow] and 0 < dot["y"] < height


def test_no_two_ways_have_the_same_id() -> None:
    assert len({way_id(each) for each in WAYS}) == len(WAYS)
