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
from tests.pages.seen import asked, links, picture, pictures, press, titled, words

LINE = re.compile(r"^- \*\*(?P<when>.+?) · (?P<title>.+?)\*\* \((?P<kind>[a-z]+), ", re.MULTILINE)
FOLD = re.compile(r"(?P<label>.+) \((?P<number>\d+)\)")


def listed(page: AppTest) -> list[str]:
    """Titles in the list that can be read, from top to bottom: those of eras that are open."""
    assert not page.exception
    return [line["title"] for line in LINE.finditer("\n".join(element.value for element in page.markdown))]


def eras(page: AppTest) -> dict[str, tuple[int, bool]]:
    """The label of each fold of the list, with the number of its events and whether it is open."""
    folds = [(match, each.proto.expanded) for each in page.expander if (match := FOLD.fullmatch(each.label))]
    return {match["label"]: (int(match["number"]), is_open) for match, is_open in folds}


def open_eras(page: AppTest) -> list[str]:
    return [label for label, (_, is_open) in eras(page).items() if is_open]


def drawn(page: AppTest) -> set[str]:
    """The events whose marks are in the picture."""
    opened = [asked(address)[1] for _, address in picture(page, "timeline-picture").marks]
    return {query["event"][0] for query in opened if "event" in query}


def events_of(content: Content) -> list[Event]:
    """The events the page tells, each once: where two rows say the same, one of them is left out."""
    return [event for event in content.events if event.id not in content.duplicates]


def expected(content: Content, keep: Callable[[Event], bool]) -> list[str]:
    kept = [event for event in events_of(content) if keep(event)]
    return [plain(event.title) for event in sorted(kept, key=lambda event: event.date or "9999")]


# The picture and the list


def test_more_than_fifty_events_are_shown_oldest_first(open_page: OpenPage, site_content: Content) -> None:
    page = press(open_page("timeline"), "Open all")
    assert listed(page) == expected(site_content, lambda event: True)
    assert len(listed(page)) >= 50
    assert f"**{len(listed(page))} of {len(events_of(site_content))}** events." in words(page)


def test_the_picture_has_a_mark_for_every_event_with_a_date(open_page: OpenPage, site_content: Content) -> None:
    assert drawn(open_page("timeline")) == {event.id for event in events_of(site_content) if event.date}


def test_the_list_is_in_closed_folds_one_an_era(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    dated = [year_of(event.date) for event in events_of(site_content) if event.date]
    numbers = [sum(era.holds(year) for year in dated) for era in site_content.eras.values()]
    without = len(events_of(site_content)) - len(dated)
    assert list(eras(page).values()) == [(number, False) for number in [*numbers, without]]
    headlines = [era.headline for era in site_content.eras.values()]
    assert [label.partition(": ")[2] for label in eras(page)] == [*headlines, ""]
    assert listed(page) == []


def test_all_eras_open_and_close_with_one_click(open_page: OpenPage) -> None:
    page = press(open_page("timeline"), "Open all")
    assert open_eras(page) == list(eras(page)) != []
    assert open_eras(press(page, "Close all")) == [] == listed(page)


def test_an_address_opens_all_eras_or_none(open_page: OpenPage) -> None:
    page = open_page("timeline", folds="open")
    assert open_eras(page) == list(eras(page)) != []
    assert open_eras(open_page("timeline", folds="closed", events="FDA")) == []


def test_the_number_of_events_under_an_era_opens_its_fold_alone(open_page: OpenPage, site_content: Content) -> None:
    opened = [asked(address)[1] for _, address in picture(open_page("timeline"), "timeline-picture").marks]
    assert {query["era"][0] for query in opened if "era" in query} == set(site_content.eras)
    for era in site_content.eras.values():
        page = open_page("timeline", era=era.id)
        assert [label.partition(": ")[2] for label in open_eras(page)] == [era.headline]
        assert listed(page) == expected(
            site_content, lambda event, era=era: bool(event.date) and era.holds(year_of(event.date))
        )


def test_an_era_that_does_not_exist_opens_nothing(open_page: OpenPage) -> None:
    page = open_page("timeline", era="stone-age")
    assert open_eras(page) == [] and len(eras(page)) > 1


# Filters


@pytest.mark.parametrize("kind", LANES)
def test_a_kind_shows_its_events_alone(open_page: OpenPage, site_content: Content, kind: str) -> None:
    page = open_page("timeline")
    page.pills(key="kind").set_value([kind]).run()
    assert listed(page) == expected(site_content, lambda event: event.kind == kind) != []
    assert drawn(page) == {event.id for event in events_of(site_content) if event.kind == kind and event.date}


def test_every_place_shows_its_events_alone(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    places = list(page.pills(key="place").options)
    assert {"US", "EU", "UK", "Canada", "Australia", "WHO"} <= set(places)
    for place in places:
        page.pills(key="place").set_value([place]).run()
        assert listed(page) == expected(site_content, lambda event, place=place: event.place == place) != [], place


def test_two_kinds_show_both_and_a_place_narrows_them(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    page.pills(key="kind").set_value(["medicine", "misuse"]).run()
    page.pills(key="place").set_value(["UK"]).run()
    both = ("medicine", "misuse")
    assert listed(page) == expected(site_content, lambda event: event.kind in both and event.place == "UK") != []


@pytest.mark.parametrize(("query", "title"), [("Vietnam", "Vietnam"), ("phencyclidin", ""), ("Spravato EU", "")])
def test_a_search_finds_events_by_title_and_story(
    open_page: OpenPage, site_content: Content, query: str, title: str
) -> None:
    page = open_page("timeline")
    page.text_input(key="events").set_value(query).run()
    assert 0 < len(listed(page)) < len(events_of(site_content))
    assert any(title in found for found in listed(page))


def test_what_a_filter_finds_is_seen_at_once_and_eras_without_any_are_left_out(open_page: OpenPage) -> None:
    page = open_page("timeline")
    everything = eras(page)
    page.text_input(key="events").set_value("Spravato").run()
    assert open_eras(page) == list(eras(page)) != []
    assert set(eras(page)) < set(everything)
    page.text_input(key="events").set_value("").run()
    assert eras(page) == everything


def test_a_copied_address_restores_the_view(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline", kind="regulation", place="US")
    assert (
        listed(page) == expected(site_content, lambda event: event.kind == "regulation" and event.place == "US") != []
    )


def test_nothing_found_says_what_to_do_instead_of_drawing_nothing(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    page.text_input(key="events").set_value("zzzz").run()
    assert eras(page) == {} and not pictures(page)
    assert titled(page.info) == ["No event matches all your filters"]
    page.text_input(key="events").set_value("").run()
    assert sum(number for number, _ in eras(page).values()) == len(events_of(site_content))


def test_a_filter_that_leaves_nothing_can_be_taken_away_alone(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline")
    page.text_input(key="events").set_value("Spravato").run()
    page.pills(key="kind").set_value(["discovery"]).run()
    assert eras(page) == {}
    page.button(key="loosen-kind").click().run()
    assert listed(page) == expected(
        site_content, lambda event: "spravato" in f"{event.title} {event.statement}".lower()
    )


# One event


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


def test_an_event_that_is_open_opens_its_era_in_the_list(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("timeline", event="fda-ketalar-1970")
    (era,) = [era for era in site_content.eras.values() if era.holds(1970)]
    assert [label.partition(": ")[2] for label in open_eras(page)] == [era.headline]


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
    page = words(press(open_page("timeline"), "Open all"))
    event = next(event for event in site_content.events if event.id == "fda-ketalar-1970")
    assert f"1970 (not certain) · {plain(event.title)}**" in page
    assert plain(event.date_note) in page


@pytest.mark.parametrize("event", ["moon-landing", "<b>{x|y}"])
def test_an_unknown_event_is_met_with_a_calm_word(open_page: OpenPage, site_content: Content, event: str) -> None:
    page = open_page("timeline", event=event)
    assert titled(page.warning) == ["Not found"]
    assert sum(number for number, _ in eras(page).values()) == len(events_of(site_content))
