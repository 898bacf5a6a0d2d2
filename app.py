"""The launcher: builds the ASGI app. `streamlit run app.py` and `uvicorn app:app` both find it."""

from functools import partial

import streamlit as st
from starlette.middleware import Middleware

from explainer.settings import ROOT, static_dir
from explainer.ui.errors import apologise
from explainer.ui.lost_sessions import close_lost_sessions, close_sessions_lost_for_long
from explainer.ui.warm import warm_up
from explainer.web.api.routes import api_routes
from explainer.web.app_mode import CountedApps
from explainer.web.base_path import base_path
from explainer.web.data_files import data_routes
from explainer.web.downloads import download_routes
from explainer.web.health import health_routes
from explainer.web.open_routes import OpenRoutes
from explainer.web.page_base import PageBase
from explainer.web.reactions import reaction_routes
from explainer.web.security import SecurityHeaders
from explainer.web.session_limit import SessionLimit
from explainer.web.sharing import sharing_routes
from explainer.web.site_files import site_routes
from explainer.web.start import checked_start
from explainer.web.streamlit_page.static_files import StaticFiles
from explainer.web.visitor_cookie import VisitorCookie

BASE = base_path(st.get_option("server.baseUrlPath") or "")

app = st.App(
    ROOT / "explainer" / "router.py",
    routes=[
        *health_routes(BASE),
        *site_routes(BASE),
        *sharing_routes(BASE),
        *data_routes(BASE),
        *api_routes(BASE),
        *download_routes(BASE),
        *reaction_routes(BASE),
    ],
    middleware=[
        Middleware(PageBase, base=BASE),
        Middleware(CountedApps),
        Middleware(SecurityHeaders),
        Middleware(OpenRoutes, base=BASE),
        Middleware(SessionLimit, release=close_lost_sessions),
        Middleware(StaticFiles, folder=static_dir(), base=BASE),
        Middleware(VisitorCookie, base=BASE),
    ],
    lifespan=partial(checked_start, warm=warm_up, tidy=close_sessions_lost_for_long, base=BASE),
    on_script_error=apologise,
)
