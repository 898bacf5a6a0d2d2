"""Finding one's way with the keyboard alone: search from any page, words explained, and the way back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from explainer.content import Content
from explainer.web.streamlit_page.hooks import KEY
from tests.browser.visiting import SETTLED, cards, expect_heading, main_of, own_heading


def test_a_search_begun_on_any_page_opens_the_thing_itself_and_each_step_back_is_one(
    open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page("/safety")
    main_of(page).get_by_role("link", name="Search", exact=True).first.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("searchbox")
    box.fill("ptsd")
    box.press("Enter")
    expect_heading(page, own_heading(site_content, "/search"))
    expect(page).to_have_url(re.compile(r"/search\?for=ptsd$"))
    expect(page.get_by_role("searchbox")).to_have_value("ptsd")
    main_of(page).get_by_role("link", name="Post-traumatic stress disorder", exact=True).focus()
    page.keyboard.press("Enter")
    expect_heading(page, "Post-traumatic stress disorder")
    page.go_back()
    expect_heading(page, own_heading(site_content, "/search"))
    expect(page).to_have_url(re.compile(r"/search\?for=ptsd$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/search$"))
    page.go_back()
    expect_heading(page, own_heading(site_content, "/safety"))


def test_a_new_search_keeps_the_focus_and_has_its_own_address(open_page: Callable[..., Page]) -> None:
    page = open_page("/search?for=zzzz")
    expect(main_of(page).get_by_text("Nothing found")).to_be_visible()
    box = page.get_by_role("searchbox")
    box.fill("bladder")
    box.press("Enter")
    expect(page).to_have_url(re.compile("for=bladder$"))
    page.locator(SETTLED).wait_for()
    expect(box).to_be_focused()
    page.go_back()
    expect(box).to_have_value("zzzz")


def test_the_words_of_a_page_are_explained_at_its_end_without_a_mouse(open_page: Callable[..., Page]) -> None:
    page = open_page("/conditions?condition=ptsd")
    fold = page.locator(f"{KEY}page-words")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.get_by_text("CAPS-5", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(fold.get_by_text("CAPS-5", exact=True)).not_to_be_visible()


def test_a_word_is_explained_where_it_stands(open_page: Callable[..., Page], site_content: Content) -> None:
    page = open_page("/conditions?condition=ptsd")
    word = main_of(page).locator("a[href='./glossary?term=midazolam']").first
    expect(word).to_have_attribute("title", site_content.glossary["midazolam"].explanation)
    word.click()
    expect_heading(page, own_heading(site_content, "/glossary"))
    expect(page).to_have_url(re.compile("term=midazolam$"))


def test_links_say_all_of_their_name_on_the_narrowest_phone(
    open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page("/conditions?view=cards", viewport={"width": 320, "height": 800})
    expect(cards(page)).to_have_count(len(site_content.conditions))
    cut = cards(page).evaluate_all(
        "links => links.flatMap(link => [link.parentElement, link, ...link.querySelectorAll('*')])"
        ".filter(box => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== 'visible')"
        ".map(box => box.innerText)"
    )
    assert cut == []
