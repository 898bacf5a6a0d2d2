"""The timeline: every event in the fold of its era, one event's story with the ways to its neighbours."""

import re
from html import unescape

import pytest

from explainer.charts.timeline import ERA
from explainer.content import Content, content
from explainer.content.facts import Event
from explainer.content.reference import Era
from explainer.find.state import State
from explainer.site import TIMELINE
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.inline import Inline, Link, links_in, plain
from explainer.views.timeline import ERA_KEY, STEPS
from explainer.views.view import View
from tests.views.seen import every, lost, part, seen, slips, words

ERAS, LIST = list(content().eras), "The events as a list"


def shown_events(known: Content) -> list[Event]:
    """Every event that is not a second row of another one."""
    return [event for event in known.events if event.id not in known.duplicates]


def folds(known: Content, found: View) -> dict[str, b.Fold]:
    """The folds of the list, by the id of the era whose headline they have; "none" for events without a date."""
    (made,) = [block for block in part(found, LIST) if isinstance(block, b.Folds)]
    labels = {f"{_years(era)}: {era.headline}": era.id for era in known.eras.values()} | {"No date known": "none"}
    return {labels[plain(fold.label).rpartition(" (")[0]]: fold for fold in made.folds}


def _years(era: Era) -> str:
    return f"{era.first}–{era.last}" if era.last else f"{era.first} to now"


def lines(fold: b.Fold) -> list[str]:
    return [plain(item) for block in fold.blocks if isinstance(block, b.Bullets) for item in block.items]


def story(found: View) -> b.Group:
    """The card of the event that is open."""
    (card,) = [block for block in found.blocks if isinstance(block, b.Group) and block.card]
    return card


def step(found: View, arrow: str) -> str:
    """Where the link to the event before (``←``) or after (``→``) leads; empty where there is none."""
    groups = [block for block in every(found, b.Group) if block.key == STEPS]
    ways: list[Link] = [way for group in groups for block in group.blocks for way in links_in(_text(block))]
    return next((way.address for way in ways if arrow in plain(way.text)), "")


def _text(block: b.Block) -> Inline:
    return block.text if isinstance(block, b.Paragraph) else ""


def year(event: Event) -> int:
    return int((event.date or "0")[:4])


def said_of(event: Event) -> str:
    """What a line of the list says of an event behind its date."""
    return f" · {event.title} ({event.kind}, {event.place}). {event.statement} Source: "


def held_by(known: Content, event: Event) -> Era:
    (era,) = [era for era in known.eras.values() if era.first <= year(event) <= (era.last or 9999)]
    return era


# The list


def test_the_folds_hold_every_event_once_the_oldest_first(site_content: Content) -> None:
    found = seen(site_content, TIMELINE)
    events = sorted(shown_events(site_content), key=lambda event: event.date or "9999")
    listed = [line for fold in folds(site_content, found).values() for line in lines(fold)]
    for line, event in zip(listed, events, strict=True):
        assert said_of(event) in line, event.id
        assert line.startswith("No date known · ") == (event.date is None)
        assert str(year(event)) in line.partition(" · ")[0] or not event.date
    assert not lost(site_content, found) and not slips(found)


def test_an_event_is_in_the_fold_of_the_era_of_its_year(site_content: Content) -> None:
    found = folds(site_content, seen(site_content, TIMELINE))
    for event in shown_events(site_content):
        fold = found[held_by(site_content, event).id if event.date else "none"]
        assert [line for line in lines(fold) if said_of(event) in line], event.id
    assert all(plain(fold.label).endswith(f" ({len(lines(fold))})") for fold in found.values())


def test_no_fold_is_open_where_the_address_names_none(site_content: Content) -> None:
    assert not [name for name, fold in folds(site_content, seen(site_content, TIMELINE)).items() if fold.is_open]


@pytest.mark.parametrize("era", ERAS)
def test_an_era_in_the_address_opens_its_fold_alone(site_content: Content, era: str) -> None:
    found = seen(site_content, TIMELINE, **{ERA_KEY: era})
    assert found.is_complete and not found.at
    assert [name for name, fold in folds(site_content, found).items() if fold.is_open] == [era]


def test_an_era_that_does_not_exist_changes_nothing(site_content: Content) -> None:
    assert words(seen(site_content, TIMELINE, era="iron-age")) == words(seen(site_content, TIMELINE))


@pytest.mark.parametrize("kind", ["discovery", "misuse"])
def test_a_filter_leaves_the_folds_with_what_it_finds_and_opens_them(site_content: Content, kind: str) -> None:
    left = [event for event in shown_events(site_content) if event.kind == kind]
    found = seen(site_content, TIMELINE, kind=kind)
    eras = {held_by(site_content, event).id if event.date else "none" for event in left}
    assert set(folds(site_content, found)) == eras < {*ERAS, "none"}
    assert sum(len(lines(fold)) for fold in folds(site_content, found).values()) == len(left)
    assert all(fold.is_open for fold in folds(site_content, found).values())


# The picture


def test_every_dated_event_is_a_link_in_the_picture_and_every_era_opens_its_fold(site_content: Content) -> None:
    (picture,) = every(seen(site_content, TIMELINE), b.Figure)
    wide = html((picture,)).split('<div class="picture narrow">')[0]
    opened = {unescape(address) for address in re.findall(r'<a href="([^"]*)"><title>', wide)}
    dated = [event for event in shown_events(site_content) if event.date]
    assert opened == {TIMELINE.address(event.id) for event in dated} | {TIMELINE.address(era=era) for era in ERAS}
    boxes = picture.picture.spec()["datasets"]
    assert sorted(mark["id"] for mark in boxes["marks"]) == sorted(event.id for event in dated)
    counts = {text["id"].removeprefix(ERA): text["text"] for text in boxes["texts"] if _is_of_an_era(text["id"])}
    for era in ERAS:
        number = sum(held_by(site_content, event).id == era for event in dated)
        assert counts[era] == f"{number} event{'' if number == 1 else 's'} →"


def _is_of_an_era(name: str | None) -> bool:
    return (name or "").startswith(ERA)


def test_the_picture_names_the_events_that_have_a_headline(site_content: Content) -> None:
    (picture,) = every(seen(site_content, TIMELINE), b.Figure)
    texts = picture.picture.spec()["datasets"]["texts"]
    named = [event for event in shown_events(site_content) if event.headline and event.date]
    assert named
    for event in named:
        said = " ".join(text["text"] for text in texts if text["id"] == event.id)
        assert said == f"{year(event)} {event.headline}"
    assert {text["id"] for text in texts if text["id"] and not _is_of_an_era(text["id"])} == {e.id for e in named}


# One event


def test_every_event_opens_with_its_story_and_its_fold(site_content: Content) -> None:
    for event in shown_events(site_content):
        found = seen(site_content, TIMELINE, event=event.id)
        assert (found.title, found.at, found.is_complete) == (event.title, event.id, True)
        said = words((story(found),))
        assert event.title in said and " ".join(event.statement.split()) in said, event.id
        era = held_by(site_content, event).id if event.date else ""
        assert [name for name, fold in folds(site_content, found).items() if fold.is_open] == [era] * bool(era), (
            event.id
        )
        assert not lost(site_content, found), event.id


def test_the_story_comes_before_the_picture_and_the_list(site_content: Content) -> None:
    (event, *_) = [event for event in site_content.events if event.date]
    found = seen(site_content, TIMELINE, event=event.id)
    (picture,) = every(found, b.Figure)
    assert found.blocks.index(story(found)) < found.blocks.index(picture)


def test_links_lead_from_the_first_event_to_the_last_and_back(site_content: Content) -> None:
    dated = sorted((event for event in shown_events(site_content) if event.date), key=lambda event: event.date or "")
    addresses = [TIMELINE.address(event.id) for event in dated]
    views = [seen(site_content, TIMELINE, event=event.id) for event in dated]
    assert [step(found, "→") for found in views] == [*addresses[1:], ""]
    assert [step(found, "←") for found in views] == ["", *addresses[:-1]]


def test_links_stay_with_the_events_that_the_filters_leave(site_content: Content) -> None:
    left = sorted(
        (event for event in shown_events(site_content) if event.date and event.kind == "discovery"),
        key=lambda event: event.date or "",
    )
    found = seen(site_content, TIMELINE, event=left[1].id, kind="discovery")
    around = [address.partition("?")[2] for address in (step(found, "←"), step(found, "→"))]
    assert [State.from_query(query).one("event") for query in around] == [left[0].id, left[2].id]


def test_an_event_without_a_date_has_no_neighbours(site_content: Content) -> None:
    undated = [event for event in shown_events(site_content) if not event.date]
    assert undated
    for event in undated:
        found = seen(site_content, TIMELINE, event=event.id)
        assert step(found, "→") == step(found, "←") == "", event.id
        assert "No date known" in words((story(found),)), event.id


def test_an_unknown_event_is_not_found_and_the_list_stays(site_content: Content) -> None:
    found = seen(site_content, TIMELINE, event="moon-landing")
    assert not found.is_complete
    assert sum(len(lines(fold)) for fold in folds(site_content, found).values()) == len(shown_events(site_content))
