"""What stands above every page: a glossary for it, and a search over the whole site."""

import streamlit as st

from explainer.content import Content
from explainer.site import GLOSSARY, SEARCH, SitePage
from explainer.ui.scripts import script_of
from explainer.views.app import draw
from explainer.views.blocks import Paragraph
from explainer.views.frame import terms_of_page
from explainer.views.glossary import word
from explainer.views.inline import link
from explainer.views.search import KEY

SEARCH_BOX = 126
"""Pixels: with its button it fits beside the other button on a phone."""


def site_bar(content: Content, page: SitePage) -> None:
    """Draw it, on the right; the search page has its own, larger box."""
    with st.container(key="site-bar", horizontal=True, horizontal_alignment="right", gap="xsmall"):
        if page is not GLOSSARY:
            _words(content, page)
        if page is not SEARCH:
            _search()


@st.fragment
def _words(content: Content, page: SitePage) -> None:
    """A button that explains the words of this page; a dialog takes the focus and gives it back."""
    target = st.query_params.get(page.key, "") if page.key else ""
    if terms_of_page(content, page, target) and st.button("Glossary for this page", type="tertiary", key="page-words"):
        _explain(content, page, target)


@st.dialog("Glossary for this page", width="medium")
def _explain(content: Content, page: SitePage, target: str) -> None:
    words = [Paragraph(word(term)) for term in terms_of_page(content, page, target)]
    draw((*words, Paragraph(link(GLOSSARY, "Full glossary"))), {})


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
            pressed = st.form_submit_button("", icon=":material/search:", help="Search the whole site")
        if pressed and text and text.strip():
            st.switch_page(script_of(SEARCH), query_params={KEY: text.strip()})
