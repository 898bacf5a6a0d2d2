"""Middleware that gives a page its first words, and tells it where its server is and which scripts it will need.

Streamlit sends an empty page and fills it when its scripts have run. Here the same HTML already holds the page's title,
description and key content (:mod:`explainer.web.first_html`); the app is built unseen and takes its place when it is
drawn. An address without a page gets the first paint alone, without any script.

On a deep link such as ``/faq`` Streamlit's script first asks for ``/faq/_stcore/health``, gets a 404 and only then asks
at the root: two lost requests and two errors in the browser's console at every first visit. Streamlit reads the address
from ``window.__streamlit`` if that is set before its own script runs, so a line in the head of the page sets it. The
same line says what the server's host may ask of the app (nothing), for which it would else wait two requests long
before it connects; and that Streamlit's dialogs of errors stay away: ``connection.js`` says calmly what they would.
"""

import json
import re
from html import escape
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.content import content
from explainer.site import HOME, PAGES
from explainer.web.compressed import compressed
from explainer.web.first_html import FirstHtml, first_html
from explainer.web.head import head, site_address
from explainer.web.preload import parts_of, preload_links, run_one_by_one
from explainer.web.security import page_policy

_SCRIPT = """<script>
(function () {
  var names = %s, parts = location.pathname.split("/")
  if (parts[parts.length - 1] === "") parts.pop()
  if (names.indexOf(parts[parts.length - 1]) >= 0) parts.pop()
  var base = location.origin + parts.join("/") + "/"
  window.__streamlit = {
    BACKEND_BASE_URL: base, MAIN_PAGE_BASE_URL: base,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, blockErrorDialogs: true },
  }
})()
</script>"""
ROOT = '<div id="root"></div>'
_AFTER_ROOT = "".join(
    f"<script>{(Path(__file__).parent / name).read_text(encoding='utf-8')}</script>"
    for name in ("take_over.js", "announce.js", "own_links.js", "connection.js")
)
_TEXT_FONT = re.compile(r'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
"""Streamlit's own font, which it asks for early and this site never shows."""
_STYLESHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
"""Fonts of Streamlit's, for its scripts: below the first paint it does not hold it up."""
_NO_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, '
    'initial-scale=1"><link rel="shortcut icon" href="./favicon.png">{head}</head><body>{body}</body></html>'
)
_NOT_PAGES = ("/static/", "/_stcore/", "/media/", "/component/")


class PageBase:
    """Rewrites every page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._script = _SCRIPT % json.dumps([page.name for page in PAGES])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; hold back only the body of a page until it is whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _path(scope).strip("/") == HOME.name:
            await _move_home(scope, send)
            return
        held: list[Message] = []  # the start of a page's response, while its body is collected
        body = bytearray()

        async def add_words(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._send_page(scope, held[0], bytes(body), send)

        await self.app(_wanting_it_whole(scope), receive, add_words)

    async def _send_page(self, scope: Scope, start: Message, page: bytes, send: Send) -> None:
        text, status = self._rewritten(page.decode(), scope)
        encoding, sent = compressed(text.encode(), Headers(scope=scope).get("accept-encoding", ""))
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified", "accept-ranges"):  # they speak of the page as Streamlit made it
            del headers[name]
        if encoding:
            headers["content-encoding"] = encoding
        headers.add_vary_header("Accept-Encoding")
        headers["cache-control"] = "no-cache"
        headers["content-length"] = str(len(sent))
        headers["content-security-policy"] = page_policy(text.encode())
        await send({**start, "status": status})
        await send({"type": "http.response.body", "body": sent if scope["method"] != "HEAD" else b""})

    def _rewritten(self, page: str, scope: Scope) -> tuple[str, int]:
        """The page with its first words, and the status it deserves."""
        path = _path(scope)
        painted = first_html(content(), path, scope.get("query_string", b"").decode("latin-1"))
        if painted.page is None:
            return _without_page(painted, path), 404
        status = 200 if painted.found else 404
        text = page.replace("<head>", f"<head>{self._script}", 1)
        if ROOT not in text:  # a page that we do not know how to fill: Streamlit fills it as it always did
            return text, status
        phone = "Mobi" in Headers(scope=scope).get("user-agent", "")
        parts = parts_of(painted.page.name, view=bool(painted.at), phone=phone)
        text = re.sub(r"<title>.*?</title>", "", _TEXT_FONT.sub("", text, count=1), count=1)
        text = run_one_by_one(text)
        text = text.replace("</script>", f"</script>{head(painted, site_address(scope))}", 1)
        text = text.replace("</head>", f"{preload_links(text, parts)}</head>", 1)
        text = re.sub(r"<noscript>.*?</noscript>", "", text, count=1, flags=re.DOTALL)
        sheets = "".join(_STYLESHEET.findall(text))
        text = _STYLESHEET.sub("", text)
        return text.replace(ROOT, f"{ROOT}{_first(painted)}{_connection()}{_AFTER_ROOT}{sheets}", 1), status


def _first(painted: FirstHtml) -> str:
    words = escape(content().pages["site"].sections["no_script"])
    body = painted.body.replace("<main", f'<noscript><p class="note">{words}</p></noscript><main', 1)
    return f'<div class="first">{body}</div>'


def _connection() -> str:
    """Where it is said that the connection is lost, or did not come."""
    words = content().pages["site"].sections
    said = (f' data-{name}="{escape(words[f"connection_{name}"])}"' for name in ("lost", "late"))
    return f'<div class="connection" role="status"{"".join(said)}></div>'


def _without_page(painted: FirstHtml, path: str) -> str:
    """The first paint alone, its links leading back from however deep the address is."""
    text = _NO_PAGE.format(head=head(painted, ""), body=f'<div class="first">{painted.body}</div>')
    return text.replace('href="./', f'href="{"../" * (path.count("/") - 1) or "./"}')


async def _move_home(scope: Scope, send: Send) -> None:
    """The first page has one address, the site's own."""
    query = scope.get("query_string", b"")
    address = b"./" + (b"?" + query if query else b"")
    headers = [(b"location", address), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 308, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _path(scope: Scope) -> str:
    path = str(scope["path"])
    return path.removeprefix(scope.get("root_path", "")) or "/"


def _wanting_it_whole(scope: Scope) -> Scope:
    """The request as one for the whole page: no compressed, partial or missing body, also for ``HEAD``."""
    path = _path(scope)
    if path.startswith(_NOT_PAGES) or "." in path.rsplit("/", 1)[-1]:
        return scope
    partial = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    headers = [header for header in scope["headers"] if header[0] not in partial]
    return {**scope, "method": "GET" if scope["method"] == "HEAD" else scope["method"], "headers": headers}


def _is_page(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
