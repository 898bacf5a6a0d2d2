"""The way to the search, in the head of every page."""

import streamlit as st

from explainer.site import SEARCH, SitePage
from explainer.views.app import draw
from explainer.views.blocks import Paragraph
from explainer.views.inline import link


def site_bar(page: SitePage) -> None:
    """Draw it; a style sheet puts it beside the menu."""
    if page is not SEARCH:
        with st.container(key="site-bar"):
            draw((Paragraph(link(SEARCH, SEARCH.menu)),), {})
