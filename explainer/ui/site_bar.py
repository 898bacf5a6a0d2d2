"""What stands above every page: the words it uses, explained, and a search over the whole site."""

import streamlit as st

from explainer.content import Content
from explainer.find.page_texts import terms_of_page
from explainer.ui.site_map import link, path_of
from explainer.ui.text import plain

SEARCH = "search"
EXAMPLE = "for example PTSD, bladder, MADRS"
SEARCH_BOX = 126
"""Pixels: with its button it fits beside the other button on a phone."""
KEY = "for"
"""Name of the query in the address of the search page."""


def site_bar(content: Content, page: str) -> None:
    """Draw it, on the right; the search page has its own, larger box."""
    with st.container(key="site-bar", horizontal=True, horizontal_alignment="right", gap="xsmall"):
        if page != "glossary":
            _words(content, page)
        if page != SEARCH:
            _search()


@st.fragment
def _words(content: Content, page: str) -> None:
    """A button that explains the words of this page; a dialog takes the focus and gives it back."""
    condition = st.query_params.get("condition", "")
    if terms_of_page(content, page, condition) and st.button("Words explained", type="tertiary", key="page-words"):
        _explain(content, page, condition)


@st.dialog("Words on this page", width="medium")
def _explain(content: Content, page: str, condition: str) -> None:
    said = (f"**{plain(term.term)}**  \n{plain(term.explanation)}" for term in terms_of_page(content, page, condition))
    st.markdown("\n\n".join(said))
    link("glossary", "All words of this site")


def _search() -> None:
    with st.form("site-search", border=False, clear_on_submit=True, width=SEARCH_BOX + 50):
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="bottom"):
            text = st.text_input(
                "Search the whole site",
                placeholder="Search",
                label_visibility="collapsed",
                max_chars=200,
                width=SEARCH_BOX,
            )
            asked = st.form_submit_button("", icon=":material/search:", help="Search the whole site")
        if asked and text and text.strip():
            st.switch_page(path_of(SEARCH), query_params={KEY: text.strip()})
