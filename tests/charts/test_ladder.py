"""How long an effect was followed: a step for each stretch of time, a mark for each result."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.ladder import ladder_chart
from explainer.charts.style import COLOURS, WIDTHS, Picture
from explainer.evidence.bands import BANDS, BandCount
from explainer.words.bands import band_line, band_words, ladder_title

Records = list[dict[str, Any]]
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])
NAMES = [name for name, _ in BANDS]
NUMBERS = st.integers(0, 30)
COUNTS = st.tuples(*(st.builds(BandCount, st.just(name), NUMBERS, NUMBERS, NUMBERS, NUMBERS) for name in NAMES))


def ladder(*found: tuple[int, int, int, int]) -> tuple[BandCount, ...]:
    return tuple(BandCount(name, *numbers) for name, numbers in zip(NAMES, found, strict=True))


SOME = ladder((2, 1, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 3), (0, 0, 0, 0))


def records(picture: Picture, kind: str, *, narrow: bool = False) -> Records:
    return list(picture.spec(narrow=narrow)["datasets"][kind])


@settings(max_examples=20)
@given(counts=COUNTS, narrow=st.booleans())
def test_every_result_is_a_mark_on_the_step_of_its_time(counts: tuple[BandCount, ...], narrow: bool) -> None:
    picture = ladder_chart(counts)
    steps, marks = records(picture, "boxes", narrow=narrow), records(picture, "marks", narrow=narrow)
    assert len(steps) == len(counts)
    for step, count in zip(steps, counts, strict=True):
        here = [mark for mark in marks if step["y"] < mark["y"] < step["y2"]]
        assert all(step["x"] < mark["x"] < step["x2"] for mark in here)
        looks = Counter((mark["ink"], mark["fill"] != "transparent", mark["shape"]) for mark in here)
        assert looks == +Counter(
            {
                (COLOURS["green"], True, "circle"): count.better,
                (COLOURS["gray"], False, "circle"): count.no_difference,
                (COLOURS["red"], True, "cross"): count.worse,
            }
        )
    places = [(mark["x"], mark["y"]) for mark in marks]
    assert len(set(places)) == len(places)
    assert max(step["y2"] for step in steps) <= picture.spec(narrow=narrow)["height"]
    assert max(step["x2"] for step in steps) <= WIDTHS[narrow]


def test_a_step_without_a_result_is_dotted_and_says_so() -> None:
    picture = ladder_chart(SOME)
    dotted = [bool(step["dash"]) for step in records(picture, "boxes")]
    assert dotted == [count.nobody_looked for count in SOME] == [False, True, False, False, True]
    said = [text["text"] for text in records(picture, "texts")]
    assert said.count("no result known") == 2
    assert said.count("groups not compared") == 1


@NARROW
def test_every_step_is_named_from_the_first_hours_to_the_latest(narrow: bool) -> None:
    texts = records(ladder_chart(SOME), "texts", narrow=narrow)
    named = [text for text in texts if text["text"] in NAMES]
    assert [text["text"] for text in named] == NAMES
    assert [text["y"] for text in named] == sorted(text["y"] for text in named)


def test_the_title_names_the_longest_time_for_which_the_groups_were_compared() -> None:
    picture = ladder_chart(SOME)
    assert picture.title == ladder_title(SOME) == "How long does it last? The groups were compared up to a month."
    assert picture.rows == tuple(map(band_line, SOME))
    assert all(line in picture.alt for line in picture.rows)
    nothing = ladder(*[(0, 0, 0, 1)] * 5)
    assert ladder_title(nothing) == "How long does it last? No result compares the groups at a known time."


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0, 0, 0, 0), "no result known"),
        ((0, 0, 0, 2), "groups not compared"),
        ((1, 0, 0, 2), "1 ketamine better"),
        ((1, 2, 3, 0), "1 ketamine better, 2 no difference shown, 3 the comparison better"),
    ],
    ids=["nothing", "not-compared", "better", "all"],
)
def test_a_stretch_of_time_in_words(numbers: tuple[int, int, int, int], words: str) -> None:
    assert band_words(BandCount("later", *numbers)) == words
    assert band_line(BandCount("later", *numbers)) == f"later: {words}"
