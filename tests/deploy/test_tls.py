"""The example for a real machine, as it stands, with a certificate of our own: TLS and HTTP/2."""

import shutil
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.replicas import ROOT, Replicas, free_port
from tests.browser.visiting import Visit, answer, reaction
from tests.deploy.asking import ANYBODY, ask

QUESTION = "bladder"


@pytest.fixture(scope="module")
def plain_and_tls(running: Replicas, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Addresses of the example's two servers."""
    folder = tmp_path_factory.mktemp("tls")
    openssl = shutil.which("openssl")
    assert openssl is not None
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=evidence.example.org"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*made, *files], check=True, capture_output=True)
    plain, tls = free_port(), free_port()
    replaced = {
        "/etc/letsencrypt/live/evidence.example.org": str(folder),
        "/srv/ketamine-in-evidence": str(ROOT),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{tls} ssl http2;",
        "listen [::]:443 ssl http2;": "",
    } | {f"127.0.0.1:{8511 + number}": f"127.0.0.1:{port}" for number, port in enumerate(running.replicas)}
    example = (ROOT / "deploy" / "nginx" / "example.conf").read_text()
    for what, by in replaced.items():
        assert what in example
        example = example.replace(what, by)
    running.start_nginx(tls, example)
    address = f"https://127.0.0.1:{tls}"
    running.wait_for(address, ANYBODY)
    return f"http://127.0.0.1:{plain}", address


def test_a_reader_gets_the_site_by_http_2_and_votes_over_tls(
    plain_and_tls: tuple[str, str], reader: Callable[..., Visit]
) -> None:
    visit = reader(plain_and_tls[1], ignore_https_errors=True)
    page = visit.open(f"/faq?q={QUESTION}")
    spoken = page.evaluate("performance.getEntries().map(entry => entry.nextHopProtocol).filter(Boolean)")
    assert len(spoken) > 10 and set(spoken) == {"h2"}
    reaction(page, QUESTION, "love").click()
    expect(answer(page, QUESTION).get_by_text("Your reaction: love.")).to_be_visible()
    [cookie] = [each for each in visit.context.cookies() if each["name"] == "visitor"]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    assert visit.complaints == []
    assert any(url.startswith("wss://") for url in visit.asked) and visit.elsewhere() == []


def test_over_tls_the_browser_is_told_to_stay_there_and_without_it_is_sent_there(
    plain_and_tls: tuple[str, str],
) -> None:
    plain, tls = plain_and_tls
    _, headers, _ = ask(f"{tls}/faq", Accept="text/html")
    assert headers["strict-transport-security"] == "max-age=31536000"
    moved = subprocess.run(
        ["curl", "-sI", f"{plain}/faq?q=x", "-H", "Host: evidence.example.org"], capture_output=True, text=True
    )
    assert moved.stdout.startswith("HTTP/1.1 301")
    assert "Location: https://evidence.example.org/faq?q=x" in moved.stdout


def test_what_nginx_refuses_itself_is_closed_too(plain_and_tls: tuple[str, str]) -> None:
    status, headers, body = ask(f"{plain_and_tls[1]}/faq", b"x" * 100_000)
    assert (status, headers["content-type"]) == (413, "text/plain")
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'self'"
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert b"nginx" not in body and "/" not in headers["server"]
    status, headers, _ = ask(f"{plain_and_tls[1]}/faq", Cookie=f"visitor={'x' * 40_000}")
    assert status == 400 and headers["x-content-type-options"] == "nosniff"
