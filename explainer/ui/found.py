"""What a search found, of one kind: links that open the thing itself, each with a line on it."""

from collections.abc import Sequence

import streamlit as st

from explainer.find.site_items import Item
from explainer.ui.site_map import text_link
from explainer.ui.text import plain

FIRST = 5
MOST = 60
"""So many of a kind are shown; more are a sign that the search is too wide."""


def show_found(heading: str, kind: str, items: Sequence[Item]) -> None:
    """A heading with the number found, the first few, and the rest behind a click."""
    st.header(f"{heading} ({len(items)})", anchor=kind)
    st.markdown(_list(items[:FIRST]))
    rest = items[FIRST:MOST]
    if rest:
        left_out = f", the first {MOST}" if len(items) > MOST else ""
        with st.expander(f"More {heading.lower()}{left_out}", key=f"more-{kind}", on_change="rerun") as more:
            if more.open:
                st.markdown(_list(rest))


def _list(items: Sequence[Item]) -> str:
    return "\n\n".join(
        f"{text_link(item.page, f'**{plain(item.title)}**', **dict(item.query))}  \n:small[{plain(item.detail)}]"
        for item in items
    )
