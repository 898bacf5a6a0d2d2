"""The nginx example works with TLS and HTTP/2, with a certificate made for the test."""

import shutil
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.replicas import ROOT, Replicas, free_port
from tests.browser.visiting import Visit, answer, reaction
from tests.deploy.http import ANY_CERTIFICATE, request

QUESTION = "bladder"


@pytest.fixture(scope="module")
def plain_and_tls(running: Replicas, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Start the example and return the addresses of its servers, without TLS and with TLS."""
    folder = tmp_path_factory.mktemp("tls")
    openssl = shutil.which("openssl")
    assert openssl is not None
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=evidence.example.org"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    plain, tls = free_port(), free_port()
    replacements = {
        "/etc/letsencrypt/live/evidence.example.org": str(folder),
        "/srv/ketamine-in-evidence": str(ROOT),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{tls} ssl http2;",
        "listen [::]:443 ssl http2;": "",
    } | {f"127.0.0.1:{8511 + number}": f"127.0.0.1:{port}" for number, port in enumerate(running.replicas)}
    example = (ROOT / "deploy" / "nginx" / "example.conf").read_text()
    for old, new in replacements.items():
        assert old in example
        example = example.replace(old, new)
    running.start_nginx(tls, example)
    address = f"https://127.0.0.1:{tls}"
    running.wait_for(address, ANY_CERTIFICATE)
    return f"http://127.0.0.1:{plain}", address


def test_a_reader_reads_over_http_2_and_votes_over_tls(
    plain_and_tls: tuple[str, str], reader: Callable[..., Visit]
) -> None:
    visit = reader(plain_and_tls[1], ignore_https_errors=True)
    page = visit.open(f"/faq?q={QUESTION}")
    protocols = page.evaluate("performance.getEntries().map(entry => entry.nextHopProtocol).filter(Boolean)")
    assert len(protocols) > 10 and set(protocols) == {"h2"}
    reaction(page, QUESTION, "love").click()
    expect(answer(page, QUESTION).get_by_text("Your reaction: love.")).to_be_visible()
    [cookie] = [each for each in visit.context.cookies() if each["name"] == "visitor"]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    assert visit.browser_errors == []
    assert any(url.startswith("wss://") for url in visit.requests) and visit.requests_to_others() == []


def test_http_redirects_to_https_and_https_sets_hsts(
    plain_and_tls: tuple[str, str],
) -> None:
    plain, tls = plain_and_tls
    _, headers, _ = request(f"{tls}/faq", Accept="text/html")
    assert headers["strict-transport-security"] == "max-age=31536000"
    redirect = subprocess.run(
        ["curl", "-sI", f"{plain}/faq?q=x", "-H", "Host: evidence.example.org"], capture_output=True, text=True
    )
    assert redirect.stdout.startswith("HTTP/1.1 301")
    assert "Location: https://evidence.example.org/faq?q=x" in redirect.stdout


def test_errors_of_nginx_itself_have_security_headers(plain_and_tls: tuple[str, str]) -> None:
    status, headers, body = request(f"{plain_and_tls[1]}/faq", b"x" * 100_000)
    assert (status, headers["content-type"]) == (413, "text/plain")
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'self'"
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert b"nginx" not in body and "/" not in headers["server"]
    status, headers, _ = request(f"{plain_and_tls[1]}/faq", Cookie=f"visitor={'x' * 40_000}")
    assert status == 400 and headers["x-content-type-options"] == "nosniff"
