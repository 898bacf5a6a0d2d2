"""The timeline in eras: every dated event is a mark that nothing hides, and words have room."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.canvas import LETTER
from explainer.charts.style import COLOURS, WIDTHS, Picture
from explainer.charts.timeline import DOT, ERA, LANES, timeline_chart, years_of
from explainer.content import Content, content
from explainer.content.dates import year_of
from explainer.content.facts import Event
from explainer.evidence.history import EraPart, era_parts, trial_years

Records = list[dict[str, Any]]
NARROW = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "phone"])
MOST_HEADLINES = 14
DATES = st.integers(1926, 2026).map(str)


def event(number: int, kind: str, date: str | None, certainty: str = "exact", headline: str = "") -> Event:
    return Event.model_validate(
        {
            "id": f"event-{number}", "title": f"Event {number}", "headline": headline, "kind": kind, "place": "US",
            "date": date, "certainty": certainty, "date_note": "Sources differ.", "statement": "It was.",
            "source": "a-source",
        }
    )  # fmt: skip


EVENTS = st.lists(st.tuples(st.sampled_from(list(LANES)), DATES), max_size=40).map(
    lambda pairs: [event(number, *pair) for number, pair in enumerate(pairs)]
)


def parts_of(events: list[Event]) -> tuple[EraPart, ...]:
    """The eras of the site with these events."""
    return era_parts(content(), events)


def records(picture: Picture, kind: str, *, narrow: bool = False) -> Records:
    return list(picture.spec(narrow=narrow)["datasets"][kind])


@pytest.fixture(scope="module")
def picture(site_content: Content) -> Picture:
    return timeline_chart(era_parts(site_content, site_content.events))


def overlaps(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes have room in common: left, right, upper and lower end of each."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def room(text: dict[str, Any]) -> tuple[float, float, float, float]:
    """The box that a line of words takes."""
    width = LETTER * text["size"] * len(text["text"])
    left = text["x"] - {"left": 0, "center": width / 2, "right": width}[text["align"]]
    return left, left + width, text["y"] - text["size"] / 2, text["y"] + text["size"] / 2


# Events


@NARROW
def test_every_dated_event_is_one_mark(site_content: Content, picture: Picture, narrow: bool) -> None:
    dated = [each.id for each in site_content.events if each.date]
    assert sorted(mark["id"] for mark in records(picture, "marks", narrow=narrow)) == sorted(dated)
    assert len(picture.rows) == len(dated)


def test_few_events_have_a_headline_and_each_of_them_has_a_date(site_content: Content) -> None:
    named = [each for each in site_content.events if each.headline]
    assert 0 < len(named) <= MOST_HEADLINES
    assert all(each.date for each in named)


@NARROW
@pytest.mark.slow
@settings(max_examples=25)
@given(events=EVENTS)
def test_no_mark_hides_another_and_each_stands_at_its_year(events: list[Event], narrow: bool) -> None:
    parts = parts_of(events)
    marks = {mark["id"]: mark for mark in records(timeline_chart(parts), "marks", narrow=narrow)}
    assert set(marks) == {each.id for each in events}
    for one, other in itertools.combinations(marks.values(), 2):
        assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= DOT - 1e-6
    for part in parts:
        for earlier, later in itertools.pairwise(part.events):
            years = year_of(earlier.date or ""), year_of(later.date or "")
            assert (marks[earlier.id]["x"] < marks[later.id]["x"]) == (years[0] < years[1])


def test_no_mark_of_the_site_hides_another(picture: Picture) -> None:
    for narrow in (False, True):
        for one, other in itertools.combinations(records(picture, "marks", narrow=narrow), 2):
            assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= DOT - 1e-6, (one["id"], other["id"])


def test_a_mark_has_the_colour_of_its_kind_and_says_when_and_what(site_content: Content, picture: Picture) -> None:
    events = {each.id: each for each in site_content.events}
    assert len({COLOURS[colour] for colour in LANES.values()}) == len(LANES)
    for mark in records(picture, "marks"):
        each = events[mark["id"]]
        assert mark["ink"] == COLOURS[LANES[each.kind]]
        assert mark["words"].endswith(f": {each.title}") and (each.date or "")[:4] in mark["words"]


def test_certain_dates_are_filled_and_uncertain_ones_hollow() -> None:
    events = [event(1, "research", "1990"), event(2, "research", "2000", "uncertain")]
    certain, uncertain = records(timeline_chart(parts_of(events)), "marks")
    assert (certain["fill"], uncertain["fill"]) == (COLOURS["violet"], "transparent")
    assert certain["ink"] == uncertain["ink"]


def test_events_without_a_date_are_not_part_of_the_picture() -> None:
    made = timeline_chart(parts_of([event(1, "misuse", None), event(2, "misuse", "1990-05")]))
    assert [mark["id"] for mark in records(made, "marks")] == ["event-2"]
    assert made.rows == ("May 1990: Event 2",)


# Words


@NARROW
def test_no_two_texts_overlap_and_none_reaches_out_of_its_era(picture: Picture, narrow: bool) -> None:
    texts = records(picture, "texts", narrow=narrow)
    for one, other in itertools.combinations(texts, 2):
        assert not overlaps(room(one), room(other)), (one["text"], other["text"])
    marks = records(picture, "marks", narrow=narrow)
    for text, mark in itertools.product(texts, marks):
        around = (mark["x"] - DOT / 2, mark["x"] + DOT / 2, mark["y"] - DOT / 2, mark["y"] + DOT / 2)
        assert not overlaps(room(text), around), (text["text"], mark["id"])
    columns = sorted({(rule["x"], rule["x2"]) for rule in records(picture, "rules", narrow=narrow)})
    assert len(columns) == (1 if narrow else 3)
    for text in texts:
        left, right, *_ = room(text)
        assert any(start - 1 <= left and right <= end + 1 for start, end in columns), text["text"]


@NARROW
def test_every_era_has_its_years_headline_sentence_and_a_link_to_its_events(
    site_content: Content, picture: Picture, narrow: bool
) -> None:
    texts = records(picture, "texts", narrow=narrow)
    said = " ".join(text["text"] for text in texts)
    opened = {text["id"]: text["text"] for text in texts if text["id"]}
    for part in era_parts(site_content, site_content.events):
        for words in (years_of(part), part.era.headline, part.era.sentence):
            assert words in said, words
        assert opened[f"{ERA}{part.era.id}"].startswith(f"{len(part.events)} event")


@NARROW
def test_a_headline_stands_in_its_era_with_its_year_and_opens_its_event(
    site_content: Content, picture: Picture, narrow: bool
) -> None:
    texts = records(picture, "texts", narrow=narrow)
    for each in site_content.events:
        lines = [text["text"] for text in texts if text["id"] == each.id]
        assert " ".join(lines) == (f"{(each.date or '')[:4]} {each.headline}" if each.headline else ""), each.id


def test_the_title_counts_events_and_trials(site_content: Content, picture: Picture) -> None:
    parts = era_parts(site_content, site_content.events)
    since, years = parts[-1].era.first, trial_years(site_content)
    dated = sum(bool(each.date) for each in site_content.events)
    recent = sum(year.trials for year in years if year.year >= since)
    of_all = sum(year.trials for year in years)
    assert picture.title == (
        f"{dated} dated events; {recent} of {of_all} randomised trials were published since {since}."
    )
    assert picture.alt.startswith(f"Timeline in {len(parts)} eras: ")


# Trials, and room


def test_the_bars_of_a_year_are_as_high_as_its_trials_and_its_people(site_content: Content, picture: Picture) -> None:
    boxes = records(picture, "boxes")
    for year in trial_years(site_content):
        trials = [box for box in boxes if box["words"].startswith(f"{year.year}: {year.met} met")]
        (people,) = [box for box in boxes if box["words"] == f"{year.year}: {year.people:,} people randomised"]
        assert people["y"] < people["y2"]
        assert len(trials) == sum(number > 0 for number in (year.met, year.missed, year.other))
    height = {box["words"][:4]: 0.0 for box in boxes}
    for box in boxes:
        if "people randomised" not in box["words"]:
            height[box["words"][:4]] += box["y2"] - box["y"]
    one = next(height[str(year.year)] / year.trials for year in trial_years(site_content))
    assert one > 1
    for year in trial_years(site_content):
        assert height[str(year.year)] == pytest.approx(one * year.trials)


@NARROW
def test_nothing_lies_outside_the_picture(picture: Picture, narrow: bool) -> None:
    width, height = WIDTHS[narrow], picture.spec(narrow=narrow)["height"]
    for piece in (*records(picture, "boxes", narrow=narrow), *records(picture, "rules", narrow=narrow)):
        assert -1e-6 <= piece["x"] <= piece["x2"] <= width + 1e-6
        assert 0 <= min(piece["y"], piece["y2"]) and max(piece["y"], piece["y2"]) <= height
    for mark in records(picture, "marks", narrow=narrow):
        assert 0 <= mark["x"] <= width and 0 <= mark["y"] <= height


@NARROW
def test_more_events_in_a_year_need_more_height(narrow: bool) -> None:
    heights = []
    for number in (0, 1, 3, 9):
        events = [event(each, "medicine", "1990") for each in range(number)]
        heights.append(timeline_chart(parts_of(events)).spec(narrow=narrow)["height"])
    assert heights[0] <= heights[1] < heights[2] < heights[3]


def test_on_a_phone_eras_stand_below_each_other(site_content: Content, picture: Picture) -> None:
    eras = [f"{ERA}{era}" for era in site_content.eras]
    for narrow in (False, True):
        heights = [next(t["y"] for t in records(picture, "texts", narrow=narrow) if t["id"] == era) for era in eras]
        assert heights == sorted(heights)
        assert (len(set(heights)) == len(eras)) == narrow


def test_a_picture_of_no_events_can_be_drawn() -> None:
    made = timeline_chart(parts_of([]))
    assert made.spec()["layer"]
    assert (made.title, made.rows) == ("0 dated events.", ())
