"""Pictures of 100 people as dots: both groups have 100, the right number of them filled, the digits beside them."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.evidence.findings import Arm, Arms, finding_of
from explainer.evidence.hundred import Hundred, harm_hundred, hundred
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.text import text
from explainer.views.trial_card import hundred_block

COUNTED = Arms(Arm(30, 47, None), Arm(7, 25, None))
RESPONSE = Hundred("response at 24 h", 64, 28, "midazolam", True, "ketamine", COUNTED, 36)
ONLY_PERCENT = "Only percentages are known, not head-counts."


def groups(picture: Hundred) -> list[ET.Element]:
    """Both groups as they are drawn: their dots, then their words."""
    (pair,) = re.findall(r'<div class="pair">.*</div>', html((hundred_block(picture),)))
    return list(ET.fromstring(pair.replace("<br>", "<br/>")))


def dots(group: ET.Element) -> list[bool]:
    """The people of a group in their order; true for those who had the event."""
    return [person.get("class") == "on" for person in group[0]]


def digits(group: ET.Element) -> str:
    return "".join(group.itertext())


@given(with_ketamine=st.integers(0, 100), without=st.integers(0, 100))
def test_of_200_people_as_many_are_filled_as_the_digits_say(with_ketamine: int, without: int) -> None:
    drawn = groups(replace(RESPONSE, with_ketamine=with_ketamine, without=without))
    assert [len(dots(group)) for group in drawn] == [100, 100]
    assert [sum(dots(group)) for group in drawn] == [with_ketamine, without]
    assert digits(drawn[0]).startswith(f"{with_ketamine} of 100 with ketamine")
    assert digits(drawn[1]).startswith(f"{without} of 100 with midazolam")


def test_those_who_had_the_event_stand_together() -> None:
    for group in groups(RESPONSE):
        assert dots(group) == sorted(dots(group), reverse=True)


@pytest.mark.parametrize(("is_good", "colour"), [(True, "green"), (False, "red")], ids=["good", "harm"])
def test_a_good_event_and_a_harm_have_colours_of_their_own(is_good: bool, colour: str) -> None:
    for group in groups(replace(RESPONSE, is_good=is_good)):
        assert group[0].get("class") == f"people {colour}"


def test_the_dots_are_hidden_from_screen_readers_and_the_words_are_not() -> None:
    for group in groups(RESPONSE):
        dotted, *words = group
        assert dotted.get("aria-hidden") == "true" and not "".join(dotted.itertext())
        assert all(each.get("aria-hidden") is None for each in words)


def test_the_words_say_all_that_the_picture_shows() -> None:
    said = " ".join(text((hundred_block(RESPONSE),)).split())
    for words in (
        "Response at 24 h: 36 more out of 100 with ketamine.",
        "64 of 100 with ketamine",
        "28 of 100 with midazolam",
        "30 of 47 people",
        "7 of 25 people",
    ):
        assert words in said, words


def test_the_medicine_is_named_in_digits_and_words() -> None:
    block = hundred_block(replace(RESPONSE, drug="esketamine"))
    assert "36 more out of 100 with esketamine" in block.text
    assert [group.name for group in block.pair] == ["esketamine", "midazolam"]


def test_names_of_medicines_are_escaped() -> None:
    drawn = html((hundred_block(replace(RESPONSE, comparison="<b>a & b</b>")),))
    assert "with &lt;b&gt;a &amp; b&lt;/b&gt;" in drawn


def all_pictures(content: Content) -> list[Hundred]:
    results = [made for row in content.results if (made := hundred(finding_of(content, row)))]
    return results + [made for harm in content.adverse_effects if (made := harm_hundred(harm))]


def test_every_result_and_harm_with_a_share_in_both_groups_is_drawn_as_it_says(site_content: Content) -> None:
    pictures = all_pictures(site_content)
    assert len(pictures) > 80
    for made in pictures:
        block = hundred_block(made)
        assert made.event and made.comparison and made.drug
        assert [group.number for group in block.pair] == [made.with_ketamine, made.without]
        assert html((block,)).count('<i class="on"></i>') == made.with_ketamine + made.without
        assert html((block,)).count("<i") == 200


def test_head_counts_stand_below_both_groups_or_below_neither_of_them(site_content: Content) -> None:
    kinds = set()
    for made in all_pictures(site_content):
        block = hundred_block(made)
        below = [bool(group.counted) for group in block.pair]
        assert below in ([True, True], [False, False]), made.event
        assert (ONLY_PERCENT in block.text) == (not any(below)), made.event
        kinds.add(any(below))
    one_counted = replace(RESPONSE, arms=Arms(COUNTED.drug, Arm(None, None, None)))
    assert [group.counted for group in hundred_block(one_counted).pair] == ["", ""]
    assert kinds == {True, False}


def test_a_block_without_a_text_is_the_pair_alone() -> None:
    pair = hundred_block(RESPONSE).pair
    assert html((b.Hundred("", pair, "green"),)).startswith('<div class="pair">')
