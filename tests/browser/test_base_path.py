"""The site below a path of its host, as beside other sites: ``--server.baseUrlPath=ketamine``."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from explainer.content import Content
from explainer.site import CONDITIONS, FAQ
from explainer.web.streamlit_page.hooks import FIRST, SETTLED
from tests.browser.server import Server
from tests.browser.visiting import Visit, answer, expect_heading, expect_votes, main_of, menu, reaction

BASE = "/ketamine"
QUESTION = "is-it-safe"


@pytest.fixture(scope="module")
def below(servers_of_file: Callable[..., Server]) -> Server:
    return servers_of_file(base=BASE).start()


def test_a_reader_opens_a_deep_link_follows_a_link_votes_and_reloads(
    below: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    visit = visitor(below)
    page = visit.open(f"./faq?q={QUESTION}")
    expect(page.locator(f".{FIRST}")).to_have_count(0)  # the app took over
    page.evaluate("window.isTheSame = true")
    reaction(page, QUESTION, "love").click()
    expect_votes(page, QUESTION, "love", 1)
    link = main_of(page).get_by_role("link", name=site_content.conditions["treatment-resistant-depression"].name).first
    link.click()
    expect_heading(page, site_content.conditions["treatment-resistant-depression"].name)
    expect(page).to_have_url(re.compile(rf"{BASE}/conditions\?condition=treatment-resistant-depression$"))
    menu(page, FAQ.menu)
    expect_heading(page, site_content.pages[FAQ.name].title)
    assert page.evaluate("window.isTheSame"), "no new load"
    page.goto(f"./faq?q={QUESTION}")
    page.locator(SETTLED).wait_for()
    page.reload()
    page.locator(SETTLED).wait_for()
    expect_votes(page, QUESTION, "love", 1)
    expect(answer(page, QUESTION).get_by_text("Your reaction: love.")).to_be_visible()
    [cookie] = [each for each in visit.context.cookies() if each["name"] == "visitor"]
    assert cookie["path"] == BASE
    assert {urlsplit(url).path for url in visit.requests if not urlsplit(url).path.startswith(f"{BASE}/")} <= {""}
    assert visit.browser_errors == [] and visit.requests_to_others() == []


def test_the_first_page_is_at_the_path_with_and_without_its_slash(
    below: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    visit = visitor(below)
    page = visit.open(f"..{BASE}")
    expect(page).to_have_url(f"{below.address}/")
    menu(page, CONDITIONS.menu)
    expect_heading(page, site_content.pages[CONDITIONS.name].title)
    expect(page).to_have_url(f"{below.address}/{CONDITIONS.name}")
    assert visit.browser_errors == []


def test_without_scripts_links_stay_below_the_path(below: Server, visitor: Callable[..., Visit]) -> None:
    page: Page = visitor(below, java_script_enabled=False).context.new_page()
    page.goto("./nothing/here")
    page.get_by_role("link", name=FAQ.menu, exact=True).click()
    expect(page).to_have_url(f"{below.address}/{FAQ.name}")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{below.address}/{FAQ.name}"
