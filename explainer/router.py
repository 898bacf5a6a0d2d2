"""The main Streamlit script: the list of pages, and what stands around each of them."""

import streamlit as st

from explainer.content import content
from explainer.settings import ASSETS, SITE_NAME
from explainer.ui.address import note_page
from explainer.ui.errors import apologise
from explainer.ui.parts import footer
from explainer.ui.site_bar import site_bar
from explainer.ui.site_map import HOME, PAGES, page_named

page = st.navigation(
    [
        st.Page(
            each.path,
            title=each.menu,
            url_path=each.name,
            default=each is HOME,
            help=each.help,
            visibility="visible" if each.in_menu else "hidden",
        )
        for each in PAGES
    ],
    position="top",
)
is_wide = page.url_path == "conditions" and "condition" not in st.query_params
st.set_page_config(
    page_title=f"{page.title} · {SITE_NAME}",
    page_icon=ASSETS / "favicon.svg",
    layout="wide" if is_wide else "centered",
)
st.logo(str(ASSETS / "wordmark.svg"), size="large")
st.html(ASSETS / "site.css")
current = page_named(page.url_path)
note_page(current.name)
site_bar(content(), current.name)
try:
    page.run()
except Exception as error:  # the reader keeps what stands above and below the page, the crisis lines among it
    apologise(error)
footer(content(), current)
