"""The visitor's cookie comes when the app connects; no page gives one, and none is given while the poll rests."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, cookie_parser

from explainer.content import content
from explainer.poll.cast import trusted_key
from explainer.poll.process_store import RestingError, close_store
from explainer.poll.visitor import new_cookie, token_of
from explainer.web import visitor_cookie
from explainer.web.streamlit_page.build import SOCKET
from explainer.web.visitor_cookie import VisitorCookie, cookie_header, visitor_of
from tests.web.asgi import HTML, Handshake, answering, connect, request

KEY = b"the key of the tests, long enough for anybody"
OURS = new_cookie(KEY)
XSRF = "_streamlit_xsrf=2|a|b|c"
"""What a browser that keeps cookies brings, whoever it belongs to."""


@pytest.fixture(autouse=True)
def key(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_SECRET", KEY.decode())
    content()  # as a server reads it before it answers


def connecting(cookie: str = XSRF, path: str = SOCKET, base: str = "", scheme: str = "ws") -> Handshake:
    headers = {"cookie": cookie} if cookie else {}
    return connect(partial(VisitorCookie, base=base), path, scheme=scheme, **headers)


def given_to(handshake: Handshake) -> str:
    """The cookie that the browser was given; empty if none."""
    found = re.match(r"visitor=([0-9a-f]{64});", handshake.headers.get("set-cookie", ""))
    return found[1] if found else ""


def brought_by(handshake: Handshake) -> str | None:
    """The visitor's cookie as the app sees it."""
    return cookie_parser(Headers(scope=handshake.scope).get("cookie", "")).get("visitor")


def test_a_new_visitor_gets_a_cookie_that_scripts_and_other_sites_cannot_use() -> None:
    cookie = connecting().headers["set-cookie"]
    form = r"visitor=([0-9a-f]{64}); Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"
    found = re.fullmatch(form, cookie)
    assert found and token_of(found[1], KEY)


def test_the_app_sees_the_cookie_that_was_just_given_beside_the_others() -> None:
    handshake = connecting("theme=dark; visitor=spoiled; size=3")
    assert brought_by(handshake) == given_to(handshake) != ""
    assert {"theme": "dark", "size": "3"}.items() <= cookie_parser(Headers(scope=handshake.scope)["cookie"]).items()


def test_the_session_knows_the_cookie_of_a_browser_that_brings_no_other() -> None:
    handshake = connecting(cookie="")
    assert brought_by(handshake) == given_to(handshake) != ""


def test_below_a_base_path_the_cookie_is_for_that_path_alone() -> None:
    assert "; Path=/ketamine; " in connecting(path=f"/ketamine{SOCKET}", base="/ketamine").headers["set-cookie"]
    assert not given_to(connecting(base="/ketamine"))


def test_two_visitors_get_different_cookies() -> None:
    assert given_to(connecting()) != given_to(connecting())


def test_over_https_the_cookie_is_sent_over_https_only() -> None:
    assert connecting(scheme="wss").headers["set-cookie"].endswith("; SameSite=Lax; Secure")
    assert cookie_header(OURS, "", secure=True) == (
        f"visitor={OURS}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax; Secure"
    )


@pytest.mark.parametrize(
    "cookies",
    [
        "visitor={}",
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
    handshake = connecting(cookies.format(OURS))
    assert "set-cookie" not in handshake.headers
    assert brought_by(handshake) == OURS


@pytest.mark.parametrize(
    "cookie",
    [
        "visitor=", "visitor=short", f"visitor={OURS[:32]}", f"visitor={'0' * 64}", f"visitor={OURS}0",
        f"visitor={OURS[32:]}{OURS[:32]}", f"visitor={new_cookie(b'another site')}", f"other={OURS}", ";;=;",
    ],
    ids=["empty", "short", "half", "zeros", "longer", "turned", "of another site", "another name", "no cookie"],
)  # fmt: skip
def test_a_cookie_that_is_not_ours_is_replaced(cookie: str) -> None:
    handshake = connecting(cookie)
    assert brought_by(handshake) == given_to(handshake) != ""


@given(value=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cookie_header_breaks_the_connection_or_comes_back(value: str) -> None:
    handshake = connecting(f"visitor={value}")
    assert given_to(handshake) not in ("", value)
    assert token_of(brought_by(handshake), KEY)


def test_no_page_and_no_other_connection_gives_a_cookie() -> None:
    assert "set-cookie" not in request(VisitorCookie(answering(b"<html></html>", HTML)), "/faq").headers
    assert not given_to(connecting(path="/another/socket"))


@pytest.fixture
def another_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The votes are counted under one key, and the server was started with another."""
    trusted_key()
    close_store()
    monkeypatch.setenv("EXPLAINER_SECRET", "another key than the one that these votes were hashed with")
    yield
    close_store()


@pytest.mark.usefixtures("another_key")
@pytest.mark.parametrize(
    "cookie", [f"visitor={OURS}", XSRF, "visitor=spoiled"], ids=["ours", "of Streamlit", "spoiled"]
)
def test_with_a_key_that_is_not_the_one_of_the_votes_no_cookie_is_given_or_replaced(cookie: str) -> None:
    handshake = connecting(cookie)
    assert "set-cookie" not in handshake.headers
    assert Headers(scope=handshake.scope)["cookie"] == cookie


@pytest.mark.usefixtures("another_key")
def test_with_a_key_that_is_not_the_one_of_the_votes_nobody_is_known() -> None:
    with pytest.raises(RestingError):
        token_in(f"visitor={OURS}")


def test_a_token_is_known_by_the_key_of_the_votes_and_no_other() -> None:
    assert token_in(f"a=b; visitor={OURS}") == OURS[:32]
    assert token_in(f"visitor={new_cookie(b'another')}") is None
    assert token_in("") is None


def token_in(cookies: str) -> str | None:
    return visitor_of(HTTPConnection({"type": "http", "headers": [(b"cookie", cookies.encode())]}))


def test_an_app_connects_without_a_cookie_while_the_votes_do_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()

    def slow() -> bytes:
        answers.wait(30)
        return KEY

    monkeypatch.setattr(visitor_cookie, "trusted_key", slow)
    monkeypatch.setattr(visitor_cookie, "WAIT_SECONDS", 0.05)
    threading.Timer(1, answers.set).start()  # the loop waits for its threads when it ends
    handshake = connecting(f"visitor={OURS}")
    assert "set-cookie" not in handshake.headers and brought_by(handshake) == OURS


def test_the_key_made_by_the_first_visitor_knows_the_visitor_again(
    own_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXPLAINER_SECRET")
    close_store()
    cookie = given_to(connecting())
    assert token_of(cookie, trusted_key())
    assert "set-cookie" not in connecting(f"visitor={cookie}").headers
