"""A page on its way to the browser: the same for everybody, kept, with its first words; nothing else is touched."""

import asyncio
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from explainer.content import Content
from explainer.poll.visitor import new_cookie, token_of
from explainer.site import HERE, PAGES
from explainer.web import page_base, page_maker, ready_page
from explainer.web.page_address import Moved, PageAddress, page_address
from explainer.web.page_base import PageBase
from explainer.web.security import HEADERS, page_policy
from explainer.web.streamlit_page.build import index_html
from explainer.web.streamlit_page.first import SCRIPT
from explainer.web.streamlit_page.hooks import FIRST
from explainer.web.streamlit_page.preload import icon_font, scripts_of
from tests.web.asgi import Answer, answering, request
from tests.web.shared_cache import SharedCache

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
    asyncio.run(PageBase(app)(scope, _nothing, _nothing))
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


def test_a_page_is_made_once_for_all_who_ask_for_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counted(*args: Any) -> object:
        made.append(args)
        return first_html(*args)

    first_html = page_maker.first_html
    monkeypatch.setattr(page_maker, "first_html", counted)
    bodies: list[bytes] = []

    async def send(message: Message) -> None:
        bodies.append(message.get("body", b""))

    async def ask_at_once() -> None:
        site = based()
        scope = {
            "type": "http", "method": "GET", "scheme": "http", "path": "/glossary", "query_string": b"",
            "headers": [(b"host", b"example.org")],
        }  # fmt: skip
        await asyncio.gather(*(site(dict(scope), _nothing, send) for _ in range(20)))

    asyncio.run(ask_at_once())
    assert len(made) == 1 and len(set(filter(None, bodies))) == 1 and len(bodies) == 40


async def _nothing(*_: Message) -> Message:
    raise AssertionError("nothing is received or sent here")


def test_what_is_kept_has_a_limit_whatever_readers_ask_for() -> None:
    site = based(room=60_000)
    for number in range(12):
        request(site, "/changes", query=f"since={number}", host="example.org", accept_encoding="br")
        request(site, "/glossary", query=f"term=nothing{number}", host="example.org", accept_encoding="br")
        request(site, "/glossary", query=f"word=w{number}", host="example.org", accept_encoding="br")
    kept = site.maker.kept
    assert 30_000 < kept.size <= 60_000 and kept.size == sum(len(page.body) for page in kept.pages())
    answer = request(site, "/changes", query="since=11", host="example.org", accept_encoding="br")
    assert answer.body in [page.body for page in kept.pages()], "the last one stays"


def test_pages_with_free_text_and_pages_that_are_not_there_are_not_kept() -> None:
    site = based()
    for query in ("find=pain", "condition=nope", "reacted=driving", "&".join(["a=b"] * 300)):
        request(site, "/conditions", query=query)
    assert site.maker.kept.size == 0
    request(site, "/conditions", query="utm_source=x")
    assert site.maker.kept.size > 0


def test_an_address_with_more_parameters_than_anybody_means_is_lost() -> None:
    assert ask("/conditions", "&".join(["condition=ptsd"] * 300)).status == 404


@pytest.fixture
def voting(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Polls that show the visitor's token in place of their reaction; returns a function that gives a cookie."""
    key = b"the key of the tests, long enough for anybody"
    monkeypatch.setenv("EXPLAINER_SECRET", key.decode())

    def with_mark(body: str, token: str | None = None) -> str:
        return body.replace("</main>", f"<p>Your reaction: {token}</p></main>" if token else "<p>Poll</p></main>")

    monkeypatch.setattr(page_maker, "has_polls", lambda body: 'id="site-poll"' in body)
    monkeypatch.setattr(page_maker, "with_polls", with_mark)
    return lambda name: new_cookie(key)


def test_two_visitors_behind_a_shared_cache_never_see_each_others_marks(voting: Callable[[str], str]) -> None:
    cache = SharedCache(based())
    cookies = [voting("one"), voting("two")]
    marks = [f"Your reaction: {token_of(each, b'the key of the tests, long enough for anybody')}" for each in cookies]
    for cookie, own, others in zip(cookies, marks, reversed(marks), strict=True):
        after_voting = cache.get("/faq", "q=driving&reacted=driving", cookie=f"visitor={cookie}").body.decode()
        assert own in after_voting and others not in after_voting
        for query in ("", "q=driving", "reacted=", "ask=car&reacted=driving"):
            personal = "reacted" in query
            page = cache.get("/faq", query, cookie=f"visitor={cookie}").body.decode()
            assert others not in page and (own in page) == personal
    assert list(cache.kept) == ["/faq?", "/faq?q=driving"]
    assert "Your reaction" not in cache.get("/faq", "q=driving&reacted=driving").body.decode()


@pytest.mark.usefixtures("voting")
def test_a_page_after_a_vote_is_for_one_reader_and_has_the_address_of_all() -> None:
    answer = request(based(), "/faq", query="q=driving&reacted=driving", host="example.org", if_none_match="*")
    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    assert "etag" not in answer.headers
    assert b'<link rel="canonical" href="http://example.org/faq?q=driving">' in answer.body
    assert b"reacted=" not in answer.body


@pytest.mark.usefixtures("voting")
def test_the_votes_on_a_page_are_seconds_old_and_other_pages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    site, now = based(), 1000.0
    monkeypatch.setattr(ready_page, "monotonic", lambda: now)

    def etags() -> list[str]:
        return [request(site, path).headers["etag"] for path in ("/faq", "/glossary")]

    first = etags()
    monkeypatch.setattr(page_maker, "with_polls", lambda body, token=None: body.replace("</main>", "One vote</main>"))
    assert etags() == first
    now += page_maker.POLL_SECONDS
    faq, glossary = etags()
    assert faq != first[0] and glossary == first[1]


@pytest.mark.parametrize(
    ("path", "query", "right"),
    [
        ("/Conditions", "", "./conditions"),
        ("/FAQ", "q=driving&utm=X", "./faq?q=driving&utm=X"),
        ("/OverView", "arrange=family", "./?arrange=family"),
        ("/conditions", "condition=PTSD", "./conditions?condition=ptsd"),
        ("/CONDITIONS", "Condition=PTSD", "./conditions?condition=ptsd"),
        ("/conditions", "utm=A%20b&CONDITION=Ptsd&x", "./conditions?utm=A%20b&condition=ptsd&x"),
        ("/sheet", "condition=%50tsd", "./sheet?condition=ptsd"),
        ("/trials", "OF=PTSD&lens", "./trials?of=ptsd&lens"),
        ("/", "Arrange=family", "./?arrange=family"),
    ],
)
def test_names_in_an_address_may_be_in_any_case(path: str, query: str, right: str) -> None:
    answer = ask(path, query)
    assert (answer.status, answer.headers["location"]) == (308, right)


@pytest.mark.parametrize(
    ("path", "query"), [("/conditions", "condition=ptsd"), ("/conditions", "family=PAIN"), ("/faq", "utm=X&Y=Z")]
)
def test_a_right_address_stays(path: str, query: str) -> None:
    assert ask(path, query).status == 200


def test_a_name_that_is_only_like_another_is_not_found_and_offered() -> None:
    answer = ask("/conditions", "condition=PTSDD")
    assert answer.status == 404 and b'href="./conditions?condition=ptsd"' in answer.body


def test_below_a_base_path_the_right_address_is_there_too() -> None:
    answer = request(based(base="/ketamine"), "/ketamine/FAQ")
    assert urljoin("http://example.org/ketamine/FAQ", answer.headers["location"]) == "http://example.org/ketamine/faq"


KEYS = [key for page in PAGES for key in (page.key, *page.queries, "utm", "Reacted") if key]
VALUES = ["ptsd", "PTSD", "Driving", "true", "//evil.example", "http://evil.example/", "a b&c", "é", "\r\nx: y", ""]


@given(
    name=st.sampled_from([page.name for page in PAGES]).flatmap(lambda name: st.sampled_from([name, name.title()])),
    pairs=st.lists(
        st.tuples(st.sampled_from(KEYS).flatmap(lambda k: st.sampled_from([k, k.upper()])), st.sampled_from(VALUES)),
        max_size=4,
    ),
)
def test_every_address_leads_at_once_to_a_right_one_on_this_site_with_all_that_it_said(
    site_content: Content, name: str, pairs: list[tuple[str, str]]
) -> None:
    query = urlencode(pairs)
    found = page_address(site_content, f"/{name}", query)
    assert found is not None
    if not isinstance(found, Moved):
        return
    assert re.fullmatch(r"\./[a-z-]*", found.to) and found.query.isprintable()
    assert [(key.lower(), value.lower()) for key, value in parse_qsl(found.query, keep_blank_values=True)] == [
        (key.lower(), value.lower()) for key, value in pairs
    ]
    assert isinstance(page_address(site_content, found.to.removeprefix("."), found.query), PageAddress)
