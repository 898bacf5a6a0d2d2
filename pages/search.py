"""Search: everything on the site with an address of its own, by kind (``?for=ptsd``)."""

import streamlit as st

from explainer.content import content
from explainer.find.site_search import search, suggestions
from explainer.ui.address import keep
from explainer.ui.found import show_found
from explainer.ui.parts import count_line, page_head
from explainer.ui.site_bar import EXAMPLE, KEY
from explainer.ui.site_map import link

data = content()
words = data.pages["search"].sections

BOX, SHOWN = "search-box", "search-shown"


def write() -> None:
    """Put the query into the address; a callback. Bound, it would follow the reader onto other pages."""
    st.query_params[KEY] = st.session_state[SHOWN] = st.session_state[BOX]


asked = st.query_params.get(KEY, "")
if st.session_state.get(SHOWN) != asked:
    st.session_state[BOX] = st.session_state[SHOWN] = asked
if asked:
    keep(KEY, asked)

page_head(data, "search")
st.text_input("Search the whole site", key=BOX, type="search", on_change=write, placeholder=EXAMPLE)
found = search(data, asked)
if found:
    number = sum(map(len, found.values()))
    count_line(f"**{number}** found." if number > 1 else "**1** found.")
    for kind, items in found.items():
        show_found(words[kind], kind, items)
elif asked.strip():
    st.info(words["nothing"], title="Nothing found")
    for word in suggestions(data, asked):
        link("search", f"Did you mean {word}?", **{KEY: word})
