"""Middleware that sends every page with its first words, in the place of the empty page that Streamlit sends.

The page already holds its title, description and key content (:mod:`explainer.web.first_html`); the app is built unseen
and takes its place when it is drawn. An address without a page gets the first HTML alone, without any script. What we
know of Streamlit's page stands in :mod:`explainer.web.streamlit_page`. If its page is not as we know it, it goes out as
it is.
"""

from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.content import content
from explainer.poll.process_store import RestingError
from explainer.site import HERE, HOME
from explainer.web.base_path import EMBED, path_below
from explainer.web.compressed import compressed
from explainer.web.first_html import FirstHtml, first_html
from explainer.web.head import head, site_address
from explainer.web.polls import Reacted, reacted, with_polls
from explainer.web.security import page_policy
from explainer.web.streamlit_page.build import NEVER_A_PAGE
from explainer.web.streamlit_page.first import around_the_app, first_words
from explainer.web.streamlit_page.hooks import NOT_PAGES
from explainer.web.streamlit_page.preload import parts_of, preload_links
from explainer.web.streamlit_page.shell import Shell, own_page, shell
from explainer.web.visitor_cookie import visitor_of

_NO_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, '
    'initial-scale=1"><link rel="shortcut icon" href="./favicon.png">{head}</head><body>{body}</body></html>'
)
_PARTIAL = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_OF_ANOTHER_BODY = ("etag", "last-modified", "accept-ranges", "content-encoding")


class PageBase:
    """Answers with our page wherever Streamlit answers with its own. ``base`` is the site's own path."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer pages, redirect other addresses of the home page, and pass everything else on."""
        streamlit_shell = shell()
        path = path_below(scope, self._base) if scope["type"] == "http" else None
        if path is None or path.startswith((*NEVER_A_PAGE, *NOT_PAGES, EMBED)):
            await self.app(scope, receive, send)
        elif streamlit_shell is None:
            await self.app(scope, receive, _with_policy_of_its_own(send))
        elif path == "":
            await _move(scope, f"./{self._base.rsplit('/', 1)[-1]}/", send)
        elif path.strip("/") == HOME.name:
            await _move(scope, "./", send)
        else:
            await self._answer(scope, path, streamlit_shell, receive, send)

    async def _answer(self, scope: Scope, path: str, streamlit_shell: Shell, receive: Receive, send: Send) -> None:
        """Pass the request on. If Streamlit answers with its page, wait for its end and send ours instead."""
        start: Message | None = None

        async def ours(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            elif not message.get("more_body", False):
                await self._send_page(scope, path, streamlit_shell, start, send)

        await self.app(_not_partial(scope, path), receive, ours)

    async def _send_page(self, scope: Scope, path: str, streamlit_shell: Shell, start: Message, send: Send) -> None:
        query = scope.get("query_string", b"").decode("latin-1")
        first, last = first_html(content(), path, query), reacted(query)
        page = self._page(scope, streamlit_shell, first, last) if first.page is not None else without_app(first, path)
        body = page.encode()
        encoding, sent = compressed(body, Headers(scope=scope).get("accept-encoding", ""))
        headers = MutableHeaders(scope=start)
        for name in _OF_ANOTHER_BODY:
            del headers[name]
        if encoding:
            headers["content-encoding"] = encoding
        headers.add_vary_header("Accept-Encoding")
        headers["cache-control"] = "private, no-store" if last else "no-cache"
        headers["content-length"] = str(len(sent))
        headers["content-security-policy"] = page_policy(body)
        await send({**start, "status": 200 if first.is_complete else 404})
        await send({"type": "http.response.body", "body": sent if scope["method"] != "HEAD" else b""})

    def _page(self, scope: Scope, streamlit_shell: Shell, first: FirstHtml, last: Reacted | None) -> str:
        assert first.page is not None
        parts = parts_of(first.page.name, view=bool(first.at))
        site = site_address(scope, self._base)
        ours = head(first, site)
        body = with_polls(first.body.replace(HERE, escape(site) or "./"), _token(scope) if last else None, last)
        return streamlit_shell.page(
            f"{ours}{preload_links(streamlit_shell.files, parts)}", around_the_app(content(), body)
        )


def _token(scope: Scope) -> str | None:
    try:
        return visitor_of(HTTPConnection(scope))
    except RestingError:
        return None


def without_app(first: FirstHtml, path: str) -> str:
    """Return the first HTML without the app. Its links are adapted to the depth of the path."""
    text = _NO_PAGE.format(head=head(first, ""), body=first_words(first.body))
    return text.replace('href="./', f'href="{"../" * (path.count("/") - 1) or "./"}')


async def _move(scope: Scope, address: str, send: Send) -> None:
    """Send the reader to the one address that a page has, with the query of this one."""
    query = scope.get("query_string", b"")
    location = address.encode() + (b"?" + query if query else b"")
    headers = [(b"location", location), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 308, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _not_partial(scope: Scope, path: str) -> Scope:
    """Copy the request without the headers that allow a compressed, cached or partial answer (files keep them).

    It is a copy because the app writes its own prefix into the scope.
    """
    is_file = "." in path.rsplit("/", 1)[-1]
    headers = scope["headers"] if is_file else [each for each in scope["headers"] if each[0] not in _PARTIAL]
    return {**scope, "headers": headers}


def _with_policy_of_its_own(send: Send) -> Send:
    """Wrap ``send``: add a policy that allows the inline scripts of Streamlit's own page."""

    async def with_policy(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            MutableHeaders(scope=message)["content-security-policy"] = page_policy(own_page().encode())
        await send(message)

    return with_policy


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
