"""What this site relies on in Streamlit's own page: one case a fact, as ``docs/upgrading-streamlit.md`` lists them.

Each reads the installed Streamlit. What a fact means for readers is tested in ``tests/browser``.
"""

import inspect
import re
from collections.abc import Callable
from functools import lru_cache

import pytest
import streamlit as st
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from streamlit.elements import html as html_element
from streamlit.runtime import Runtime
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.starlette import starlette_app, starlette_websocket
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from explainer.settings import ROOT
from explainer.ui.lost_sessions import KEPT_SECONDS
from explainer.web.base_path import base_path
from explainer.web.streamlit_page.build import NEVER_A_PAGE, SOCKET, index_html, manifest, static_root
from explainer.web.streamlit_page.fonts import TEXT_FONTS, _ligatures, icon_names
from explainer.web.streamlit_page.hooks import CONNECTION_STATE, KEY_CLASS, SCRIPT_STATE, STREAMLIT, TEST_IDS
from explainer.web.streamlit_page.preload import EVERYWHERE, PARTS, PARTS_OF_A_VIEW, icon_font, scripts_of
from explainer.web.streamlit_page.shell import ROOT_ID, read_shell
from explainer.web.streamlit_page.static_files import HASHED, PREFIX, original_files
from tests.web.asgi import Answer, request

DOCUMENT = ROOT / "docs" / "upgrading-streamlit.md"


@lru_cache(maxsize=1)
def code() -> str:
    """All of Streamlit's scripts as one text."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(static_root().rglob("*.js")))


def markdown() -> str:
    """The script that draws texts."""
    (file,) = static_root().rglob("StreamlitMarkdown.*.js")
    return file.read_text(encoding="utf-8")


def ask(path: str, base: str = "", method: str = "GET") -> Answer:
    """What Streamlit's own route for its page answers."""
    return request(Starlette(routes=create_streamlit_static_assets_routes(base)), path, method=method)


def is_its_page(answer: Answer) -> bool:
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html") and b"root" in answer.body


def says(*names: str) -> bool:
    """Its scripts hold each of these as a whole string or as the name of a field."""
    return all(re.search(rf"[`\"'.{{,]{re.escape(name)}(?![\w-])", code()) for name in names)


FACTS: dict[str, Callable[[], bool]] = {
    # its page
    "index-html": lambda: (static_root() / "index.html").is_file(),
    "empty-root": lambda: f'<div id="{ROOT_ID}"></div>' in index_html() and STREAMLIT["root"] == f"#{ROOT_ID}",
    "one-main-script": lambda: read_shell(index_html()).scripts[-1].startswith("./static/js/index."),
    "imports-preloaded": lambda: len(read_shell(index_html()).scripts) > 10,
    "relative-addresses": lambda: all(file.startswith("./static/") for file in read_shell(index_html()).scripts),
    "text-font-preloaded": lambda: index_html().count('as="font"') == 1 and "SourceSans" in index_html(),
    "styles-linked": lambda: any(file.endswith(".css") for file in read_shell(index_html()).sheets),
    # its files
    "manifest": lambda: any(chunk.get("isEntry") for chunk in manifest().values()),
    "parts-in-manifest": lambda: all(
        scripts_of((part,)) for parts in (EVERYWHERE, *PARTS.values(), *PARTS_OF_A_VIEW.values()) for part in parts
    ),
    "static-folder": lambda: PREFIX == "/static/" and any(original_files().glob("js/index.*.js")),
    "hashed-names": lambda: all(re.match(HASHED, file.name) for file in original_files().glob("js/*.js")),
    "icon-font": lambda: "search" in _ligatures(TTFont(static_root() / icon_font())),
    "icons-named-in-code": lambda: {"search", "menu"} <= icon_names(static_root().parent),
    "text-fonts": lambda: any(static_root().glob(TEXT_FONTS)),
    # its server
    "page-for-any-address": lambda: is_its_page(ask("/faq")) and is_its_page(ask("/a/b/c")),
    "pages-are-got": lambda: ask("/faq", method="POST").status == 405,
    "paths-of-its-own": lambda: set(NEVER_A_PAGE) < set(starlette_app._RESERVED_ROUTE_PREFIXES),
    "socket": lambda: SOCKET == f"/{starlette_websocket._ROUTE_WEBSOCKET_STREAM}",
    "no-slash-at-the-end": lambda: ask("/b/faq/", "b").headers.get("location") == "/b/faq",
    "base-path-of-all-routes": lambda: is_its_page(ask("/b/faq", "b")) and ask("/faq", "b").status == 404,
    "base-path-option": lambda: base_path(st.get_option("server.baseUrlPath")) == "",
    "app-takes-middleware": lambda: {"routes", "middleware", "lifespan", "on_script_error"} <= parameters(st.App),
    "sessions-listed": lambda: (
        hasattr(WebsocketSessionManager, "list_sessions")
        and {"close_session", "is_active_session"} <= set(dir(Runtime))
        and "self._session_mgr =" in inspect.getsource(Runtime.__init__)
    ),
    "sessions-kept": lambda: st.get_option("server.disconnectedSessionTTL") > KEPT_SECONDS,
    # its scripts
    "settings-before-start": lambda: says(*(STREAMLIT[name] for name in ("settings", "backend_address"))),
    "page-address": lambda: says(STREAMLIT["page_address"]),
    "host-settings": lambda: says(*(STREAMLIT[name] for name in ("host", "origins", "external_token"))),
    "no-error-dialogs": lambda: says(STREAMLIT["no_error_dialogs"]),
    "history-runs-a-page": lambda: "addEventListener(`popstate`" in code(),
    "script-state": lambda: says(SCRIPT_STATE, "notRunning") and SCRIPT_STATE in STREAMLIT["at_rest"],
    "connection-state": lambda: says(CONNECTION_STATE, "CONNECTED") and CONNECTION_STATE in STREAMLIT["connected"],
    "reload-of-another-version": lambda: "hasStreamlitVersionChanged" in code() and "location.reload()" in code(),
    "missing-script-is-told": lambda: "vite:preloadError" in code(),
    "folds-are-details": lambda: all(f"(`{tag}`,{{target:" in code() for tag in ("details", "summary")),
    "class-of-a-key": lambda: says(KEY_CLASS),
    "markdown-keeps-svg": lambda: (
        "unsafe_allow_html" in parameters(st.markdown) and "rehype-raw" in markdown() and "sanitize" not in markdown()
    ),
    "styles-take-no-place": lambda: "event" in inspect.getsource(html_element) and styles_only("<style>a{}</style>"),
} | {f"part-{name}": lambda name=name: says(TEST_IDS[name]) for name in TEST_IDS}


def parameters(callable_: Callable[..., object]) -> set[str]:
    return set(inspect.signature(callable_).parameters)


def styles_only(html: str) -> bool:
    return bool(html_element._html_only_style_tags(html))


@pytest.mark.parametrize("fact", FACTS)
def test_streamlit_is_as_we_rely_on(fact: str) -> None:
    assert FACTS[fact](), f"see {fact} in docs/upgrading-streamlit.md"


def test_the_document_names_every_fact_and_no_other() -> None:
    named = re.findall(r"^\| `([\w-]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == list(FACTS), "one row a fact, in the same order"
