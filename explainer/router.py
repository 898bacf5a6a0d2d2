"""The main Streamlit script: the list of pages, and what stands around each of them."""

import streamlit as st

from explainer.content import content
from explainer.poll.reactions import glyph_style
from explainer.settings import ASSETS, SITE_NAME
from explainer.site import HOME, PAGES, page_named
from explainer.ui.address import address_state, note_page
from explainer.ui.errors import apologise
from explainer.ui.scripts import script_of
from explainer.ui.site_bar import site_bar
from explainer.views.app import draw
from explainer.views.frame import cited_page, foot, terms_of_page, words_used
from explainer.web.streamlit_page.first import APP_STYLE
from explainer.web.streamlit_page.hooks import KEY_CLASS

page = st.navigation(
    [
        st.Page(
            script_of(each),
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
current = page_named(page.url_path or HOME.name)
is_wide = current.wide and current.key not in st.query_params
st.set_page_config(
    page_title=f"{page.title} · {SITE_NAME}",
    page_icon=ASSETS / "favicon.svg",
    layout="wide" if is_wide else "centered",
)
st.logo(str(ASSETS / "wordmark.svg"), size="large")
st.html(APP_STYLE + glyph_style(f'[class*="{KEY_CLASS}poll-"]'))
note_page(current.name)
site_bar(current)
opened = st.query_params.get(current.key, "") if current.key else ""
cited = None
try:
    page.run()
    draw(words_used(terms_of_page(content(), current, opened)), {})
    cited = cited_page(content(), current, opened)
except Exception as error:  # the reader keeps what stands above and below the page, the crisis lines among it
    apologise(error)
with st.container(key="site-foot"):
    st.divider()
    draw(foot(content(), current, address_state(), cited), {})
