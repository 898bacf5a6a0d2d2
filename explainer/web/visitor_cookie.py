"""The visitor's cookie: given with the first vote, or when the app connects, and never with a page.

So whoever only reads has none, and a page is the same for everybody. When the cookie is given with the connection, that
request did not bring it yet. So Streamlit is told of it as if the browser had sent it: a vote in the first session then
counts under the cookie that the browser now has.
"""

import asyncio
import logging
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.poll.cast import trusted_key
from explainer.poll.process_store import RestingError, key_checked_lately
from explainer.poll.visitor import COOKIE, COOKIE_SECONDS, new_cookie, token_of
from explainer.web.base_path import mounted_at, path_below
from explainer.web.streamlit_page.build import SOCKET

log = logging.getLogger(__name__)

KEY_SECONDS = 60.0
"""How long the key is used without asking the votes again whether it is theirs."""
REST_SECONDS = 3.0
"""How long nobody gets a cookie after the key could not be had."""
WAIT_SECONDS = 1.0
"""How long the app's connection may wait for the key; then it opens without a cookie."""


def cookie_header(cookie: str, path: str, *, secure: bool) -> str:
    """The value of ``Set-Cookie`` for a visitor's cookie; ``path`` is the site's own, such as ``/`` or ``/ketamine``.

    Beside other sites on the same host the cookie comes back to this one alone. Scripts can't read it.
    """
    parts = [f"{COOKIE}={cookie}", f"Max-Age={COOKIE_SECONDS}", f"Path={path or '/'}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)


def visitor_of(request: HTTPConnection) -> str | None:
    """The token in the visitor's cookie; ``None`` without one of ours. It may wait for the votes.

    Raises :class:`RestingError`.
    """
    return token_of(request.cookies.get(COOKIE), trusted_key())


class VisitorCookie:
    """Middleware that gives a cookie to a visitor whose app connects, if they bring none that we signed.

    While the poll rests nobody gets one, and one that can't be checked is left alone. ``base`` is the site's own path.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base
        self._key = _RememberedKey()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; change only the headers of the app's connection."""
        if scope["type"] != "websocket" or path_below(scope, self._base) != SOCKET:
            await self.app(scope, receive, send)
            return
        cookies = Headers(scope=scope).get("cookie", "")
        key = await self._key.get()
        brought = cookie_parser(cookies).get(COOKIE)
        if key is None or token_of(brought, key) is not None:
            await self.app(scope, receive, send)
            return
        if brought is not None:
            log.warning("a visitor's cookie of %d characters is none of ours; it is replaced", len(brought))
        cookie = new_cookie(key)
        path = mounted_at(scope, self._base)  # now: the app writes its own prefix into the scope
        header = cookie_header(cookie, path, secure=scope["scheme"] == "wss")

        async def with_cookie(message: Message) -> None:
            if message["type"] == "websocket.accept":
                message.setdefault("headers", [])
                MutableHeaders(scope=message).append("set-cookie", header)
            await send(message)

        await self.app(_bringing(scope, cookies, cookie), receive, with_cookie)


def _bringing(scope: Scope, cookies: str, cookie: str) -> Scope:
    """The request as if the browser had sent this cookie; of two with the same name the last one counts."""
    others = [each for each in scope["headers"] if each[0] != b"cookie"]
    return {
        **scope,
        "headers": [*others, (b"cookie", f"{cookies}; {COOKIE}={cookie}".removeprefix("; ").encode("latin-1"))],
    }


class _RememberedKey:
    """The key of the visitors, asked for in a thread, because the votes may be in a database that hangs."""

    def __init__(self) -> None:
        self._key: bytes | None = None
        self._until = 0.0
        self._asking: asyncio.Task[bytes | None] | None = None

    async def get(self) -> bytes | None:
        """The key, or ``None`` if it can't be had soon."""
        if monotonic() >= self._until:
            await self._ask()
        return self._key

    async def _ask(self) -> None:
        if self._asking is None:
            self._asking = asyncio.create_task(asyncio.to_thread(_key_or_none))
        asking = self._asking
        await asyncio.wait((asking,), timeout=WAIT_SECONDS)
        if asking.done():
            self._asking = None
        self._key = asking.result() if asking.done() else None
        self._until = monotonic() + (REST_SECONDS if self._key is None else KEY_SECONDS)


def _key_or_none() -> bytes | None:
    try:
        return key_checked_lately(KEY_SECONDS) or trusted_key()
    except RestingError:
        return None
