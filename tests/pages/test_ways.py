"""Which trials to trust, as a reader chooses them on the pages of a condition and of its trials."""

from collections.abc import Iterable

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.evidence.marks import trial_marks
from explainer.evidence.ways import SWITCHES, all_ways, way
from explainer.site import TRIALS
from explainer.views.markdown import escaped as plain
from explainer.views.ways import HEADING
from explainer.words.ways import LABELS, way_line, ways_sentence
from tests.pages.conftest import OpenPage
from tests.pages.seen import SVG, asked, picture, words
from tests.pages.trials_seen import TRD, counts

KEYS = {"conditions": "trusted", "trials": "trust"}
"""The query that holds the choice, by page."""
PLACES = pytest.mark.parametrize("name", KEYS)


def opened(open_page: OpenPage, name: str, condition: str = TRD, **query: str | list[str]) -> AppTest:
    page = open_page(name, **{"of" if name == TRIALS.name else "condition": condition}, **query)
    assert not page.exception
    return page


def told(content: Content, chosen: Iterable[str]) -> str:
    """What the page says with these switches on."""
    marks = trial_marks(content, TRD)
    return plain(ways_sentence(way(marks, chosen), all_ways(marks)))


def left_out(page: AppTest) -> int:
    """How many trials are pale."""
    return sum(mark[-1].get("stroke-opacity") == ".18" for mark in picture(page, "ways-trials").svg.iter(f"{SVG}a"))


@PLACES
def test_each_choice_changes_what_is_counted(open_page: OpenPage, site_content: Content, name: str) -> None:
    page = opened(open_page, name)
    assert list(page.pills(key=KEYS[name]).options) == list(LABELS.values())
    assert told(site_content, ()) in words(page)
    for switch in SWITCHES:
        page.pills(key=KEYS[name]).set_value([switch.label]).run()
        assert told(site_content, [switch.key]) in words(page), switch.key
        assert told(site_content, [switch.key]) != told(site_content, ())


@PLACES
def test_choices_narrow_each_other_and_are_restored_from_the_address(
    open_page: OpenPage, site_content: Content, name: str
) -> None:
    chosen = ["large", "blind"]
    page = opened(open_page, name, TRD, **{KEYS[name]: [LABELS[key] for key in chosen]})
    assert page.pills(key=KEYS[name]).value == [LABELS[key] for key in chosen]
    assert told(site_content, chosen) in words(page)


@PLACES
def test_a_bar_sets_the_choices_that_it_stands_for(open_page: OpenPage, name: str) -> None:
    bars = picture(opened(open_page, name), "ways").marks
    (address,) = [address for text, address in bars if text.startswith(f"{LABELS['large']}, {LABELS['blind']}: ")]
    target, query = asked(address)
    page = open_page(target, **query)
    assert (target, page.pills(key=KEYS[name]).value) == (name, [LABELS["large"], LABELS["blind"]])


@PLACES
def test_every_way_to_choose_is_said_in_words(open_page: OpenPage, site_content: Content, name: str) -> None:
    text = words(opened(open_page, name)).splitlines()
    ways = all_ways(trial_marks(site_content, TRD))
    assert [way_line(each) for each in ways if f"- {plain(way_line(each))}" not in text] == []


def test_trials_that_are_left_out_stay_as_pale_marks(open_page: OpenPage, site_content: Content) -> None:
    page = opened(open_page, "conditions")
    before = picture(page, "ways-trials").marks
    assert left_out(page) == 0
    page.pills(key="trusted").set_value([LABELS["active"]]).run()
    marks = [mark for mark in trial_marks(site_content, TRD) if mark.people]
    assert picture(page, "ways-trials").marks == before
    assert left_out(page) == sum(mark.trial.comparator_kind != "active-placebo" for mark in marks) > 0


def test_the_choice_of_trials_does_not_touch_the_filters_of_the_plots(open_page: OpenPage) -> None:
    page = opened(open_page, "trials")
    everything = counts(page)
    page.pills(key="trust").set_value([LABELS["active"]]).run()
    assert counts(page) == everything


@PLACES
def test_a_condition_with_few_trials_has_nothing_to_choose(open_page: OpenPage, name: str) -> None:
    page = opened(open_page, name, "ptsd")
    assert HEADING not in [heading.value for heading in page.header]
    assert KEYS[name] not in [pills.key for pills in page.pills]


@PLACES
@pytest.mark.parametrize("value", ["nonsense", "", "<b>{x|y}"], ids=["unknown", "empty", "hostile"])
def test_a_choice_that_does_not_exist_counts_all_trials(
    open_page: OpenPage, site_content: Content, name: str, value: str
) -> None:
    page = opened(open_page, name, TRD, **{KEYS[name]: value})
    assert page.pills(key=KEYS[name]).value == []
    assert told(site_content, ()) in words(page)
