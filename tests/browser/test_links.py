"""A link inside a text opens in the running app, at its top."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from explainer.content import Content
from tests.browser.server import Server
from tests.browser.visiting import SETTLED, Visit, expect_heading, main_of


def test_a_link_in_a_text_opens_in_the_app_and_with_a_key_held_in_a_new_tab(
    site: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    reader = visitor(site)
    page = reader.open("/faq?q=is-it-safe")
    link = main_of(page).get_by_role("link", name=site_content.conditions["treatment-resistant-depression"].name).first
    with reader.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    opened.value.locator(SETTLED).wait_for()
    page.evaluate("window.isTheSame = true")
    link.click()
    expect(main_of(page).get_by_role("heading", level=1)).to_have_text("Treatment-resistant depression")
    expect(page).to_have_url(re.compile(r"/conditions\?condition=treatment-resistant-depression$"))
    assert page.evaluate("window.isTheSame"), "no new load"
    page.go_back()
    expect(main_of(page).get_by_role("heading", level=1)).to_have_text(site_content.pages["faq"].title)


@pytest.mark.parametrize("path", ["/conditions?view=table", "/conditions?view=cards", "/search?for=cluster"])
def test_what_a_link_opens_is_seen_from_its_top(path: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path)
    main_of(page).get_by_role("link", name="Cluster headache", exact=True).first.click()
    expect_heading(page, "Cluster headache")
    expect(main_of(page).get_by_role("heading", level=1)).to_be_in_viewport()


def test_a_card_opened_from_a_list_leaves_the_list_where_it_is(open_page: Callable[..., Page]) -> None:
    page = open_page("/trials?of=ptsd")
    main_of(page).get_by_text(re.compile(r"^Details of each result")).click()
    link = main_of(page).get_by_role("link", name=re.compile("^Feder et al. 2014")).first
    link.click()
    expect(page.get_by_role("dialog", name="Feder et al. 2014")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_in_viewport()
