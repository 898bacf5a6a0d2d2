"""Middleware that gives a new visitor a random cookie, on the page itself and on nothing else."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.reactions.visitor import COOKIE, COOKIE_SECONDS, is_token, new_token


class VisitorCookie:
    """Adds ``Set-Cookie`` to HTML responses for visitors who bring none, or one that is not ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; change only the headers of a page."""
        if scope["type"] != "http" or is_token(cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE)):
            await self.app(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _set_cookie(new_token(), secure=scope["scheme"] == "https"))
            await send(message)

        await self.app(scope, receive, with_cookie)


def _set_cookie(token: str, *, secure: bool) -> str:
    parts = [f"{COOKIE}={token}", f"Max-Age={COOKIE_SECONDS}", "Path=/", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)
