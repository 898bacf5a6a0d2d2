"""The page before its scripts, without them, and the moment the app takes over."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from explainer.content import Content
from explainer.site import PAGES
from explainer.web.streamlit_page.hooks import HOOKS, KEY, TEST_IDS
from tests.browser.server import Server
from tests.browser.visiting import PHONE, Visit, main_of, own_heading

COMPUTER = {"viewport": {"width": 1280, "height": 900}}
ON_A_PHONE = {**PHONE, "viewport": {"width": 390, "height": 844}}
PLACES = """([within, text]) => [`${within} h1`,
    `${within} .crisis p, ${within} h1 ~ p, ${within} ${text} p`].map(name =>
    document.querySelector(name).getBoundingClientRect()).map(box => [box.x, box.y, box.width].map(Math.round))"""
"""Where the title and the first paragraph below it stand."""


def test_without_scripts_every_page_can_be_read_and_reached(
    site: Server, browser: Browser, site_content: Content
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False, **ON_A_PHONE)
    try:
        page = context.new_page()
        page.goto("/")
        for each in PAGES:
            if not each.in_menu:  # linked from every page but the search
                page.goto("/")
            page.get_by_role("link", name=each.menu, exact=True).first.click()
            heading = page.get_by_role("heading", level=1)
            expect(heading).to_have_text(site_content.pages[each.name].title)
            expect(page.get_by_role("link", name="988", exact=True).first).to_have_attribute("href", "tel:988")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("link", name="FAQ").click()
        page.locator("summary", has_text="Is it safe?").click()
        expect(page.locator("details[open]").get_by_text("What is not known", exact=True).first).to_be_visible()
    finally:
        context.close()


@pytest.mark.parametrize("device", [COMPUTER, ON_A_PHONE], ids=["computer", "phone"])
@pytest.mark.parametrize("path", ["/", "/conditions", "/conditions?condition=ptsd", "/search"])
def test_title_and_first_words_stay_where_they_are_when_the_app_takes_over(
    path: str, device: dict[str, Any], site: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    visit = visitor(site, **device)
    waiting: list[Route] = []
    early = visit.context.new_page()
    early.route("**/*.js", lambda route: waiting.append(route))
    early.goto(path, wait_until="commit")
    expect(early.get_by_role("heading", level=1)).to_have_text(own_heading(site_content, path))
    before = places(early, ".first main")
    late = visit.open(path)
    expect(late.locator(".first")).to_have_count(0)
    late.locator(f"{KEY}site-bar").evaluate_all(
        "bars => bars.forEach(bar => bar.replaceChildren())"
    )  # it is in the head
    after = places(late, HOOKS["main"])
    for first, then in zip(before, after, strict=True):
        assert all(abs(one - other) <= 2 for one, other in zip(first, then, strict=True)), (before, after)


@pytest.mark.parametrize("device", [COMPUTER, ON_A_PHONE], ids=["computer", "phone"])
@pytest.mark.parametrize(
    ("path", "below"),
    [
        ("/", "What the readings mean"),
        ("/timeline", "The events as a list"),
        ("/faq", "The whole site"),
        ("/claims", "2 · Origins"),
    ],
)
def test_what_stands_below_the_filters_stays_there_when_the_app_takes_over(
    path: str, below: str, device: dict[str, Any], site: Server, visitor: Callable[..., Visit]
) -> None:
    visit = visitor(site, **device)
    early = visit.context.new_page()
    early.route("**/*.js", lambda route: route.abort())
    early.goto(path)
    late = visit.open(path)
    expect(late.locator(".first")).to_have_count(0)
    before, after = (middle(place.get_by_text(below, exact=True)) for place in (early, main_of(late)))
    assert abs(before - after) <= 8, (before, after)


def middle(text: Locator) -> float:
    """How far below the top of the page the middle of a line is."""
    box = text.bounding_box()
    assert box
    return box["y"] + box["height"] / 2


def places(page: Page, within: str) -> list[list[int]]:
    return list(page.evaluate(PLACES, [within, HOOKS["text"]]))


def test_a_lost_address_says_so_calmly_asks_for_no_script_and_leads_on(
    site: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    visit = visitor(site)
    page = visit.context.new_page()
    answer = page.goto("/nothing/at/all")
    assert answer is not None and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")
    assert [url for url in visit.requests if ".js" in url] == []
    assert len(visit.browser_errors) == 1 and "404" in visit.browser_errors[0], "the browser's own note of the status"
    page.get_by_role("link", name="Conditions", exact=True).click()
    expect(page.get_by_test_id(TEST_IDS["main"]).get_by_role("heading", level=1)).to_have_text(
        site_content.pages["conditions"].title
    )
