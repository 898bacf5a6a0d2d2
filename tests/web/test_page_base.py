"""A page on its way to the browser: the same for everybody, kept, with its first words; nothing else is touched."""

import asyncio
import re
from html import unescape
from typing import Any

import brotli
import pytest
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from explainer.content import Content
from explainer.poll.visitor import new_cookie
from explainer.site import HERE
from explainer.web import page_base, page_maker
from explainer.web.page_base import PageBase
from explainer.web.security import HEADERS, page_policy
from explainer.web.streamlit_page.build import index_html
from explainer.web.streamlit_page.first import SCRIPT
from explainer.web.streamlit_page.hooks import FIRST
from explainer.web.streamlit_page.preload import icon_font, scripts_of
from tests.web.asgi import Answer, answering, nothing, request

STREAMLIT = index_html().encode()


def based(body: bytes = STREAMLIT, *args: Any, base: str = "", room: int = page_maker.ROOM, **kwargs: Any) -> PageBase:
    return PageBase(answering(body, *args, **kwargs), base, room)


SITE = based()
"""One site for all tests that only read, so that each page is made once."""


def ask(path: str = "/", query: str = "", **headers: str) -> Answer:
    """What a browser gets of an address."""
    return request(SITE, path, query=query, **{"host": "example.org", **headers})


def page_of(path: str = "/", query: str = "", **headers: str) -> str:
    """Its body."""
    return ask(path, query, **headers).body.decode()


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


def test_a_page_has_its_title_its_words_and_all_that_streamlit_needs(site_content: Content) -> None:
    text = page_of("/faq")
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


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_a_lost_address_gets_its_words_and_a_way_on_without_any_script(parts: int) -> None:
    answer = request(based(parts=parts), "/a/b/c", host="example.org", accept="*/*")
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
def test_a_page_is_sent_compressed_with_its_length(accepts: str, opened: Any) -> None:
    for _ in ("made", "kept"):
        answer = ask("/faq", accept_encoding=accepts)
        assert b"<h1>" in opened(answer.body)
        assert answer.headers.getlist("vary") == ["Accept-Encoding"]
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

    assert request(PageBase(failing), "/lost").status == 410


@pytest.mark.parametrize("kind", ["application/javascript", "application/json", "text/css", "image/svg+xml"])
def test_what_is_no_page_passes_through_unchanged(kind: str) -> None:
    answer = request(based(STREAMLIT, kind, parts=3), "/file.x")
    assert answer.body == STREAMLIT
    assert len(answer.messages) == 4  # as it came: not held back until it is whole


def test_whether_there_is_a_page_is_always_asked_whole() -> None:
    app = answering(STREAMLIT)
    headers = {"accept_encoding": "gzip", "if_none_match": "x", "if_modified_since": "x", "range": "bytes=0-1"}
    request(PageBase(app), "/lost", accept="*/*", **headers)
    assert [name for name, _ in app.asked["headers"]] == [b"accept"]  # type: ignore[attr-defined]


def test_a_script_or_picture_may_still_be_compressed_or_cached() -> None:
    app = answering(b"x", "text/css")
    request(PageBase(app), "/favicon.css", accept="*/*", accept_encoding="gzip", if_none_match="x")
    names = [name for name, _ in app.asked["headers"]]  # type: ignore[attr-defined]
    assert names == [b"accept", b"accept-encoding", b"if-none-match"]


def test_asking_for_the_headers_alone_gives_those_of_the_page_and_no_body() -> None:
    head, page = request(SITE, "/faq", method="HEAD"), request(SITE, "/faq")
    assert (head.status, head.body, head.headers) == (200, b"", page.headers)
    lost = request(SITE, "/lost", method="HEAD")
    assert (lost.status, lost.body, lost.headers) == (404, b"", request(SITE, "/lost").headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_what_is_not_reading_is_left_to_streamlit(method: str) -> None:
    assert request(SITE, "/faq", method=method).body == STREAMLIT


def test_what_is_no_http_request_passes_through_untouched() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    scope = {"type": "websocket", "path": "/_stcore/stream"}
    asyncio.run(PageBase(app)(scope, nothing, nothing))
    assert seen == [scope]


@pytest.mark.parametrize(("path", "query"), [("/", ""), ("/faq", "q=driving"), ("/conditions", "find=pain")])
def test_a_page_is_the_same_for_everybody_and_may_be_kept_for_a_minute(path: str, query: str) -> None:
    first = ask(path, query, cookie=f"visitor={new_cookie(b'one')}")
    second = ask(path, query, cookie="theme=dark", user_agent="another")
    assert (first.status, first.headers, first.body) == (200, second.headers, second.body)
    assert "set-cookie" not in first.headers
    assert first.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    assert re.fullmatch('"[0-9a-f]{24}"', first.headers["etag"])


def test_each_form_of_a_page_has_an_etag_of_its_own() -> None:
    tags = {ask("/faq", accept_encoding=accepted).headers["etag"] for accepted in ("br", "gzip", "")}
    assert len(tags) == 3


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"another", {}', 'W/"another",W/{}', "*"])
def test_whoever_has_a_page_is_told_so_without_a_body(tags: str) -> None:
    page = ask("/faq", accept_encoding="br")
    answer = ask("/faq", accept_encoding="br", if_none_match=tags.format(page.headers["etag"]))
    assert (answer.status, answer.body) == (304, b"")
    of_the_body = {"content-type", "content-length", "content-encoding"}
    assert dict(answer.headers) == {name: value for name, value in page.headers.items() if name not in of_the_body}
    assert answer.headers["content-security-policy"] == page.headers["content-security-policy"]


@pytest.mark.parametrize("tags", ["", '"another"', "nonsense", 'W/"0", "1"'])
def test_whoever_has_another_page_gets_this_one(tags: str) -> None:
    assert ask("/faq", if_none_match=tags).status == 200


@pytest.mark.parametrize(("path", "query"), [("/lost", ""), ("/conditions", "condition=nope")])
def test_what_is_not_there_may_be_kept_for_a_moment_only(path: str, query: str) -> None:
    answer = ask(path, query, if_none_match="*")
    assert (answer.status, answer.headers["cache-control"]) == (404, "public, max-age=10")
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("path", "query"), [("/faq", ""), ("/lost", ""), ("/conditions", "condition=nope"), ("/Faq", ""), ("/faq", "ask=x")]
)
def test_every_answer_has_all_headers_that_protect_readers(path: str, query: str) -> None:
    app = PageBase(page_base.SecurityHeaders(answering(STREAMLIT)))
    for _ in ("made", "kept"):
        headers = request(app, path, query=query, scheme="https", host="example.org").headers
        assert HEADERS.items() <= dict(headers).items()
        assert headers["strict-transport-security"] and "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "strict-transport-security" not in request(app, path, query=query, host="example.org").headers


def test_a_page_names_the_address_that_it_was_asked_at_and_no_other() -> None:
    for host in ("example.org", "evil.example", "example.org"):
        assert f'<link rel="canonical" href="http://{host}/faq">' in page_of("/faq", host=host)
    for host in ("evil.example/path", 'x"><script>', "a b", ""):
        page = page_of("/faq", host=host)
        assert "canonical" not in page and "evil" not in page and "x&quot;" not in page
