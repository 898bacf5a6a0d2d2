"""The app that starts when a reader reaches for it: who only reads has no connection, no cookie, no script of its."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from explainer.web.streamlit_page.hooks import FIRST
from tests.browser.server import Server
from tests.browser.visiting import PHONE, SETTLED, Visit, main_of

SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } })"
SEARCH = "Search the questions"
PREFETCH = "link[rel=prefetch]"


@pytest.fixture(scope="module")
def reach(servers_of_file: Callable[..., Server]) -> Server:
    """Give a server whose pages start the app when it is reached for."""
    return servers_of_file(app="reach").start()


def opened(visit: Visit, path: str = "/faq") -> Page:
    """Open a page, and note each connection that it makes."""
    page = visit.context.new_page()
    page.on("websocket", lambda socket: visit.requests.append(socket.url))
    page.goto(path, wait_until="load")
    return page


def connections(visit: Visit) -> list[str]:
    return [url for url in visit.requests if url.startswith("ws")]


def test_who_only_reads_opens_no_connection_and_gets_no_cookie(reach: Server, visitor: Callable[..., Visit]) -> None:
    visit = visitor(reach)
    page = opened(visit)
    page.locator(f".{FIRST} summary", has_text="Is it safe?").click()
    expect(page.locator("details[open]").get_by_text("What is not known", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Trials", exact=True).first.click()
    page.wait_for_load_state("load")
    expect(page.locator(PREFETCH)).not_to_have_count(0)
    page.mouse.wheel(0, 3000)
    assert page.evaluate("document.scripts.length && [...document.scripts].every(each => !each.src)")
    assert connections(visit) == []
    assert visit.context.cookies() == []
    given_up = "net::ERR_ABORTED"  # what was fetched before it is needed, when the reader went on
    assert [each for each in visit.browser_errors if not each.endswith(given_up)] == []


def test_where_bytes_are_paid_for_nothing_is_fetched_ahead(reach: Server, visitor: Callable[..., Visit]) -> None:
    visit = visitor(reach)
    visit.context.add_init_script(SAVES_DATA)
    page = opened(visit)
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")
    expect(page.locator(PREFETCH)).to_have_count(0)
    assert [url for url in visit.requests if ".js" in url] == []


def test_a_field_that_is_typed_in_starts_the_app_which_keeps_the_words(
    reach: Server, visitor: Callable[..., Visit]
) -> None:
    visit = visitor(reach)
    page = opened(visit)
    page.locator(f".{FIRST}").get_by_role("searchbox", name=SEARCH).focus()
    page.keyboard.type("driving")
    expect(page.locator(f".{FIRST}")).to_have_count(0)
    page.locator(SETTLED).wait_for()
    there = main_of(page).get_by_role("searchbox", name=SEARCH)
    expect(there).to_have_value("driving")
    expect(there).to_be_focused()
    assert len(connections(visit)) == 1
    assert visit.browser_errors == []


def test_a_pointer_that_rests_on_a_filter_starts_the_app_and_one_that_passes_does_not(
    reach: Server, visitor: Callable[..., Visit]
) -> None:
    visit = visitor(reach)
    page = opened(visit, "/conditions")
    page.clock.install()
    form = page.locator(f".{FIRST} [data-reach]").first
    form.hover(position={"x": 5, "y": 5})
    page.mouse.move(1, 1)
    page.clock.run_for(1_000)
    assert connections(visit) == []
    form.hover(position={"x": 5, "y": 5})
    page.clock.run_for(200)
    page.locator(SETTLED).wait_for(state="attached")
    assert len(connections(visit)) == 1


def test_a_press_before_the_app_is_there_does_what_it_says(reach: Server, visitor: Callable[..., Visit]) -> None:
    visit = visitor(reach)
    page = opened(visit)
    page.route("**/*.js", lambda route: route.abort())
    page.locator(f".{FIRST}").get_by_role("searchbox", name=SEARCH).fill("bladder")
    page.locator(f".{FIRST}").get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile("ask=bladder"))
    expect(page.locator(f".{FIRST}").get_by_role("searchbox", name=SEARCH)).to_have_value("bladder")
    assert connections(visit) == []


def test_a_finger_on_a_search_field_starts_the_app_and_one_on_the_text_does_not(
    reach: Server, visitor: Callable[..., Visit]
) -> None:
    visit = visitor(reach, **PHONE)
    page = opened(visit)
    page.locator(f".{FIRST} h1").tap()
    page.locator(f".{FIRST} summary", has_text="Is it safe?").tap()
    expect(page.locator("details[open]").get_by_text("What is not known", exact=True).first).to_be_visible()
    assert connections(visit) == []
    page.locator(f".{FIRST}").get_by_role("searchbox", name=SEARCH).tap()
    expect(page.locator(f".{FIRST}")).to_have_count(0)
    page.locator(SETTLED).wait_for()
    assert len(connections(visit)) == 1
    expect(page.locator("details[open]").get_by_text("What is not known", exact=True).first).to_be_visible()


def test_on_a_phone_the_menu_shows_where_the_reader_is(reach: Server, visitor: Callable[..., Visit]) -> None:
    page = opened(visitor(reach, **PHONE, viewport={"width": 390, "height": 844}), "/faq")
    expect(page.locator(f".{FIRST} header [aria-current]")).to_be_in_viewport(ratio=1)
