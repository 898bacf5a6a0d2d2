"""Middleware that tells a page where its server is.

On a deep link such as ``/faq`` Streamlit's script first asks for ``/faq/_stcore/health``, gets a 404 and only then asks
at the root: two lost requests and two errors in the browser's console at every first visit. Streamlit reads the address
from ``window.__streamlit`` if that is set before its own script runs, so a line in the head of the page sets it.
"""

import json
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class PageBase:
    """Adds the line to every HTML response. ``pages`` are the names that pages have in the address."""

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
                    page = bytes(body).replace(b"<head>", b"<head>" + self._script, 1)
                    headers = MutableHeaders(scope=held[0])
                    headers["content-length"] = str(len(page))
                    headers["content-security-policy"] = page_policy(page)
                    await send(held[0])
                    await send({"type": "http.response.body", "body": page if scope["method"] != "HEAD" else b""})

        await self.app(_wanting_it_whole(scope), receive, add_script)


def _wanting_it_whole(scope: Scope) -> Scope:
    """The request without the headers that let a server answer with a compressed, partial or no page."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    partial = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in partial]}


def _is_page(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
