import asyncio
import re
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from explainer.ui.site_map import PAGES
from explainer.web.page_base import PageBase
from tests.web.asgi import answering, request

BODY = "<!DOCTYPE html><html><head><title>Prüfung</title></head><body>A page about <head> tags</body></html>".encode()
NAMES = [page.name for page in PAGES]


def based(body: bytes = BODY, *args: Any, **kwargs: Any) -> PageBase:
    return PageBase(answering(body, *args, **kwargs), NAMES)


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_a_page_gets_the_script_once_and_first_in_its_head(parts: int) -> None:
    answer = request(based(parts=parts), accept="text/html")
    text = answer.body.decode()
    assert text.count("<script>") == 1
    assert text.index("<head><script>") < text.index("<title>")
    assert re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL) == BODY.decode()


@pytest.mark.parametrize("parts", [1, 3])
def test_the_length_that_is_told_is_the_length_that_is_sent(parts: int) -> None:
    answer = request(based(parts=parts))
    assert answer.headers.getlist("content-length") == [str(len(answer.body))]


def test_the_script_knows_every_page_of_the_site() -> None:
    script = request(based()).body.decode().split("</script>")[0]
    assert all(f'"{name}"' in script for name in NAMES)


def test_a_page_without_a_head_stays_as_it_is() -> None:
    answer = request(based(b"<p>Gone</p>"))
    assert (answer.body, answer.headers["content-length"]) == (b"<p>Gone</p>", "11")


@pytest.mark.parametrize("kind", ["application/javascript", "application/json", "text/css", "image/svg+xml"])
def test_what_is_no_page_passes_through_unchanged(kind: str) -> None:
    answer = request(based(BODY, kind, parts=3))
    assert answer.body == BODY
    assert len(answer.messages) == 4  # as it came: not held back until it is whole


def test_a_compressed_page_passes_through_unchanged() -> None:
    assert request(based(content_encoding="gzip")).body == BODY


def test_a_page_is_always_asked_for_whole() -> None:
    app = answering(BODY)
    headers = {"accept_encoding": "gzip", "if_none_match": "x", "if_modified_since": "x", "range": "bytes=0-1"}
    request(PageBase(app, NAMES), accept="text/html,*/*", **headers)
    assert [name for name, _ in app.asked["headers"]] == [b"accept"]  # type: ignore[attr-defined]


def test_a_script_or_picture_may_still_be_compressed_or_cached() -> None:
    app = answering(b"x", "text/css")
    request(PageBase(app, NAMES), accept="*/*", accept_encoding="gzip", if_none_match="x")
    names = [name for name, _ in app.asked["headers"]]  # type: ignore[attr-defined]
    assert names == [b"accept", b"accept-encoding", b"if-none-match"]


def test_asking_for_the_headers_alone_gives_no_body() -> None:
    assert request(based(), method="HEAD").body == b""


def test_what_is_no_http_request_passes_through_untouched() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: Message) -> Message:
        raise AssertionError("nothing is received or sent here")

    scope = {"type": "websocket", "path": "/_stcore/stream"}
    asyncio.run(PageBase(app, NAMES)(scope, nothing, nothing))
    assert seen == [scope]
