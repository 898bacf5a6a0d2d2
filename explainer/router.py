"""The main Streamlit script: the list of pages, and what stands around each of them."""

import streamlit as st

from explainer.content import content
from explainer.settings import SITE_NAME
from explainer.ui.parts import footer
from explainer.ui.site_map import HOME, PAGES

page = st.navigation(
    [st.Page(p.path, title=p.menu, url_path=p.name, default=p is HOME, help=p.help) for p in PAGES],
    position="top",
)
is_wide = page.url_path == "conditions" and "condition" not in st.query_params
st.set_page_config(page_title=f"{page.title} · {SITE_NAME}", page_icon="🧭", layout="wide" if is_wide else "centered")
page.run()
footer(content())
