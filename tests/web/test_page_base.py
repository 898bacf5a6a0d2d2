"""A page on its way to the browser: its first words, its scripts, its server; nothing else is touched."""

import asyncio
import time
from html import unescape
from typing import Any

import brotli
import pytest
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from explainer.content import Content
from explainer.site import HERE
from explainer.web import page_base
from explainer.web.page_base import PageBase
from explainer.web.security import page_policy
from explainer.web.streamlit_page.build import index_html
from explainer.web.streamlit_page.first import SCRIPT
from explainer.web.streamlit_page.hooks import FIRST
from explainer.web.streamlit_page.preload import icon_font, scripts_of
from tests.web.asgi import answering, request

STREAMLIT = index_html().encode()


def based(body: bytes = STREAMLIT, *args: Any, base: str = "", **kwargs: Any) -> PageBase:
    return PageBase(answering(body, *args, **kwargs), base)


def page_of(path: str = "/", query: str = "", **headers: str) -> str:
    """What a browser gets of an address."""
    return request(based(), path, query=query, host="example.org", **headers).body.decode()


@pytest.fixture
def not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an upgrade to a Streamlit whose page is another one."""
    monkeypatch.setattr(page_base, "shell", lambda: None)


@pytest.mark.usefixtures("not_understood")
def test_a_page_that_is_not_understood_is_sent_as_it_is_and_its_own_scripts_may_run() -> None:
    for path in ("/", "/faq", "/overview", "/nothing"):
        answer = request(based(parts=3), path, accept_encoding="br")
        assert (answer.status, answer.body) == (200, STREAMLIT)
        assert answer.headers["content-security-policy"] == page_policy(STREAMLIT)


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_a_page_has_its_title_its_words_and_all_that_streamlit_needs(site_content: Content, parts: int) -> None:
    text = request(based(parts=parts), "/faq", host="example.org").body.decode()
    page = site_content.pages["faq"]
    assert text.count("<title>") == 1 and f"<title>{page.title} · Ketamine in evidence</title>" in text
    assert '<link rel="canonical" href="http://example.org/faq">' in text
    assert f'<div id="root"></div><div class="{FIRST}">' in text
    assert f"<h1>{page.title}</h1>" in text
    assert "You need to enable JavaScript" not in text
    assert unescape(site_content.pages["site"].sections["no_script"]) in text.split("<noscript>")[1].split("</")[0]
    assert "SourceSans" not in text, "a font that no page shows"
    assert 'rel="stylesheet"' not in text, "the first words do not wait for Streamlit's styles"
    assert f'href="./{icon_font()}"' in text
    assert SCRIPT in text and 'src="./static' not in text, "ours runs before Streamlit's, and starts them"


def test_a_page_asks_at_once_for_the_scripts_of_what_it_shows() -> None:
    table, picture = scripts_of(("Table",))[0], scripts_of(("rehype-raw",))[0]
    page = page_of("/conditions")
    assert (table in page, picture in page) == (False, True)
    assert picture not in page_of("/glossary")
    assert scripts_of(("Multiselect",))[0] not in page_of("/conditions", "condition=ptsd")


def test_a_lost_address_gets_its_words_and_a_way_on_without_any_script() -> None:
    answer = request(based(), "/a/b/c", host="example.org", accept="*/*")
    text = answer.body.decode()
    assert answer.status == 404
    assert "<h1>Not found</h1>" in text
    assert "<script" not in text and "modulepreload" not in text
    assert 'href="../../faq"' in text and 'href="../../"' in text
    assert "script-src 'self' 'wasm-unsafe-eval';" in answer.headers["content-security-policy"]


def test_the_first_page_has_one_address() -> None:
    answer = request(based(), "/overview", query="arrange=family")
    assert (answer.status, answer.headers["location"]) == (308, "./?arrange=family")


@pytest.mark.parametrize(("accepts", "opened"), [("br, gzip", brotli.decompress), ("", bytes)])
def test_a_page_is_sent_compressed_and_is_asked_for_anew_each_time(accepts: str, opened: Any) -> None:
    answer = request(based(etag="x", last_modified="x"), accept_encoding=accepts)
    assert b"<h1>" in opened(answer.body)
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers and "last-modified" not in answer.headers
    assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize("parts", [1, 3])
def test_the_length_that_is_told_is_the_length_that_is_sent(parts: int) -> None:
    answer = request(based(parts=parts))
    assert answer.headers.getlist("content-length") == [str(len(answer.body))]


def test_below_a_base_path_pages_are_there_and_tell_their_own_address() -> None:
    answer = request(based(base="/ketamine"), "/ketamine/faq", host="example.org")
    assert answer.status == 200
    assert b'<link rel="canonical" href="http://example.org/ketamine/faq">' in answer.body
    lost = request(based(base="/ketamine"), "/ketamine/a/b", host="example.org")
    assert lost.status == 404 and b'href="../faq"' in lost.body
    moved = request(based(base="/some/ketamine"), "/some/ketamine/overview")
    assert (moved.status, moved.headers["location"]) == (308, "./")


def test_texts_to_copy_name_the_address_at_which_the_reader_is() -> None:
    page = page_of("/conditions", "condition=ptsd")
    assert HERE not in page
    assert ". http://example.org/conditions?condition=ptsd</pre>" in page
    assert "&lt;iframe src=&quot;http://example.org/embed/condition/ptsd&quot;" in page


def test_the_bare_base_path_leads_to_the_first_page() -> None:
    answer = request(based(base="/some/ketamine"), "/some/ketamine", query="arrange=family")
    assert (answer.status, answer.headers["location"]) == (308, "./ketamine/?arrange=family")


def test_outside_of_the_base_path_everything_passes_through_unchanged() -> None:
    assert request(based(base="/ketamine"), "/faq").body == STREAMLIT


def test_what_is_not_there_answers_404_with_the_page_and_its_scripts() -> None:
    answer = request(based(), "/conditions", query="condition=nope", host="example.org")
    text = answer.body.decode()
    assert answer.status == 404
    assert SCRIPT in text and "noindex" in text and "canonical" not in text


@pytest.mark.parametrize("path", ["/_stcore/health", "/media/x.html", "/component/x/index.html"])
def test_paths_that_streamlit_answers_itself_are_no_pages(path: str) -> None:
    assert request(based(), path).body == STREAMLIT


def test_an_error_of_the_app_stays_an_error() -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        await HTMLResponse("<p>Gone</p>", 410)(scope, receive, send)

    assert request(PageBase(failing)).status == 410


@pytest.mark.parametrize("path", ["/", "/conditions", "/trials?of=ptsd", "/faq"])
def test_a_page_is_made_in_ten_milliseconds(path: str) -> None:
    site, (name, _, query) = based(), path.partition("?")
    headers = {"host": "example.org", "accept_encoding": "br"}
    request(site, name, query=query, **headers)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        request(site, name, query=query, **headers)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.010


@pytest.mark.parametrize("kind", ["application/javascript", "application/json", "text/css", "image/svg+xml"])
def test_what_is_no_page_passes_through_unchanged(kind: str) -> None:
    answer = request(based(STREAMLIT, kind, parts=3))
    assert answer.body == STREAMLIT
    assert len(answer.messages) == 4  # as it came: not held back until it is whole


def test_a_page_is_always_asked_for_whole() -> None:
    app = answering(STREAMLIT)
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
