"""Middleware that answers every page with its first words, in the place of the empty page that Streamlit sends.

The page already holds its title, description and key content (:mod:`explainer.web.first_html`); the app is built unseen
and takes its place when it is drawn. An address without a page gets the first HTML alone, without any script. What we
know of Streamlit's page stands in :mod:`explainer.web.streamlit_page`. If its page is not as we know it, it goes out as
it is.

This is the outermost middleware, so that a page that is kept costs one look-up and nothing else.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.content import content
from explainer.web.app_mode import app_mode
from explainer.web.base_path import EMBED, path_below
from explainer.web.compressed import encoding_of
from explainer.web.first_html import FirstHtml, no_page
from explainer.web.head import head, site_address
from explainer.web.page_address import Moved, PageAddress, page_address
from explainer.web.page_maker import ROOM, PageMaker, Wanted
from explainer.web.ready_page import FOR_A_MOMENT, ReadyPage, ready_page
from explainer.web.security import SecurityHeaders, page_policy
from explainer.web.streamlit_page.build import NEVER_A_PAGE
from explainer.web.streamlit_page.first import first_words
from explainer.web.streamlit_page.hooks import NOT_PAGES
from explainer.web.streamlit_page.shell import own_page, shell

MOVED_SECONDS = 3600
"""How long a redirect may be kept."""
_NO_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, '
    'initial-scale=1"><link rel="shortcut icon" href="./favicon.png">{head}</head><body>{body}</body></html>'
)
_PASSED_ON = (*NEVER_A_PAGE, *NOT_PAGES, EMBED)
_PARTIAL = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


class PageBase:
    """Answers with our page wherever Streamlit would answer with its own. ``base`` is the site's own path.

    ``room`` is how many bytes of pages are kept.
    """

    def __init__(self, app: ASGIApp, base: str = "", room: int = ROOM) -> None:
        self.app = app
        self._base = base
        self.maker = PageMaker(room)
        self._answer_safely = SecurityHeaders(self._answer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer pages, redirect other addresses of them, and pass everything else on."""
        path = path_below(scope, self._base) if scope["type"] == "http" else None
        if path is None or path.startswith(_PASSED_ON) or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
        elif shell() is None:
            await self.app(scope, receive, _with_policy_of_its_own(send))
        elif (address := self._address(scope, path)) is None:
            await self.app(_not_partial(scope, path), receive, _instead_of_streamlits_page(scope, path, send))
        elif (page := self._kept(scope, address)) is not None:
            await page.send(scope, send)
        else:
            await self._answer_safely(scope, receive, send)

    def _address(self, scope: Scope, path: str) -> PageAddress | Moved | None:
        query = scope["query_string"].decode("latin-1")
        if path == "":
            return Moved(f"./{self._base.rsplit('/', 1)[-1]}/", query)
        return page_address(content(), path, query)

    def _kept(self, scope: Scope, address: PageAddress | Moved) -> ReadyPage | None:
        if isinstance(address, Moved) or address.vote:
            return None
        return self.maker.kept.get(self._wanted(scope, address))

    def _wanted(self, scope: Scope, address: PageAddress) -> Wanted:
        encoding = encoding_of(Headers(scope=scope).get("accept-encoding", ""))
        return Wanted(address.name, site_address(scope, self._base), scope["scheme"], app_mode(), encoding)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is not kept: redirect, or make the page."""
        address, streamlit_shell = self._address(scope, path_below(scope, self._base) or ""), shell()
        if isinstance(address, Moved):
            await _move(address, send)
            return
        assert address is not None and streamlit_shell is not None
        wanted = self._wanted(scope, address)
        if address.vote:
            page = await self.maker.personal_page(streamlit_shell, wanted, address, HTTPConnection(scope))
        else:
            page = await self.maker.page(streamlit_shell, wanted, address)
        await page.send(scope, send)


def without_app(first: FirstHtml, path: str) -> str:
    """Return the first HTML without the app. Its links are adapted to the depth of the path."""
    text = _NO_PAGE.format(head=head(first, ""), body=first_words(first.body))
    return text.replace('href="./', f'href="{"../" * (path.count("/") - 1) or "./"}')


async def _move(address: Moved, send: Send) -> None:
    """Send the reader to the one address that a page has."""
    headers = {
        "location": address.to + (f"?{address.query}" if address.query else ""),
        "content-length": "0",
        "cache-control": f"public, max-age={MOVED_SECONDS}",
    }
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 308, "headers": raw})
    await send({"type": "http.response.body", "body": b""})


def _not_partial(scope: Scope, path: str) -> Scope:
    """Copy the request without the headers that allow a compressed, cached or partial answer (files keep them).

    It is a copy because the app writes its own prefix into the scope.
    """
    is_file = "." in path.rsplit("/", 1)[-1]
    headers = scope["headers"] if is_file else [each for each in scope["headers"] if each[0] not in _PARTIAL]
    return {**scope, "headers": headers}


def _instead_of_streamlits_page(scope: Scope, path: str, send: Send) -> Send:
    """Wrap ``send``: if Streamlit answers with its page, wait for its end and say that there is none here."""
    is_page = False

    async def ours(message: Message) -> None:
        nonlocal is_page
        if message["type"] == "http.response.start" and _is_page(message):
            is_page = True
        elif not is_page:
            await send(message)
        elif not message.get("more_body", False):
            html = without_app(no_page(content()), path)
            encoding = encoding_of(Headers(scope=scope).get("accept-encoding", ""))
            page = ready_page(html, status=404, scheme=scope["scheme"], encoding=encoding, cache=FOR_A_MOMENT)
            await page.send(scope, send)

    return ours


def _with_policy_of_its_own(send: Send) -> Send:
    """Wrap ``send``: add a policy that allows the inline scripts of Streamlit's own page."""

    async def with_policy(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            MutableHeaders(scope=message)["content-security-policy"] = page_policy(own_page().encode())
        await send(message)

    return with_policy


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
