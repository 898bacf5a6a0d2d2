"""A browser's request to an ASGI app, and an app that answers with a fixed response. No server, no socket."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes
    messages: Sequence[Message]


def answering(body: bytes, content_type: str = HTML, *, parts: int = 1, **headers: str) -> ASGIApp:
    """An app that sends this body, in so many parts; its last request's scope is ``app.asked``."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        app.asked = scope  # type: ignore[attr-defined]
        sent = {"content-type": content_type, "content-length": str(len(body)), **headers}
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in sent.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        whole = b"" if scope["method"] == "HEAD" else body
        size = -(-len(whole) // parts) or 1
        pieces = [whole[start : start + size] for start in range(0, len(whole), size)] or [b""]
        for number, piece in enumerate(pieces, start=1):
            await send({"type": "http.response.body", "body": piece, "more_body": number < len(pieces)})

    return app


def request(
    app: ASGIApp,
    path: str = "/",
    *,
    method: str = "GET",
    scheme: str = "http",
    query: str = "",
    client: str | None = "127.0.0.1",
    **headers: str,
) -> Answer:
    """What the app answers; underscores in names of headers stand for hyphens."""
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": method, "scheme": scheme, "path": path, "query_string": query.encode(),
        "client": (client, 1) if client else None,
        "headers": [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()],
    }  # fmt: skip
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))
    start, *rest = messages
    assert [message["type"] for message in messages] == ["http.response.start"] + ["http.response.body"] * len(rest)
    assert [bool(message.get("more_body")) for message in rest] == [True] * (len(rest) - 1) + [False]
    body = b"".join(message.get("body", b"") for message in rest)
    return Answer(start["status"], Headers(raw=start["headers"]), body, messages)


async def nothing(*_: Message) -> Message:
    """To receive or send where neither happens."""
    raise AssertionError("nothing is received or sent here")


@dataclass(frozen=True)
class Handshake:
    scope: Scope
    """What the app saw of the request."""
    headers: Headers
    """What the browser was told when the connection was accepted."""


def connect(app: Callable[[ASGIApp], ASGIApp], path: str, *, scheme: str = "ws", **headers: str) -> Handshake:
    """Open a WebSocket: ``app`` puts what is tested around an app that accepts each."""
    seen: list[Scope] = []
    sent: list[Message] = []

    async def accepting(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "websocket", "scheme": scheme, "path": path, "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()],
    }  # fmt: skip
    asyncio.run(app(accepting)(scope, receive, send))
    [accepted] = sent
    return Handshake(seen[0], Headers(raw=list(accepted.get("headers", ()))))
