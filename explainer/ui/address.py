"""What a page keeps in its address by itself."""

import streamlit as st

from explainer.find.state import State

_PAGE = "page-shown"
_STAYED = "page-stayed"


def address_state() -> State:
    """The query of the address, as this run has it."""
    return State.from_mapping({key: st.query_params.get_all(key) for key in st.query_params}).filled


def note_page(page: str) -> None:
    """Remember which page this run shows; the router calls it before the page runs."""
    st.session_state[_STAYED] = st.session_state.get(_PAGE) == page
    st.session_state[_PAGE] = page


def keep(name: str, value: str) -> None:
    """Set a query parameter that an in-page link left out.

    After a link from another page the address is already right; setting it again would add a step to the history.
    """
    if st.session_state.get(_STAYED):
        st.query_params[name] = value
