"""Votes through real servers, as a browser's app sends them: another key, and addresses that a reader forges."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.sessions import Session
from explainer.poll.visitor import new_cookie
from tests.browser.server import Server

pytestmark = pytest.mark.slow

RIGHT, WRONG = "the key of the operator", "another key by mistake"
NOBODY, PROXY = "127.0.0.2", "127.0.0.1"
"""Where a request comes from: an address that nobody trusts, and the machine itself, where a proxy may run."""


@contextmanager
def server_with(var: Path, log: Path, **settings: str) -> Iterator[Server]:
    server = Server(var, log)
    server._env.update(settings)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes one new visitor a day from each network."""
    folder = tmp_path_factory.mktemp("site")
    limits = {"EXPLAINER_VISITORS_A_MINUTE": "0", "EXPLAINER_VISITORS_A_DAY": "1"}
    with server_with(folder / "var", folder / "server.log", EXPLAINER_SECRET=RIGHT, **limits) as running:
        yield running


def get(server: Server, path: str, **headers: str) -> tuple[int, Any, bytes]:
    try:
        with urlopen(Request(server.address + path, headers=headers), timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def loved(server: Server) -> int:
    return int(json.loads(get(server, "/api/v1/reactions/site")[2])["love"])


def reader(server: Server, cookie: str, source: str = PROXY, forwarded_for: str = "") -> Session:
    """A reader of the FAQ in the app, whose connection comes from this address."""
    headers = {"Cookie": f"visitor={cookie}"} | ({"X-Forwarded-For": forwarded_for} if forwarded_for else {})
    options = {"additional_headers": headers, "source_address": (source, 0), "legacy": True}
    session = Session(server.address, "faq", **options)  # type: ignore[arg-type]
    session.run()
    return session


def test_the_address_in_a_header_is_believed_from_a_trusted_proxy_only(site: Server) -> None:
    def votes(**where: str) -> bool:
        before = loved(site)
        reader(site, new_cookie(RIGHT.encode()), **where).run({"poll-site": ["love"]})
        return loved(site) == before + 1

    assert votes(source=NOBODY)
    for number in range(3):  # every vote from another address, if the header were believed
        assert not votes(source=NOBODY, forwarded_for=f"203.0.113.{number}")
    assert votes(source=PROXY, forwarded_for="198.51.100.1")
    assert not votes(source=PROXY, forwarded_for="203.0.113.9, 198.51.100.1")  # the proxy adds what it sees
    assert votes(source=PROXY, forwarded_for="198.51.100.2")


def test_a_server_with_another_key_leaves_cookies_alone_and_with_the_right_one_readers_are_the_same(
    site: Server, tmp_path: Path
) -> None:
    cookie = new_cookie(RIGHT.encode())
    before = loved(site)
    reader(site, cookie, forwarded_for="198.51.100.3").run({"poll-site": ["love"]})
    assert loved(site) == before + 1
    site.stop()

    with server_with(site.var, tmp_path / "wrong.log", EXPLAINER_SECRET=WRONG) as wrong:
        for headers in ({}, {"Cookie": f"visitor={cookie}"}):
            status, answer, _ = get(wrong, "/faq", Accept="text/html", **headers)
            assert (status, answer["set-cookie"]) == (200, None)
        guest = reader(wrong, cookie)
        assert "Set-Cookie" not in guest.handshake.headers
        assert "poll-site" not in guest.widgets
        status, _, body = get(wrong, "/readyz")
        assert status == 503 and "EXPLAINER_SECRET" in json.loads(body)["why"]
        assert RIGHT not in body.decode() and WRONG not in body.decode()

    site.start()
    again = reader(site, cookie)
    assert "Set-Cookie" not in again.handshake.headers
    again.run({"poll-site": []})  # the reader takes back what they chose before
    assert loved(site) == before
