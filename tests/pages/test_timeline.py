"""The timeline, as a reader searches and narrows it."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from explainer.charts.timeline import LANES
from explainer.content import Content
from explainer.content.dates import year_of
from explainer.content.facts import Event
from explainer.views.markdown import escaped as plain
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, titled, words

LINE = re.compile(r"^- \*\*(?P<when>.+?) · (?P<title>.+?)\*\* \((?P<kind>[a-z]+), ", re.MULTILINE)


def listed(page: AppTest) -> list[str]:
    """Titles in the list, from top to bottom."""
    assert not page.exception
    return [line["title"] for line in LINE.finditer("\n".join(element.value for element in page.markdown))]


def events_of(content: Content) -> list[Event]:
    """The events the page tells, each once: where two rows say the same, one of them is left out."""
    return [event for event in content.events if event.id not in content.duplicates]


def expected(content: Content, keep: Callable[[Event], bool]) -> list[str]:
    kept = [event for event in events_of(content) if keep(event)]
    return [plain(event.title) for event in sorted(kept, key=lambda event: event.date or "9999")]


def since(first: int, last: int = 9999) -> Callable[[Event], bool]:
    return lambda event: event.date is None or first <= year_of(event.date) <= last


def test_more_than_fifty_events_are_shown_oldest_first(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    assert listed(page) == expected(site_content, since(1956))
    assert len(listed(page)) >= 50
    assert f"**{len(listed(page))} of {len(events_of(site_content))}** events." in words(page)
    assert len(page.get("vega_lite_chart")) == 1


@pytest.mark.parametrize("kind", LANES)
def test_a_kind_shows_its_events_alone(open_page: OpenPage, site_content: Content, kind: str) -> None:
    page = open_page("timeline")
    page.pills(key="kind").set_value([kind]).run()
    assert listed(page) == expected(site_content, lambda event: event.kind == kind and since(1956)(event)) != []


def test_every_place_shows_its_events_alone(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    places = list(page.pills(key="place").options)
    assert {"US", "EU", "UK", "Canada", "Australia", "WHO"} <= set(places)
    for place in places:
        page.pills(key="place").set_value([place]).run()
        shown = expected(site_content, lambda event, place=place: event.place == place and since(1956)(event))
        assert listed(page) == shown != [], place


def test_two_kinds_show_both_and_a_place_narrows_them(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    page.pills(key="kind").set_value(["medicine", "misuse"]).run()
    page.pills(key="place").set_value(["UK"]).run()
    both = ("medicine", "misuse")
    assert listed(page) == expected(
        site_content, lambda event: event.kind in both and event.place == "UK" and since(1956)(event)
    )


@pytest.mark.parametrize(("query", "title"), [("Vietnam", "Vietnam"), ("phencyclidin", ""), ("Spravato EU", "")])
def test_a_search_finds_events_by_title_and_story(open_page: OpenPage, query: str, title: str) -> None:
    page = open_page("timeline")
    everything = listed(page)
    page.text_input(key="events").set_value(query).run()
    assert 0 < len(listed(page)) < len(everything)
    assert any(title in found for found in listed(page))


def test_the_years_can_be_narrowed(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    page.slider(key="years").set_range(1990, 2000).run()
    assert listed(page) == expected(site_content, since(1990, 2000)) != []


def test_years_the_wrong_way_round_in_an_address_mean_the_same(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline", years=["2000", "1990"])
    assert listed(page) == expected(site_content, since(1990, 2000)) != []


def test_the_earliest_events_are_there_when_the_years_are_widened(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    page.slider(key="years").set_range(page.slider(key="years").min, page.slider(key="years").max).run()
    assert listed(page) == expected(site_content, lambda _: True)


def test_a_copied_address_restores_the_view(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline", kind="regulation", place="US")
    assert listed(page) == expected(
        site_content, lambda event: event.kind == "regulation" and event.place == "US" and since(1956)(event)
    )


def test_nothing_found_says_what_to_do_instead_of_drawing_nothing(open_page: OpenPage) -> None:
    page = open_page("timeline")
    page.text_input(key="events").set_value("zzzz").run()
    assert listed(page) == [] and not page.get("vega_lite_chart")
    assert titled(page.info) == ["No event matches all of these"]
    page.text_input(key="events").set_value("").run()
    assert len(listed(page)) >= 50


def test_an_event_opens_at_its_own_address_with_its_story_source_and_conditions(
    open_page: OpenPage, site_content: Content
) -> None:
    event = next(event for event in site_content.events if event.id == "fda-spravato-mdsi-2020")
    page = open_page("timeline", event=event.id)
    assert event.title in [heading.value for heading in page.subheader]
    story = words(page)
    assert plain(event.statement) in story and site_content.sources[event.source].url in story
    assert f"**About the date:** {plain(event.date_note)}" in story
    assert {site_content.conditions[condition].name for condition in event.conditions} <= set(links(page))


@pytest.mark.slow
def test_events_of_every_sort_open_at_their_own_address(open_page: OpenPage, site_content: Content) -> None:
    sorts = {
        (event.kind, event.date is None, event.certainty, event.ongoing): event for event in events_of(site_content)
    }
    page = open_page("timeline")
    for event in sorts.values():
        page.query_params["event"] = event.id
        page.run()
        assert not page.exception, event.id
        assert event.title in [heading.value for heading in page.subheader]


def test_an_uncertain_date_says_so_and_why(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("timeline"))
    event = next(event for event in site_content.events if event.id == "fda-ketalar-1970")
    assert f"1970 (not certain) · {plain(event.title)}**" in page
    assert plain(event.date_note) in page


@pytest.mark.parametrize("asked", ["moon-landing", "<b>{x|y}"])
def test_an_unknown_event_is_met_with_a_calm_word(open_page: OpenPage, asked: str) -> None:
    page = open_page("timeline", event=asked)
    assert titled(page.warning) == ["Not found"]
    assert len(listed(page)) >= 50


def test_years_that_leave_nothing_can_be_taken_away_alone(open_page: OpenPage, site_content: Content) -> None:
    first = min(year_of(event.date) for event in events_of(site_content) if event.date)
    page = open_page("timeline")
    page.text_input(key="events").set_value("Spravato").run()
    page.slider(key="years").set_value((first, first)).run()
    assert listed(page) == []
    page.button(key="loosen-years").click().run()
    assert listed(page) == expected(
        site_content, lambda event: "spravato" in f"{event.title} {event.statement}".lower()
    )
