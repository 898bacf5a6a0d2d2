"""An event of the timeline: as a line of the list, and as its whole story."""

from collections.abc import Sequence

import streamlit as st

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.facts import Event
from explainer.ui.parts import condition_links
from explainer.ui.sources import row_line
from explainer.ui.text import plain


def when(event: Event) -> str:
    """The date in words, with what makes it uncertain."""
    if not event.date:
        return "No date known"
    return date_words(event.date) + ("" if event.certainty == "exact" else " (not certain)")


def event_line(content: Content, event: Event) -> str:
    """One line of the list, in Markdown."""
    note = f" *{plain(event.date_note)}*" if event.date_note else ""
    return f"**{when(event)} · {plain(event.title)}** ({event.kind}, {event.place}). {row_line(content, event)}{note}"


def show_event(content: Content, event: Event) -> None:
    """The chosen event: its story, its source and the conditions it is about."""
    with st.container(border=True):
        st.subheader(event.title, anchor=False)
        st.caption(f"{when(event)} · {event.kind} · {event.place}")
        st.markdown(row_line(content, event))
        if event.date_note:
            st.markdown(f"**On the date:** {plain(event.date_note)}")
        if event.conditions:
            st.markdown(" · ".join(condition_links(content, event.conditions)))


def show_events(content: Content, events: Sequence[Event]) -> None:
    """The list, by decade, oldest first; events without a date at the end."""
    decades: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: each.date or "9999"):
        decades.setdefault(f"{event.date[:3]}0s" if event.date else "No date known", []).append(event)
    for decade, members in decades.items():
        st.subheader(decade, anchor=False)
        st.markdown("\n".join(f"- {event_line(content, event)}" for event in members))
