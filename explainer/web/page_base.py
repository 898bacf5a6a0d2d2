"""Middleware that gives a page its first words, and tells it where its server is.

Streamlit sends an empty page and fills it when its scripts have run. Here the same HTML already holds the page's title,
description and key content (:mod:`explainer.web.first_paint`), which Streamlit's script replaces.

On a deep link such as ``/faq`` Streamlit's script first asks for ``/faq/_stcore/health``, gets a 404 and only then asks
at the root: two lost requests and two errors in the browser's console at every first visit. Streamlit reads the address
from ``window.__streamlit`` if that is set before its own script runs, so a line in the head of the page sets it.
"""

import json
import re
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.content import content
from explainer.web.first_paint import FirstPaint, first_paint
from explainer.web.security import page_policy

_SCRIPT = """<script>
(function () {
  var names = %s, parts = location.pathname.split("/")
  if (parts[parts.length - 1] === "") parts.pop()
  if (names.indexOf(parts[parts.length - 1]) >= 0) parts.pop()
  var base = location.origin + parts.join("/") + "/"
  window.__streamlit = { BACKEND_BASE_URL: base, MAIN_PAGE_BASE_URL: base }
})()
</script>"""


STYLE = """<style>
.first{max-width:44rem;margin:0 auto;padding:1rem;line-height:1.6;color:#1d2a33;background:#fdfdfb;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.first nav{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;margin-bottom:3.2rem;font-size:.875rem}
.first h1{font-size:2.1rem;line-height:1.2}.first a{color:#1a5a86}
.first td,.first th{padding:.2rem .8rem .2rem 0;text-align:left}
@media(prefers-color-scheme:dark){.first,body{color:#e7edf0;background:#12191e}.first a{color:#8cc6ee}}
</style>"""
ROOT = '<div id="root"></div>'


class PageBase:
    """Rewrites every page. ``pages`` are the names that pages have in the address."""

    def __init__(self, app: ASGIApp, pages: Sequence[str]) -> None:
        self.app = app
        self._script = (_SCRIPT % json.dumps(list(pages))).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; hold back only the body of a page until it is whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []  # the start of a page's response, while its body is collected
        body = bytearray()

        async def add_script(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page, status = self._rewritten(bytes(body), scope)
                    held[0]["status"] = status
                    headers = MutableHeaders(scope=held[0])
                    headers["content-length"] = str(len(page))
                    headers["content-security-policy"] = page_policy(page)
                    await send(held[0])
                    await send({"type": "http.response.body", "body": page if scope["method"] != "HEAD" else b""})

        await self.app(_wanting_it_whole(scope), receive, add_script)

    def _rewritten(self, page: bytes, scope: Scope) -> tuple[bytes, int]:
        """The page with its first words, and the status it deserves."""
        text = page.decode().replace("<head>", f"<head>{self._script.decode()}", 1)
        if ROOT not in text:  # a page that we do not know how to fill: Streamlit fills it as it always did
            return text.encode(), 200
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        painted = first_paint(content(), path, dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"))))
        text = re.sub(r"<title>.*?</title>", "", text, count=1)
        text = text.replace("</script>", f"</script>{_head(painted)}", 1)
        text = re.sub(r"<noscript>.*?</noscript>", "", text, count=1, flags=re.DOTALL)
        text = text.replace(ROOT, f'<div id="root"><div class="first">{painted.body}</div></div>', 1)
        return text.encode(), 200 if painted.found else 404


def _head(painted: FirstPaint) -> str:
    """Title, description, address and what other sites show of a link to this page."""
    title, description = escape(painted.title), escape(painted.description)
    robots = "" if painted.found else '<meta name="robots" content="noindex">'
    return (
        f'<title>{title}</title><meta name="description" content="{description}">'
        f'<link rel="canonical" href="./{escape(painted.path)}">{robots}'
        f'<meta property="og:title" content="{title}"><meta property="og:description" content="{description}">'
        f'<meta property="og:type" content="website">{STYLE}'
    )


def _wanting_it_whole(scope: Scope) -> Scope:
    """The request as one for the whole page: no compressed, partial or missing body, also for ``HEAD``."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    partial = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    headers = [header for header in scope["headers"] if header[0] not in partial]
    return {**scope, "method": "GET" if scope["method"] == "HEAD" else scope["method"], "headers": headers}


def _is_page(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
