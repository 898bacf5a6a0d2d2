"""The names by which our page and Streamlit's app find each other's elements: typed here, and nowhere else.

Scripts get them as one JSON object, style sheets as ``$name``, tests and benchmarks import them.
"""

import json
from string import Template

TEST_IDS = {
    "app": "stApp",
    "main": "stMain",
    "block": "stMainBlockContainer",
    "vertical": "stVerticalBlock",
    "element": "stElementContainer",
    "app_skeleton": "stAppSkeleton",
    "skeleton": "stSkeleton",
    "spinner": "stSpinner",
    "grid": "stDataFrame",
    "table": "stTable",
    "text": "stMarkdown",
    "fold": "stExpander",
    "alert": "stAlert",
    "icon": "stIconMaterial",
    "header": "stHeader",
    "toolbar": "stToolbar",
    "logo": "stLogoLink",
    "menu_button": "stExpandSidebarButton",
    "button": "stButton",
    "pills": "stButtonGroup",
    "switch": "stCheckbox",
}
"""What Streamlit calls the parts of its page in their attribute ``data-testid``."""

SCRIPT_STATE, CONNECTION_STATE = "data-test-script-state", "data-test-connection-state"
"""Attributes of the app's outermost element: whether its Python runs, and whether it has a connection."""
ANY_PART = "[data-testid]"
"""Every part of the page that Streamlit gives a name to."""
KEY_CLASS = "st-key-"
"""Begins the class that Streamlit gives to an element with a ``key``."""
KEY = f".{KEY_CLASS}"
COUNT_KEY = "count"
"""Key of the line that says how much is shown; it is read out to screen readers when it changes."""
VERSION = "--page-version"
"""Property of the style sheet that the app brings: the version of the page that it is made for."""
FIRST = "first"
"""Class of the first HTML, which stands until the app has been drawn."""


def part(name: str) -> str:
    """The selector of a part of Streamlit's page, by our name for it."""
    return f"[data-testid={TEST_IDS[name]}]"


STREAMLIT = {name: part(name) for name in TEST_IDS} | {
    "root": "#root",
    "at_rest": f"[{SCRIPT_STATE}=notRunning]",
    "connected": f"[{CONNECTION_STATE}=CONNECTED]",
    "connection_state": CONNECTION_STATE,
    "script_state": SCRIPT_STATE,
    "settings": "__streamlit",
    "backend_address": "BACKEND_BASE_URL",
    "page_address": "MAIN_PAGE_BASE_URL",
    "host": "HOST_CONFIG",
    "origins": "allowedOrigins",
    "external_token": "useExternalAuthToken",
    "no_error_dialogs": "blockErrorDialogs",
    "key": KEY,
}
"""Streamlit's own: selectors, attributes, fields of ``window.__streamlit``, which it reads before it connects."""

NOT_PAGES = ("/api/", "/data/", "/download/")
"""Paths of the site whose answers are no pages: data, the API, files to save."""
_FILES = ", ".join(f"[href^='.{path}']" for path in NOT_PAGES)

OURS = {
    "first": FIRST,
    "building": "building",
    "connection": "connection",
    "announcer": "announcer",
    "count": f"{KEY}{COUNT_KEY}",
    "poll": f"[class*='{KEY_CLASS}poll-']",
    "no_cookies": "no-cookies",
    "version": VERSION,
    "own_link": f"a[href^='./']:not({_FILES})",
    "saved_link": "a[href^='./download/']",
}
"""Classes that we give (``no-cookies`` to the page of a browser that keeps none), the line with the count, polls, the
property with the version, links to pages of the site, and links to files to save."""
STAYS = ("row", "era", "trust", "trusted", "step", "spot")
"""Queries of links that change something where the reader is: the page keeps its place."""

HOOKS = STREAMLIT | OURS
SETTLED = f"{HOOKS['app']}{HOOKS['connected']}{HOOKS['at_rest']}"
"""The app while it has a connection and its script has run; for tests and benchmarks."""
JSON_ID = "page-hooks"
"""Id of the JSON object that the script reads."""


def hooks_json() -> str:
    """All names as a JSON object in a script element that does not run."""
    return f'<script type="application/json" id="{JSON_ID}">{json.dumps(HOOKS | {"stays": STAYS})}</script>'


def style(css: str) -> str:
    """A style element: the style sheet with the names in it. Raises ``KeyError`` for a name that is not there."""
    return f"<style>{Template(css).substitute(HOOKS)}</style>"
