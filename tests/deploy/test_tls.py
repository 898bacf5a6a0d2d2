"""The nginx example works with TLS and HTTP/2, with a certificate made for the test."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from deploy.replicas import Replicas, free_port
from tests.browser.visiting import Visit, answer, reaction
from tests.deploy.stand import NAME, answer_to, can_connect, example_block, get, until

QUESTION = "bladder"


@pytest.fixture(scope="module")
def plain_and_tls(running: Replicas, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Start the example and return the addresses of its servers, without TLS and with TLS."""
    plain, tls = free_port(), free_port()
    first, second, third = running.replicas
    running.start_nginx(tls, example_block(tmp_path_factory.mktemp("tls"), (first, second, third), plain, tls))
    until(lambda: can_connect(tls))
    return f"http://{NAME}:{plain}", f"https://{NAME}:{tls}"


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


def test_http_redirects_to_https_and_https_sets_hsts(plain_and_tls: tuple[str, str]) -> None:
    plain, tls = (int(address.rsplit(":", 1)[1]) for address in plain_and_tls)
    status, headers, _ = answer_to(tls, get("/faq", "Accept: text/html"), tls=True)
    assert (status, headers["strict-transport-security"]) == (200, "max-age=31536000")
    status, headers, _ = answer_to(plain, get("/faq?q=x"))
    assert (status, headers["location"]) == (301, f"https://{NAME}/faq?q=x")
