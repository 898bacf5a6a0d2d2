"""Every status that nginx itself can answer: headers, calm words and a way on, as deploy/nginx/README.md lists them."""

import re
import shutil
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deploy.local_nginx import ROOT, site_block, start_nginx
from deploy.replicas import free_port
from tests.browser.server import end_process
from tests.deploy.http import ANY_CERTIFICATE
from tests.deploy.stand import NAME, Answer, Stand, answer_to, can_connect, example_block, get, stand, until

NGINX = ROOT / "deploy" / "nginx"
README = (NGINX / "README.md").read_text()
ANSWERS = (NGINX / "answers.conf").read_text()
NEVER_SENT = {408, 444, 499}
"""Numbers in nginx's log only: it closes the connection, or the browser has closed it."""
REDIRECTED = {497}
SENT_AS_400 = {494, 495, 496}
HEADERS = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")
LISTED = sorted({int(number) for number in re.findall(r"^\| (\d{3}) ", README, re.MULTILINE)})


def expect_calm(answer: Answer, status: int, words: str = "") -> None:
    number, headers, body = answer
    assert number == status
    assert [name for name in HEADERS if name not in headers] == []
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["content-type"] == "text/html; charset=utf-8" and headers["cache-control"] == "no-store"
    assert "nginx" not in body and "/" not in headers["server"]
    assert re.search(r"<p>[A-Z][^<]+\.</p><p><a href=\"[^\"]+\">Open the first page</a></p>", body), body
    assert words in body


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    tried = "".join(f"location = /try/{number} {{ return {number}; }}" for number in LISTED)
    with stand(
        tmp_path_factory.mktemp("nginx"), lambda block: block.rstrip().removesuffix("}") + tried + "}"
    ) as running:
        yield running


@pytest.fixture(scope="module")
def example(behind: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """``example.conf``: its ports without TLS and with TLS."""
    folder, plain, tls = tmp_path_factory.mktemp("nginx-tls"), free_port(), free_port()
    nginx = start_nginx(folder, example_block(folder, (behind.replica,) * 3, plain, tls))
    try:
        until(lambda: can_connect(plain))
        yield plain, tls
    finally:
        end_process(nginx)


def test_the_table_lists_every_status_and_the_settings_answer_each() -> None:
    assert set(range(494, 498)) | {*range(500, 505), 400, 403, 404, 405, 408, 413, 414, 429, 431, 444, 499} <= set(
        LISTED
    )
    answered = " ".join(re.findall(r"^error_page ([\d ]+) ", ANSWERS, re.MULTILINE))
    assert {int(number) for number in answered.split()} == set(LISTED) - NEVER_SENT


@pytest.mark.parametrize("status", sorted(set(LISTED) - NEVER_SENT - REDIRECTED))
def test_each_status_comes_with_the_headers_and_calm_words(behind: Stand, status: int) -> None:
    answer = answer_to(behind.port, get(f"/try/{status}"))
    expect_calm(answer, 400 if status in SENT_AS_400 else status)
    assert answer[1].get("retry-after") == ("60" if status in (429, 500, 502, 503, 504) else None)


KEPT = "?cache-control=max-age%3D60&etag=%22one%22&accept-ranges=bytes"


@pytest.mark.parametrize(
    ("request_bytes", "status", "words"),
    [
        (get("/", host=""), 400, "could not read"),
        (get("/", "no colon"), 400, "could not read"),
        ("nonsense\r\n\r\n", 400, "could not read"),
        (get("/", method="TRACE"), 405, "this kind of request"),
        (get("/", "Content-Length: 100000", method="POST"), 413, "takes no files"),
        (get("/" + "x" * 9000), 414, "too long"),
        (get("/", f"Cookie: visitor={'x' * 40000}"), 400, "cookies"),
        (get("/", "Transfer-Encoding: odd", method="POST"), 501, "this kind of request"),
        (get("/", version="HTTP/3.0"), 505, "this kind of request"),
        (get(f"/kept{KEPT}", "Range: bytes=99999-"), 416, "the part"),
        (get(f"/kept{KEPT}", 'If-Match: "two"'), 412, "has changed"),
    ],
)
def test_a_request_that_nginx_refuses_is_told_so_calmly(
    behind: Stand, request_bytes: str, status: int, words: str
) -> None:
    behind.ask(f"/kept{KEPT}", Host=NAME)
    expect_calm(answer_to(behind.port, request_bytes), status, words)


def test_what_is_for_operators_is_refused_to_others(behind: Stand) -> None:
    assert answer_to(behind.port, get("/readyz"))[0] == 200
    expect_calm(answer_to(behind.port, get("/readyz"), source="127.0.0.2"), 403, "those who run the site")


def test_while_no_replica_answers_a_page_that_was_never_kept_says_so(behind: Stand) -> None:
    for fault, status in ((behind.kill, 502), (behind.freeze, 504)):
        fault()
        try:
            expect_calm(answer_to(behind.port, get("/new")), status, "try again in a minute")
        finally:
            behind.mend()


def test_a_full_or_missing_disk_is_answered_calmly(behind: Stand, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    nginx = start_nginx(folder, site_block(port, [behind.replica]))
    try:
        until(lambda: can_connect(port))
        shutil.rmtree(folder / "client_body")
        sent = get("/react", "Content-Length: 30000", method="POST") + "x" * 30000
        expect_calm(answer_to(port, sent), 500, "try again in a minute")
    finally:
        end_process(nginx)


def test_below_a_path_the_rest_of_the_host_is_nobodys_and_the_way_on_leads_to_the_site(
    behind: Stand, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = free_port()
    nginx = start_nginx(tmp_path_factory.mktemp("nginx"), site_block(port, [behind.replica], "below_a_path"))
    try:
        until(lambda: can_connect(port))
        answer = answer_to(port, get("/faq"))
        expect_calm(answer, 404, "no page at this address")
        assert 'href="/ketamine/"' in answer[2]
    finally:
        end_process(nginx)


def test_the_site_answers_to_its_own_name_only(example: tuple[int, int]) -> None:
    plain, tls = example
    assert answer_to(tls, get("/faq"), tls=True)[0] == 200
    other = get("/faq", host="Host: other.example.org\r\n")
    for answer in (answer_to(plain, other), answer_to(tls, other, tls=True)):
        expect_calm(answer, 421, "another name")
        assert f'href="https://{NAME}/"' in answer[2]
    with closing(socket.create_connection(("127.0.0.1", tls))) as connection, pytest.raises(ssl.SSLError):
        ANY_CERTIFICATE.wrap_socket(connection, server_hostname="other.example.org")


def test_requests_that_name_no_site_are_told_so_calmly_too(example: tuple[int, int]) -> None:
    plain, tls = example
    expect_calm(answer_to(plain, get("/" + "x" * 9000)), 414, "too long")
    expect_calm(answer_to(tls, get("/" + "x" * 9000), tls=True), 414, "too long")
    status, headers, _ = answer_to(tls, get("/faq?q=x"))
    assert (status, headers["location"]) == (301, f"https://{NAME}/faq?q=x"), "plain HTTP at the port with TLS"


def test_the_files_of_this_folder_are_named_in_its_readme() -> None:
    assert [file.name for file in Path(NGINX).glob("*.conf") if f"`{file.name}`" not in README] == []
