"""Middleware that gives a new visitor a random cookie, on the page itself and on nothing else."""

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.poll.cast import trusted_key
from explainer.poll.visitor import COOKIE, COOKIE_SECONDS, new_cookie, secret_key, token_of
from explainer.settings import var_dir
from explainer.web.base_path import EMBED, mounted_at, path_below

log = logging.getLogger(__name__)


class VisitorCookie:
    """Adds ``Set-Cookie`` to HTML responses for visitors who bring none, or one that we didn't make.

    ``base`` is the site's own path: beside other sites on the same host the cookie comes back to this one alone.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; change only the headers of a page."""
        path = mounted_at(scope, self._base) or "/"  # now: the app writes its own prefix into the scope

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    _greet(scope, headers, path)
            await send(message)

        is_page = scope["type"] == "http" and not (path_below(scope, self._base) or "").startswith(EMBED)
        await self.app(scope, receive, with_cookie if is_page else send)


def _greet(scope: Scope, headers: MutableHeaders, path: str) -> None:
    """Give a cookie to a visitor who needs one; none if our key can't be had, when the poll rests anyway."""
    brought = cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    try:
        key = secret_key(var_dir())
    except (OSError, ValueError):
        log.exception("the key of the visitors' hashes can't be had")
        return
    if token_of(brought, key) is not None:
        return
    if brought is not None:
        log.warning("a visitor's cookie of %d characters is none of ours; it is replaced", len(brought))
    headers.append("set-cookie", cookie_header(new_cookie(key), path, secure=scope["scheme"] == "https"))


def visitor_of(request: HTTPConnection) -> str | None:
    """The token in the visitor's cookie; ``None`` without one of ours. Raises :class:`RestingError`."""
    return token_of(request.cookies.get(COOKIE), trusted_key())


def cookie_header(value: str, path: str, *, secure: bool) -> str:
    """The header that gives a visitor a cookie for everything below a path."""
    parts = [f"{COOKIE}={value}", f"Max-Age={COOKIE_SECONDS}", f"Path={path}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)
