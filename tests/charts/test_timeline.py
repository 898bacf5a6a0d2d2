import datetime
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.timeline import LANES, MARKS_A_ROW, timeline_chart
from explainer.content import Content
from explainer.content.facts import Event

DAYS = st.dates(datetime.date(1920, 1, 1), datetime.date(2030, 12, 31)).map(str)
DATES = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


def event(number: int, kind: str, date: str | None, certainty: str = "exact") -> Event:
    return Event.model_validate(
        {
            "id": f"event-{number}", "title": f"Event {number}", "kind": kind, "place": "US", "date": date,
            "certainty": certainty, "date_note": "Sources differ.", "statement": "It was.", "source": "a-source",
        }
    )  # fmt: skip


EVENTS = st.lists(st.tuples(st.sampled_from(list(LANES)), DATES), max_size=40).map(
    lambda pairs: [event(number, *pair) for number, pair in enumerate(pairs)]
)


def marks_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    (records,) = spec["datasets"].values()
    return list(records)


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def crowded(marks: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Rows with two marks closer to each other than a mark is wide."""
    whole = [day(mark[end]) for mark in marks for end in ("first", "last")]
    gap = (max(whole) - min(whole)) / MARKS_A_ROW
    rows: dict[str, list[int]] = defaultdict(list)
    for mark in marks:
        rows[mark["row"]].append(day(mark["middle"]))
    return [
        (row, after - before)
        for row, days in rows.items()
        for before, after in zip(sorted(days), sorted(days)[1:], strict=False)
        if after - before < gap
    ]


def test_the_picture_has_one_mark_for_every_dated_event(site_content: Content) -> None:
    marks = marks_of(timeline_chart(site_content.events).spec())
    dated = [each.id for each in site_content.events if each.date]
    assert sorted(mark["id"] for mark in marks) == sorted(dated)
    assert len(dated) >= 50


def test_no_mark_hides_another(site_content: Content) -> None:
    assert crowded(marks_of(timeline_chart(site_content.events).spec())) == []


@pytest.mark.slow
@given(events=EVENTS.filter(bool))
@settings(max_examples=25)
def test_marks_stand_in_the_lane_of_their_kind_and_never_overlap(events: list[Event]) -> None:
    spec = timeline_chart(events).spec()
    marks, kinds = marks_of(spec), {each.id: each.kind for each in events}
    assert sorted(mark["id"] for mark in marks) == sorted(kinds)
    assert crowded(marks) == []
    assert all(mark["row"].split("/")[0] == kinds[mark["id"]] for mark in marks)
    drawn = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert sorted(drawn) == sorted({mark["row"] for mark in marks})
    lanes = [row.split("/")[0] for row in drawn]
    assert lanes == sorted(lanes, key=list(LANES).index)


def test_a_mark_stands_in_the_middle_of_the_span_it_may_lie_in() -> None:
    (mark,) = marks_of(timeline_chart([event(1, "misuse", "1970")]).spec())
    assert (mark["first"], mark["middle"], mark["last"]) == ("1970-01-01", "1970-07-02", "1970-12-31")


def test_uncertain_dates_are_drawn_and_said_differently() -> None:
    events = [event(1, "misuse", "1970"), event(2, "misuse", "1990", "uncertain")]
    picture = timeline_chart(events)
    marks = {mark["id"]: mark for mark in marks_of(picture.spec())}
    assert [marks[each.id]["certain"] for each in events] == [True, False]
    assert [marks[each.id]["when"] for each in events] == ["1970", "1990 (not certain)"]
    assert picture.title == "2 dated events; for 1 of them the date is not certain (hollow marks)."


def test_the_chosen_event_alone_is_drawn_larger() -> None:
    events = [event(1, "misuse", "1970"), event(2, "misuse", "1990")]
    marks = marks_of(timeline_chart(events, "event-2").spec())
    assert [mark["id"] for mark in marks if mark["chosen"]] == ["event-2"]


def test_choosing_a_mark_chooses_its_event(site_content: Content) -> None:
    params = timeline_chart(site_content.events).spec()["params"]
    assert [(each["name"], each["select"]["fields"]) for each in params] == [("event", ["id"])]


def test_the_picture_has_its_words(site_content: Content) -> None:
    picture = timeline_chart(site_content.events)
    dated = sum(each.date is not None for each in site_content.events)
    assert picture.alt.startswith(f"Timeline of {dated} events in lanes: discovery ")
    assert len(picture.rows) == dated


def test_events_without_a_date_are_not_part_of_the_picture() -> None:
    picture = timeline_chart([event(1, "misuse", None), event(2, "misuse", "1990-05")])
    assert [mark["id"] for mark in marks_of(picture.spec())] == ["event-2"]
    assert picture.rows == ("May 1990: Event 2",)


def test_a_picture_of_no_events_can_be_drawn() -> None:
    picture = timeline_chart([])
    assert picture.spec()["layer"]
    assert (picture.title, picture.rows) == ("No event with a date to show.", ())


def test_certain_dates_are_filled_discs_and_uncertain_ones_hollow_diamonds() -> None:
    events = [event(1, "research", "1990"), event(2, "research", "2000", "uncertain")]
    spec = timeline_chart(events).spec()
    assert {mark["id"]: mark["certain"] for mark in marks_of(spec)} == {"event-1": True, "event-2": False}
    (marks,) = [layer["encoding"] for layer in spec["layer"] if "shape" in layer["encoding"]]
    filled, hollow = marks["fill"]["condition"], marks["fill"]
    assert filled["test"] == "datum.certain" and filled["field"] == "kind" and hollow["value"] == "transparent"
    assert marks["shape"]["condition"] == {"test": "datum.certain", "value": "circle"}
    assert marks["shape"]["value"] == "diamond"
