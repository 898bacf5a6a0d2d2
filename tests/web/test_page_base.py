"""A page on its way to the browser: its first words, its scripts, its server; nothing else is touched."""

import asyncio
import re
from html import unescape
from typing import Any

import brotli
import pytest
from starlette.types import Message, Receive, Scope, Send

from explainer.content import Content
from explainer.web.page_base import PageBase
from explainer.web.preload import icon_font, scripts_of, static_root
from tests.web.asgi import answering, request
from tests.web.menu import NAMES

BODY = "<!DOCTYPE html><html><head><title>Prüfung</title></head><body>A page about <head> tags</body></html>".encode()
STREAMLIT = (static_root() / "index.html").read_bytes()
PHONE = "Mozilla/5.0 (Linux; Android 14) Mobile Safari"


def based(body: bytes = BODY, *args: Any, **kwargs: Any) -> PageBase:
    return PageBase(answering(body, *args, **kwargs))


def page_of_streamlit(path: str = "/", query: str = "", **headers: str) -> str:
    """What a browser gets of the page that this Streamlit sends."""
    return request(based(STREAMLIT), path, query=query, host="example.org", **headers).body.decode()


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_a_page_that_is_not_understood_gets_its_server_and_stays_as_it_is_otherwise(parts: int) -> None:
    text = request(based(parts=parts)).body.decode()
    assert text.count("<script>") == 1
    assert text.index("<head><script>") < text.index("<title>")
    assert re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL) == BODY.decode()


def test_the_page_of_this_streamlit_is_understood_in_every_part(site_content: Content) -> None:
    text = page_of_streamlit("/faq")
    page = site_content.pages["faq"]
    assert text.count("<title>") == 1 and f"<title>{page.title} · Ketamine in evidence</title>" in text
    assert '<link rel="canonical" href="http://example.org/faq">' in text
    assert '<div id="root"></div><div class="first">' in text
    assert f"<h1>{page.title}</h1>" in text
    assert "You need to enable JavaScript" not in text
    assert unescape(site_content.pages["site"].sections["no_script"]) in text.split("<noscript>")[1].split("</")[0]
    assert "SourceSans" not in text, "a font that no page shows"
    assert text.index("<h1>") < text.index('rel="stylesheet"'), "the first words do not wait for Streamlit's styles"
    assert f'href="./{icon_font()}"' in text
    assert text.index("BACKEND_BASE_URL") < text.index('type="module"')


def test_a_page_asks_at_once_for_the_scripts_of_what_it_shows() -> None:
    table, button = scripts_of(("Table",))[0], scripts_of(("Button",))[0]
    computer, phone = page_of_streamlit("/conditions"), page_of_streamlit("/conditions", user_agent=PHONE)
    assert (table in computer, table in phone, button in phone) == (True, False, True)
    assert scripts_of(("Multiselect",))[0] not in page_of_streamlit("/conditions", "condition=ptsd")


def test_a_lost_address_gets_its_words_and_a_way_on_without_any_script() -> None:
    answer = request(based(STREAMLIT), "/a/b/c", host="example.org", accept="*/*")
    text = answer.body.decode()
    assert answer.status == 404
    assert "<h1>Not found</h1>" in text
    assert "<script" not in text and "modulepreload" not in text
    assert 'href="../../faq"' in text and 'href="../../"' in text
    assert "script-src 'self' 'wasm-unsafe-eval';" in answer.headers["content-security-policy"]


def test_the_first_page_has_one_address() -> None:
    answer = request(based(STREAMLIT), "/overview", query="arrange=family")
    assert (answer.status, answer.headers["location"]) == (308, "./?arrange=family")


@pytest.mark.parametrize(("accepts", "opened"), [("br, gzip", brotli.decompress), ("", bytes)])
def test_a_page_is_sent_compressed_and_is_asked_for_anew_each_time(accepts: str, opened: Any) -> None:
    answer = request(based(STREAMLIT, etag="x", last_modified="x"), accept_encoding=accepts)
    assert b"<h1>" in opened(answer.body)
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers and "last-modified" not in answer.headers
    assert answer.headers["content-length"] == str(len(answer.body))


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
    request(PageBase(app), accept="*/*", **headers)  # as those ask who show what a link leads to
    assert [name for name, _ in app.asked["headers"]] == [b"accept"]  # type: ignore[attr-defined]


def test_a_script_or_picture_may_still_be_compressed_or_cached() -> None:
    app = answering(b"x", "text/css")
    request(PageBase(app), "/favicon.css", accept="*/*", accept_encoding="gzip", if_none_match="x")
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
    asyncio.run(PageBase(app)(scope, nothing, nothing))
    assert seen == [scope]
