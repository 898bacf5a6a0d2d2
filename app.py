"""The launcher: builds the ASGI app. `streamlit run app.py` and `uvicorn app:app` both find it."""

from functools import partial

import streamlit as st
from starlette.middleware import Middleware

from explainer.settings import ROOT, static_dir
from explainer.ui.errors import apologise
from explainer.ui.warm import warm_up
from explainer.web.health import HEALTH_ROUTES
from explainer.web.page_base import PageBase
from explainer.web.security import SecurityHeaders
from explainer.web.site_files import site_routes
from explainer.web.start import checked_start
from explainer.web.static_files import StaticFiles
from explainer.web.visitor_cookie import VisitorCookie

app = st.App(
    ROOT / "explainer" / "router.py",
    routes=[*HEALTH_ROUTES, *site_routes()],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(StaticFiles, folder=static_dir()),
        Middleware(VisitorCookie),
        Middleware(PageBase),
    ],
    lifespan=partial(checked_start, warm=warm_up),
    on_script_error=apologise,
)
