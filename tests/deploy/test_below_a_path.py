"""The site below a path behind nginx, as ``deploy/nginx/below_a_path.conf`` puts it beside other sites of a host."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from deploy.replicas import Replicas
from explainer.content import content
from explainer.site import CONDITIONS
from explainer.web.streamlit_page.hooks import FIRST, SETTLED
from tests.browser.visiting import Visit, answer, expect_heading, menu, reaction
from tests.deploy.http import cookie_of_the_app, request

QUESTION = "is-it-legal"


@pytest.fixture(scope="module")
def below() -> Iterator[Replicas]:
    with Replicas(2, below_a_path=True) as started:
        yield started


def test_a_reader_opens_a_deep_link_votes_reloads_and_goes_on(below: Replicas, reader: Callable[..., Visit]) -> None:
    visit = reader(below.address)
    page = visit.open(f"./faq?q={QUESTION}")
    expect(page.locator(f".{FIRST}")).to_have_count(0)  # the app took over
    reaction(page, QUESTION, "love").click()
    expect(answer(page, QUESTION).get_by_text("Your reaction: love.")).to_be_visible()
    page.reload()
    page.locator(SETTLED).wait_for()
    expect(answer(page, QUESTION).get_by_text("Your reaction: love.")).to_be_visible()
    menu(page, CONDITIONS.menu)
    expect_heading(page, content().pages[CONDITIONS.name].title)
    expect(page).to_have_url(f"{below.address}/{CONDITIONS.name}")
    assert [url for url in visit.requests if not urlsplit(url).path.startswith("/ketamine/")] == []
    assert visit.browser_errors == [] and visit.requests_to_others() == []


def test_every_address_is_below_the_path(below: Replicas) -> None:
    host = below.address.removesuffix("/ketamine")
    assert request(below.address)[0] == 200, "it leads to the first page"
    assert f"<loc>{below.address}/faq</loc>".encode() in request(f"{below.address}/sitemap.xml")[2]
    assert f"Sitemap: {below.address}/sitemap.xml".encode() in request(f"{below.address}/robots.txt")[2]
    assert f'<link rel="canonical" href="{below.address}/faq">'.encode() in request(f"{below.address}/faq")[2]
    assert request(f"{below.address}/readyz")[0] == request(f"{below.address}/healthz")[0] == 200
    assert request(f"{below.address}/conditions?condition=nope")[0] == 404
    assert "Path=/ketamine;" in cookie_of_the_app(below.address)
    assert request(f"{host}/faq")[0] == 404, "the rest of the host is nobody's here"
