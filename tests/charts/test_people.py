"""Pictures of 100 people: 200 people are drawn, the right number of them filled, the same in digits and words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.people import people_chart
from explainer.charts.style import COLOURS
from explainer.content import Content
from explainer.evidence.findings import Arm, Arms, finding_of
from explainer.evidence.hundred import Hundred, harm_hundred, hundred

NOT_PRINTED = Arm(None, None, None)
RESPONSE = Hundred("response at 24 h", 64, 28, "midazolam", True, "ketamine", Arms(NOT_PRINTED, NOT_PRINTED), 36)


def tables(spec: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """The people, and the digits above them."""
    (people,) = [rows for rows in spec["datasets"].values() if "event" in rows[0]]
    (heads,) = [rows for rows in spec["datasets"].values() if "words" in rows[0]]
    return people, [head["words"] for head in heads]


def filled(people: list[dict[str, Any]], group: str) -> int:
    return sum(person["event"] for person in people if person["group"] == group)


@settings(max_examples=20)
@given(with_ketamine=st.integers(0, 100), without=st.integers(0, 100))
def test_of_200_people_as_many_are_filled_as_the_digits_say(with_ketamine: int, without: int) -> None:
    picture = people_chart(replace(RESPONSE, with_ketamine=with_ketamine, without=without))
    people, heads = tables(picture.spec())
    assert len(people) == 200
    assert {group: sum(p["group"] == group for p in people) for group in ("ketamine", "comparison group")} == {
        "ketamine": 100,
        "comparison": 100,
    }
    assert (filled(people, "ketamine"), filled(people, "comparison group")) == (with_ketamine, without)
    assert heads == [f"Ketamine: {with_ketamine} of 100", f"Comparison: {without} of 100"]


def test_everybody_has_a_place_of_their_own_and_the_groups_stand_apart() -> None:
    people, _ = tables(people_chart(RESPONSE).spec())
    assert len({(person["x"], person["y"]) for person in people}) == 200
    ketamine = [person["x"] for person in people if person["group"] == "ketamine"]
    comparison = [person["x"] for person in people if person["group"] == "comparison"]
    assert max(ketamine) + 1 < min(comparison)


def test_both_groups_are_drawn_on_one_axis_that_holds_them() -> None:
    spec = people_chart(RESPONSE).spec()
    people, _ = tables(spec)
    (layer,) = [each for each in spec["layer"] if each["mark"]["type"] == "point"]
    for axis in ("x", "y"):
        low, high = sorted(layer["encoding"][axis]["scale"]["domain"])
        assert low < min(person[axis] for person in people) and max(person[axis] for person in people) < high


@pytest.mark.parametrize(("is_good", "colour"), [(True, "green"), (False, "red")])
def test_a_good_event_and_a_harm_have_colours_of_their_own(is_good: bool, colour: str) -> None:
    spec = people_chart(replace(RESPONSE, is_good=is_good)).spec()
    (layer,) = [each for each in spec["layer"] if each["mark"]["type"] == "point"]
    fill = layer["encoding"]["fill"]
    assert fill["condition"] == {"test": "datum.event", "value": COLOURS[colour]}
    assert fill["value"] == "transparent"  # not filled at all: colour is not the only carrier


def test_the_words_say_all_that_the_picture_shows() -> None:
    picture = people_chart(RESPONSE)
    assert picture.title == "36 more of 100 with ketamine"
    assert picture.rows == (picture.alt,)
    assert picture.alt == (
        "Response at 24 h: 64 of 100 people with ketamine against 28 of 100 people with midazolam. "
        "36 more of 100 with ketamine."
    )


def test_the_medicine_is_named_in_digits_and_words() -> None:
    picture = people_chart(replace(RESPONSE, drug="esketamine"))
    _, heads = tables(picture.spec())
    assert heads[0] == "Esketamine: 64 of 100"
    assert "with esketamine against" in picture.alt


def test_every_result_and_harm_with_a_share_in_both_groups_can_be_drawn(site_content: Content) -> None:
    pictures = [made for row in site_content.results if (made := hundred(finding_of(site_content, row)))]
    pictures += [made for harm in site_content.adverse_effects if (made := harm_hundred(harm))]
    assert len(pictures) > 80
    for made in pictures:
        assert 0 <= made.with_ketamine <= 100 and 0 <= made.without <= 100
        assert made.event and made.comparison and made.drug
    for made in map(people_chart, (pictures[0], pictures[-1])):
        assert made.spec()["layer"]  # checked against the schema of Vega-Lite
