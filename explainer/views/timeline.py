"""Timeline: the eras as a picture and as a list that folds; one event in full (``?event=...``)."""

from collections.abc import Sequence

from explainer.charts.timeline import ERA, LANES, timeline_chart, years_of
from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.facts import Event
from explainer.evidence.history import EraPart, era_parts
from explainer.find.filters import Filter, matching
from explainer.find.state import State, are_folds_open
from explainer.site import TIMELINE
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, Italic, Mark, joined, link
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

ERA_KEY, STEPS = "era", "event-steps"
"""The query that opens an era in the list, and the group of links to the events before and after."""
NO_DATE, NO_ERA = "no date known", "none"
KINDS_LEGEND = (
    "A filled mark is a certain date, a hollow one a date on which sources differ. Each era has its own scale of "
    "years. In the bars of trials, blue met their main outcome, hollow missed it, grey did neither or it is not known."
)


def timeline(content: Content, state: State) -> View:
    """The page; ``?event=...`` puts the story of an event above the picture, ``?era=...`` opens an era of the list."""
    target = opened(content, TIMELINE, state)
    events = [event for event in content.events if event.id not in content.duplicates]
    filters = event_filters(events)
    left = matching(events, filters, state)
    chosen = next((event for event in content.events if event.id == target.id), None)
    story = (event_card(content, chosen, left),) if chosen else target.missing
    blocks = (
        *head(content, TIMELINE),
        filter_bar(TIMELINE, filters, state, count_of(len(left), len(events), "events")),
        *(
            _shown(content, left, chosen, story, state)
            if left
            else (nothing_left(TIMELINE, events, filters, state, "event"), *story)
        ),
    )
    if chosen is None:
        return page_view(content, TIMELINE, blocks)
    return View(chosen.title, chosen.statement, blocks, chosen.id)


def event_filters(events: Sequence[Event]) -> tuple[Filter[Event], ...]:
    """The filters over some events."""
    places = sorted({event.place for event in events})
    return (
        Filter("events", "Search events", "text", _words, hint="for example FDA"),
        Filter("kind", "Kind", "several", lambda event: (event.kind,), tuple(LANES), folded=True),
        Filter("place", "Place", "several", lambda event: (event.place,), tuple(places), folded=True),
    )


def _words(event: Event) -> tuple[str, ...]:
    return (event.title, event.statement, event.date or "")


def _shown(content: Content, events: Sequence[Event], chosen: Event | None, story: b.Blocks, state: State) -> b.Blocks:
    parts = era_parts(content, events)
    legend: list[Inline] = [(Mark("●", colour), f" {kind}") for kind, colour in LANES.items()]
    links = {event.id: link(TIMELINE, event.title, at=event.id) for event in events}
    links |= {f"{ERA}{part.era.id}": link(TIMELINE, part.era.headline, era=part.era.id) for part in parts}
    picture = timeline_chart(parts)
    caption: Inline = (joined(legend, " · "), ". ", KINDS_LEGEND)
    return (
        *story,
        b.Figure(picture, "timeline-picture", links, words=(), caption=caption, chosen=chosen.id if chosen else ""),
        b.Heading("The events as a list", 2, "list"),
        b.Folds(_by_era(content, events, parts, _open_eras(content, events, parts, chosen, state)), TIMELINE, state),
    )


def _open_eras(
    content: Content, events: Sequence[Event], parts: Sequence[EraPart], chosen: Event | None, state: State
) -> set[str]:
    """The eras that are open in the list: of the event that is open, or the one that the address names.

    While a filter is on all are open, so that what it finds is seen. The address may say otherwise of all.
    """
    is_filtered = len(events) < sum(event.id not in content.duplicates for event in content.events)
    are_open = are_folds_open(state)
    if are_open or (is_filtered and are_open is None):
        return {NO_ERA, *(part.era.id for part in parts)}
    if are_open is False:
        return set()
    holding = (part.era.id for part in parts if chosen in part.events)
    return {next(holding, state.one(ERA_KEY) or "")}


def _by_era(
    content: Content, events: Sequence[Event], parts: Sequence[EraPart], is_open: set[str]
) -> tuple[b.Fold, ...]:
    """A fold for each era that has events, oldest first; events without a date at the end."""
    folds = [
        _era(content, part.era.id, f"{years_of(part)}: {part.era.headline}", part.events, is_open) for part in parts
    ]
    folds.append(_era(content, NO_ERA, NO_DATE.capitalize(), [event for event in events if not event.date], is_open))
    return tuple(fold for fold in folds if fold.blocks)


def _era(content: Content, name: str, label: str, events: Sequence[Event], is_open: set[str]) -> b.Fold:
    lines = b.bullets([event_line(content, event) for event in events])
    key = f"era-{name}{'-open' if name in is_open else ''}"
    return b.Fold(f"{label} ({len(events)})", lines, key, is_open=name in is_open, lazy=True)


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


def event_card(content: Content, event: Event, events: Sequence[Event] = ()) -> b.Group:
    """The chosen event: its story, its source, the conditions it is about, and the events before and after it."""
    note = (b.Paragraph((Bold("About the date:"), " ", event.date_note)),) if event.date_note else ()
    return b.Group(
        (
            b.Heading(event.title, 3),
            b.Paragraph(f"{when(event)} · {event.kind} · {event.place}", note=True),
            b.Paragraph(row_line(content, event)),
            *note,
            *side_by_side(condition_links(content, event.conditions)),
            *_steps(event, events),
        ),
        card=True,
    )


def _steps(event: Event, events: Sequence[Event]) -> b.Blocks:
    """Links to the dated events before and after this one."""
    dated = sorted((each for each in events if each.date), key=lambda each: each.date or "")
    if event not in dated:
        return ()
    place = dated.index(event)
    before, after = dated[max(0, place - 1) : place], dated[place + 1 : place + 2]
    links: list[Inline] = [
        *(link(TIMELINE, f"← Earlier: {each.title}", at=each.id) for each in before),
        *(link(TIMELINE, f"Later: {each.title} →", at=each.id) for each in after),
    ]
    return (b.Group(side_by_side(links), key=STEPS),)
