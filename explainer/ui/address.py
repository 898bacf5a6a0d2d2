"""What a page keeps in its address by itself."""

import streamlit as st

_PAGE = "page-shown"
_STAYED = "page-stayed"


def note_page(page: str) -> None:
    """Remember which page this run shows; the router calls it before the page runs."""
    st.session_state[_STAYED] = st.session_state.get(_PAGE) == page
    st.session_state[_PAGE] = page


def keep(name: str, value: str) -> None:
    """Write a value into the address after a link within the page, which does not do so itself.

    After a link from another page the address is right already; written again, it would cost a step of the way back.
    """
    if st.session_state.get(_STAYED):
        st.query_params[name] = value
