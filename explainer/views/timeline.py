"""Timeline: dated events as a picture with lanes and as a list; one event in full (``?event=...``)."""

from collections.abc import Sequence

from explainer.charts.timeline import LANES, timeline_chart
from explainer.content import Content
from explainer.content.dates import date_words, year_of
from explainer.content.facts import Event
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.site import TIMELINE
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, Italic
from explainer.views.opened import opened
from explainer.views.parts import (
    condition_links,
    count_of,
    filter_bar,
    head,
    nothing_left,
    page_view,
    row_line,
    side_by_side,
)
from explainer.views.view import View

FIRST_SHOWN = 1956
"""Where the slider of years begins: the few events before would press all others together."""
MARKS = "Choose a mark for its story. A line beside a mark spans the month or year in which it lies."


def timeline(content: Content, state: State) -> View:
    """The page; with ``?event=...`` the story of that event stands below the picture."""
    target = opened(content, TIMELINE, state)
    events = [event for event in content.events if event.id not in content.duplicates]
    filters = _filters(events)
    left = matching(events, filters, state)
    chosen = next((event for event in content.events if event.id == target.id), None)
    story = (event_card(content, chosen),) if chosen else target.missing
    blocks = (
        *head(content, TIMELINE),
        filter_bar(TIMELINE, filters, state, count_of(len(left), len(events), "events")),
        *(
            _shown(content, left, chosen, story)
            if left
            else (nothing_left(TIMELINE, events, filters, state, "event"), *story)
        ),
    )
    if chosen is None:
        return page_view(content, TIMELINE, blocks)
    return View(chosen.title, chosen.statement, blocks, chosen.id)


def _filters(events: Sequence[Event]) -> tuple[Filter[Event], ...]:
    years = [year_of(event.date) for event in events if event.date]
    ends = (min(years), max(years))
    places = sorted({event.place for event in events})
    return (
        Filter("events", "Search events", "text", _words, hint="for example FDA"),
        Filter("kind", "Kind", "several", lambda event: (event.kind,), tuple(LANES)),
        Filter("place", "Place", "several", lambda event: (event.place,), tuple(places)),
        Filter("years", "Years", "span", _years, ends=ends, start=(max(FIRST_SHOWN, ends[0]), ends[1])),
    )


def _words(event: Event) -> tuple[str, ...]:
    return (event.title, event.statement, event.date or "")


def _years(event: Event) -> tuple[int, ...]:
    """Its year; events without a date pass every span."""
    return (year_of(event.date),) if event.date else ()


def _shown(content: Content, events: Sequence[Event], chosen: Event | None, story: b.Blocks) -> b.Blocks:
    picture = timeline_chart(events, chosen.id if chosen else None)
    return (
        b.Figure(picture, "timeline-picture", opens=TIMELINE, mark_key=TIMELINE.key, words=(), caption=MARKS),
        *story,
        b.Heading("The same as a list", 2, "list"),
        *_by_decade(content, events),
    )


def when(event: Event) -> str:
    """The date in words, with what makes it uncertain."""
    if not event.date:
        return "No date known"
    return date_words(event.date) + ("" if event.certainty == "exact" else " (not certain)")


def event_line(content: Content, event: Event) -> Inline:
    """One line of the list."""
    note: Inline = (" ", Italic(event.date_note)) if event.date_note else ""
    place = f" ({event.kind}, {event.place}). "
    return (Bold(f"{when(event)} · {event.title}"), place, row_line(content, event), note)


def event_card(content: Content, event: Event) -> b.Group:
    """The chosen event: its story, its source and the conditions it is about."""
    note = (b.Paragraph((Bold("On the date:"), " ", event.date_note)),) if event.date_note else ()
    return b.Group(
        (
            b.Heading(event.title, 3),
            b.Paragraph(f"{when(event)} · {event.kind} · {event.place}", note=True),
            b.Paragraph(row_line(content, event)),
            *note,
            *side_by_side(condition_links(content, event.conditions)),
        ),
        card=True,
    )


def _by_decade(content: Content, events: Sequence[Event]) -> b.Blocks:
    """The list, oldest first; events without a date at the end."""
    decades: dict[str, list[Inline]] = {}
    for event in sorted(events, key=lambda each: each.date or "9999"):
        decade = f"{event.date[:3]}0s" if event.date else "No date known"
        decades.setdefault(decade, []).append(event_line(content, event))
    return tuple(block for name, lines in decades.items() for block in (b.Heading(name, 3), *b.bullets(lines)))
