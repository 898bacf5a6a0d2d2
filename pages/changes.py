"""What changed: trials, events and approvals since a year, and what was done on the site itself (``?since=2024``)."""

import streamlit as st

from explainer.content import content
from explainer.content.dates import date_words, year_of
from explainer.find.since import new_since
from explainer.ui.parts import page_head
from explainer.ui.site_map import page_named, text_link
from explainer.ui.text import bullets, plain, prose

data = content()
words = data.pages["changes"].sections
latest = max(year_of(change.date) for change in data.changes)
years = [str(year) for year in range(latest, min(source.year or latest for source in data.sources.values()) - 1, -1)]

page_head(data, "changes")
since = st.selectbox("Since", years, index=2, key="since", bind="query-params", width=160)
new = new_since(data, int(since))

st.header(words["world"], anchor="world")
st.markdown(f"**{len(new.trials)}** trial reports, **{len(new.events)}** events.")
with st.expander(f"Trial reports ({len(new.trials)})", expanded=bool(new.trials) and len(new.trials) <= 12):
    reports = [(f"{year} · {plain(item.title)}", item) for year, item in new.trials]
    st.markdown(bullets([text_link(item.page, name, **dict(item.query)) for name, item in reports]))
with st.expander(f"Events, decisions among them ({len(new.events)})", expanded=0 < len(new.events) <= 12):
    names = {event.id: f"{date_words(event.date or '')} · {plain(event.title)}" for event in new.events}
    st.markdown(bullets([text_link("timeline", name, event=event) for event, name in names.items()]))
st.caption(prose(words["limits"]))

st.header(words["site"], anchor="site")
lines = [
    f"{date_words(change.date)}, {change.kind}: {plain(change.what)} ({page_named(change.page).menu})"
    for change in new.changes
]
st.markdown(bullets(lines) or "Nothing.")
