"""Every page opens, first and later, quietly and without asking anybody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from explainer.content import Content
from explainer.site import PAGES
from explainer.web.streamlit_page.hooks import ANY_PART, HOOKS, KEY_CLASS
from explainer.web.streamlit_page.preload import EVERYWHERE, PICTURE, parts_of, scripts_of
from tests.browser.server import Server
from tests.browser.visiting import (
    PATHS,
    Visit,
    answer,
    expect_heading,
    expect_matching,
    main_of,
    menu,
    new_visit,
    own_heading,
    reaction,
)

SHIFTED = """window.shifted = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
}).observe({type: "layout-shift", buffered: true})"""
"""Adds up how far the page jumped by itself: Cumulative Layout Shift, https://web.dev/articles/cls."""
WORDS_FOR_ICONS = """icons => [...document.querySelectorAll(icons)]
    .filter(icon => icon.offsetWidth > 1.5 * parseFloat(getComputedStyle(icon).fontSize))
    .map(icon => icon.textContent)"""
"""Icons that the font lacks: the browser shows their names instead."""


FRESH = ("/", "/trials", "/conditions?condition=ptsd")
"""What is asked first of a server of its own: the first page, another page, a view."""


@dataclass
class FirstVisit:
    """A page that was the first of a visit, some also of a server, and has shown all it has to show."""

    path: str
    server: Server
    visit: Visit
    page: Page


@pytest.fixture(scope="module", params=PATHS)
def first(
    request: pytest.FixtureRequest, browser: Browser, servers_of_file: Callable[..., Server], site: Server
) -> Iterator[FirstVisit]:
    server = servers_of_file().start() if request.param in FRESH else site
    visit = new_visit(browser, server.address)
    visit.context.add_init_script(SHIFTED)
    page = visit.open(request.param)
    main_of(page).get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
    yield FirstVisit(request.param, server, visit, page)
    visit.context.close()
    if server is not site:
        server.stop()


def test_a_page_opened_first_shows_itself(first: FirstVisit, site_content: Content) -> None:
    expect_heading(first.page, own_heading(site_content, first.path))
    expect(first.page.get_by_role("navigation", name="App pages").get_by_role("link")).to_have_count(
        sum(page.in_menu for page in PAGES)
    )
    assert "Traceback" not in first.server.read_log()


def test_a_page_complains_of_nothing_in_the_console(first: FirstVisit) -> None:
    assert first.visit.browser_errors == []


def test_a_page_asks_nobody_but_its_own_server(first: FirstVisit) -> None:
    assert any(url.startswith("ws://") for url in first.visit.requests), "the record of requests misses the websocket"
    assert first.visit.requests_to_others() == []


def test_a_page_does_not_jump_while_it_opens(first: FirstVisit) -> None:
    assert first.page.evaluate("window.shifted") < 0.05


def test_every_icon_is_drawn(first: FirstVisit) -> None:
    assert first.page.evaluate(WORDS_FOR_ICONS, HOOKS["icon"]) == []


def test_a_page_names_the_scripts_it_will_need_in_its_html_and_no_others(first: FirstVisit) -> None:
    html = first.visit.context.request.get(first.path).text()
    asked = {urlsplit(url).path for url in first.visit.requests if urlsplit(url).path.endswith(".js")}
    emoji = {f"/{file}" for file in scripts_of(("remark-emoji",))}  # fetched last, for any text with two colons
    unnamed = [path for path in sorted(asked - emoji) if path not in html]
    assert unnamed == [], "name their parts in explainer/web/streamlit_page/preload.py"
    page = urlsplit(first.path).path.strip("/") or "overview"
    shown = first.page.evaluate(
        "parts => [...new Set([...document.querySelectorAll(parts)].map(e => e.dataset.testid))]", ANY_PART
    )
    drawn = {name.lower() for name in shown}
    own = [part for part in parts_of(page, view="?" in first.path) if part not in EVERYWHERE]
    assert {part for part in (f"st{each}" for each in own if each != PICTURE) if part.lower() not in drawn} == set(), (
        "they need not be preloaded"
    )


def test_a_whole_visit_is_quiet_and_stays_on_the_site(
    own_site: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    visit = visitor(own_site)
    page = visit.open("/")
    menu(page, "Conditions")
    expect_matching(page)
    page.get_by_role("searchbox").fill("PTSD")
    page.get_by_role("searchbox").press("Enter")
    expect_matching(page, 1)
    menu(page, "Timeline")
    expect_heading(page, own_heading(site_content, "/timeline"))
    menu(page, "Sources")
    expect_heading(page, own_heading(site_content, "/sources"))
    menu(page, "FAQ")
    answer(page, "is-it-safe").locator("summary").click()
    reaction(page, "is-it-safe", "wow").click()
    expect(answer(page, "is-it-safe").get_by_text("1 reader: wow 1.")).to_be_visible()
    menu(page, "Overview")
    expect_heading(page, own_heading(site_content, "/"))
    assert visit.requests_to_others() == []
    assert visit.browser_errors == []
    assert "Traceback" not in own_site.read_log()


def test_a_source_links_to_its_page_by_https(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/sources")
    known = {source.url for source in site_content.sources.values() if source.url}
    links = main_of(page).locator(f'[class*="{KEY_CLASS}source-"]').get_by_role("link")
    expect(links.first).to_be_visible()
    addresses = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(known.intersection(addresses)) >= 10
    own = ("cite/", "./")  # files for reference managers, cards of results
    assert [address for address in addresses if not address.startswith(("https://", *own))] == []
