import asyncio
import base64
import hashlib
import re

import pytest
from starlette.types import Message, Receive, Scope, Send

from explainer.web.page_base import PageBase
from explainer.web.security import SecurityHeaders
from explainer.web.streamlit_page.build import index_html
from explainer.web.streamlit_page.first import SCRIPT
from tests.web.asgi import Answer, answering, request

SECURED = PageBase(SecurityHeaders(answering(index_html().encode())))


def policy(answer: Answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {name: sources for name, *sources in parts}


def allowed_by_hash(answer: Answer) -> set[str]:
    return {source for source in policy(answer)["script-src"] if source.startswith("'sha256-")}


def hashed(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def test_a_page_may_run_its_own_scripts_and_no_other_ones() -> None:
    answer = request(SECURED)
    theirs = index_html().split("<script>")[1].split("</script>")[0]
    ours = SCRIPT.removeprefix('<script type="module">').removesuffix("</script>")
    inline = re.findall(rb"<script(?![^>]* src=)[^>]*>(.*?)</script>", answer.body, re.DOTALL)
    assert {hashed(ours.encode()), hashed(theirs.encode())} <= allowed_by_hash(answer)
    assert allowed_by_hash(answer) == set(map(hashed, inline))
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(policy(answer)["script-src"])


def test_nothing_may_come_from_go_to_or_be_framed_by_another_host() -> None:
    rules = policy(request(SECURED))
    assert rules["default-src"] == ["'none'"] == rules["base-uri"]
    assert rules["connect-src"] == ["'self'"] == rules["form-action"] == rules["frame-ancestors"]
    named = [each for sources in rules.values() for each in sources if not each.startswith("'sha256-")]
    assert not [each for each in named if "." in each or "//" in each or each == "*"]


@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/css", "application/javascript", "image/png"])
def test_every_response_has_the_headers(kind: str) -> None:
    headers = request(SecurityHeaders(answering(b"x", kind))).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "strict-transport-security" not in headers


def test_when_the_site_fails_the_answer_says_nothing_of_why_and_has_the_headers() -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError("a secret of the program")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    with pytest.raises(ZeroDivisionError):  # for the log
        asyncio.run(SecurityHeaders(failing)({"type": "http", "scheme": "http"}, receive, send))
    start, body = sent
    headers = dict(start["headers"])
    assert start["status"] == 500 and b"secret" not in body["body"]
    assert headers[b"content-security-policy"].startswith(b"default-src 'none'")
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_over_https_the_browser_is_told_to_stay_with_it() -> None:
    assert request(SECURED, scheme="https").headers["strict-transport-security"] == "max-age=31536000"


def test_what_is_no_http_request_passes_through_untouched() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        await send({"type": "websocket.accept"})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        raise AssertionError("nothing is received here")

    asyncio.run(SecurityHeaders(app)({"type": "websocket"}, nothing, send))
    assert (seen, sent) == ([{"type": "websocket"}], [{"type": "websocket.accept"}])
