import asyncio
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from explainer.poll.cast import trusted_key
from explainer.poll.visitor import new_cookie, token_of
from explainer.web.visitor_cookie import VisitorCookie
from tests.web.asgi import HTML, answering, request

KEY = b"the key of the tests"
OURS = new_cookie(KEY)
PAGE = VisitorCookie(answering(b"<html></html>"))


@pytest.fixture(autouse=True)
def key(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_SECRET", KEY.decode())


def test_a_new_visitor_gets_a_cookie_that_scripts_and_other_sites_cannot_use() -> None:
    cookie = request(PAGE).headers["set-cookie"]
    form = r"visitor=([0-9a-f]{64}); Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"
    found = re.fullmatch(form, cookie)
    assert found and token_of(found[1], KEY)


def test_below_a_base_path_the_cookie_is_for_that_path_alone() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["root_path"] = "/ketamine"  # as the app behind does once it has found its own path
        await answering(b"<html></html>")(scope, receive, send)

    assert "; Path=/ketamine; " in request(VisitorCookie(app, "/ketamine"), "/ketamine/faq").headers["set-cookie"]


def test_two_visitors_get_different_cookies() -> None:
    assert request(PAGE).headers["set-cookie"] != request(PAGE).headers["set-cookie"]


def test_over_https_the_cookie_is_sent_over_https_only() -> None:
    assert request(PAGE, scheme="https").headers["set-cookie"].endswith("; SameSite=Lax; Secure")


def test_a_known_visitor_keeps_the_cookie() -> None:
    assert "set-cookie" not in request(PAGE, cookie=f"visitor={OURS}").headers


@pytest.mark.parametrize(
    "cookies",
    [
        "theme=dark; visitor={}",
        "visitor={}; theme=dark",
        'settings={{"wide": true, "size": 3}}; visitor={}',
        "odd; visitor={}",
        "list[]=1; visitor={}",
        "greeting=hello world; visitor={}",
        "expires=1; path=/; visitor={}",
        "empty=;visitor={}",
    ],
)
def test_a_known_visitor_is_known_whatever_other_cookies_the_host_has(cookies: str) -> None:
    assert "set-cookie" not in request(PAGE, cookie=cookies.format(OURS)).headers


@pytest.mark.parametrize(
    "cookie",
    [
        "", "visitor=", "visitor=short", f"visitor={OURS[:32]}", f"visitor={'0' * 64}", f"visitor={OURS}0",
        f"visitor={OURS[32:]}{OURS[:32]}", f"visitor={new_cookie(b'another site')}", f"other={OURS}", ";;=;",
    ],
    ids=[
        "none", "empty", "short", "half", "zeros", "longer", "turned", "of another site", "another name", "no cookie",
    ],
)  # fmt: skip
def test_a_cookie_that_is_not_ours_is_replaced(cookie: str) -> None:
    assert request(PAGE, cookie=cookie).headers["set-cookie"].startswith("visitor=")


@given(value=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cookie_header_breaks_the_page_or_comes_back(value: str) -> None:
    answer = request(PAGE, cookie=f"visitor={value}")
    assert (answer.status, answer.body) == (200, b"<html></html>")
    given_back = re.fullmatch(r"visitor=([0-9a-f]{64});.*", answer.headers.get("set-cookie", ""))
    assert given_back is not None and given_back[1] != value


@pytest.mark.parametrize("kind", ["application/javascript", "image/png", "text/css", "application/json", "text/plain"])
def test_only_pages_set_a_cookie(kind: str) -> None:
    assert "set-cookie" not in request(VisitorCookie(answering(b"x", kind))).headers


def test_other_cookies_of_the_page_stay() -> None:
    answer = request(VisitorCookie(answering(b"<html></html>", HTML, set_cookie="theme=dark")))
    assert [cookie.split("=")[0] for cookie in answer.headers.getlist("set-cookie")] == ["theme", "visitor"]


def test_what_is_no_http_request_passes_through_untouched() -> None:
    passed: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])
        await send({"type": "websocket.accept"})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    asyncio.run(VisitorCookie(app)({"type": "websocket"}, receive, send))
    assert (passed, sent) == (["websocket"], [{"type": "websocket.accept"}])


def test_without_a_key_the_page_is_there_and_gives_no_cookie(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLAINER_SECRET")
    own_var.mkdir()
    (own_var / "visitor.key").mkdir()
    answer = request(PAGE)
    assert (answer.status, answer.body) == (200, b"<html></html>")
    assert "set-cookie" not in answer.headers


def test_the_key_made_by_the_first_visitor_knows_the_visitor_again(
    own_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXPLAINER_SECRET")
    cookie = request(PAGE).headers["set-cookie"].split(";")[0]
    assert token_of(cookie.partition("=")[2], trusted_key())
    assert "set-cookie" not in request(PAGE, cookie=cookie).headers
