"""Timeline: dated events as a picture with lanes and as a list; one event in full (``?event=...``)."""

import streamlit as st

from explainer.charts.timeline import LANES, timeline_chart
from explainer.content import content
from explainer.content.dates import year_of
from explainer.find.search import matches
from explainer.ui.device import is_dark
from explainer.ui.event import show_event, show_events
from explainer.ui.parts import count_line, page_head

FIRST_SHOWN = 1956


def choose() -> None:
    """Put the chosen event into the address; a callback, so that going back is not undone by the chart."""
    picked = st.session_state["timeline-picture"].selection.get("event", [])
    if picked:
        st.query_params["event"] = picked[0]["id"]


data = content()
events = [event for event in data.events if event.id not in data.duplicates]
years = [year_of(event.date) for event in events if event.date]
places = sorted({event.place for event in events})

page_head(data, "timeline")
text = st.text_input("Search events", key="events", type="search", bind="query-params", placeholder="for example FDA")
kinds = st.pills("Kind", list(LANES), selection_mode="multi", key="kind", bind="query-params", wrap=True)
where = st.pills("Place", places, selection_mode="multi", key="place", bind="query-params", wrap=True)
first, last = sorted(  # an address may give them the wrong way round
    st.slider(
        "Years", min(years), max(years), (max(FIRST_SHOWN, min(years)), max(years)), key="years", bind="query-params"
    )
)

shown = [
    event
    for event in events
    if (not kinds or event.kind in kinds)
    and (not where or event.place in where)
    and (event.date is None or first <= year_of(event.date) <= last)
    and matches(text, event.title, event.statement, event.date or "")
]
count_line(f"**{len(shown)} of {len(events)}** events.")
if not shown:
    st.info(
        "Choose more kinds or places, a wider span of years, or another word.", title="No event matches all of these"
    )
else:
    asked = st.query_params.get("event")
    picture = timeline_chart(shown, asked)
    st.markdown(f"**{picture.title}**")
    st.caption("Choose a mark for its story. A line beside a mark spans the month or year in which it lies.")
    st.vega_lite_chart(picture.spec(dark=is_dark()), key="timeline-picture", on_select=choose, alt=picture.alt)
    story = next((event for event in data.events if event.id == asked), None)
    if story:
        show_event(data, story)
    elif asked:
        st.warning("There is no event with this name here. The link may be old or mistyped.", title="Not found")

    st.header("The same as a list", anchor="list")
    show_events(data, shown)
