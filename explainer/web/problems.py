"""Errors for programs, as problem details (RFC 9457): what is wrong, and what would be right."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from explainer.web.answers import ALLOW, READING, answer, options

PROBLEM = "application/problem+json"


def problem(request: Request, status: int, detail: str, **more: object) -> Response:
    """An error with its status and a sentence; ``more`` are further members, such as ``near``: names that are like."""
    known = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = json.dumps(known | {name: value for name, value in more.items() if value}, ensure_ascii=False).encode()
    headers = {"allow": ALLOW} if status == 405 else {"retry-after": "5"} if status == 503 else {}
    return answer(request, body, PROBLEM, status=status, keep="no-store", is_of_the_data=False, headers=headers)


class Readable:
    """An endpoint that can only be read: it answers OPTIONS itself, and every other method with 405."""

    def __init__(self, read: Callable[[Request], Awaitable[Response]]) -> None:
        self._read = read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            response = options()
        elif request.method not in READING:
            response = problem(request, 405, f"Here one can read: {ALLOW}.")
        else:
            response = await self._read(request)
        await response(scope, receive, send)
