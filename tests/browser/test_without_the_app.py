"""The site by its HTML alone: with scripts off, and with scripts on where WebSockets are refused."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from explainer.content import content
from tests.browser.server import Server


def off(browser: Browser, server: Server) -> BrowserContext:
    """A browser whose scripts are off, on a phone."""
    return browser.new_context(
        base_url=server.address, java_script_enabled=False, viewport={"width": 390, "height": 844}, has_touch=True
    )


def refused(browser: Browser, server: Server) -> BrowserContext:
    """A browser behind a network that lets no WebSocket through."""
    context = browser.new_context(base_url=server.address, viewport={"width": 1280, "height": 900})
    context.route_web_socket("**/_stcore/stream", lambda socket: socket.close(code=1006))
    return context


WAYS = pytest.mark.parametrize("way", [off, refused], ids=["scripts off", "sockets refused"])
Way = Callable[[Browser, Server], BrowserContext]


@WAYS
def test_conditions_are_filtered_and_one_is_opened_printed_and_saved(
    way: Way, own_site: Server, browser: Browser
) -> None:
    context = way(browser, own_site)
    page = context.new_page()
    page.goto("/conditions")
    first = page.locator(".first")
    first.locator("summary", has_text="Filters").click()
    first.get_by_role("checkbox", name="trauma and anxiety").check()
    first.locator("details").get_by_role("button", name="Show").click()
    expect(first.get_by_role("link", name="family: trauma and anxiety ✕")).to_be_visible()
    first.get_by_label("Sort by").select_option("name")
    first.get_by_role("radio", name="cards").check()
    first.locator(".line > button").last.click()
    expect(page).to_have_url(re.compile(r"family=trauma\+and\+anxiety.*order=name&view=cards"))
    expect(first.locator(".condition-cards")).to_be_visible()
    with page.expect_download() as saved:
        first.get_by_role("link", name=re.compile("^Download the rows shown")).click()
    assert "Post-traumatic stress disorder" in saved.value.path().read_text()
    first.get_by_role("link", name="Clear filters").click()
    total = len(content().conditions)
    expect(first.get_by_text(f"{total} of {total} conditions match.")).to_be_visible()
    first.get_by_label("Search by name or mechanism").fill("PTSD")
    page.keyboard.press("Enter")
    first.get_by_role("link", name="Post-traumatic stress disorder", exact=True).locator("visible=true").first.click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Post-traumatic stress disorder")
    page.goto("/sheet")
    first.get_by_label("Condition").select_option("ptsd")
    first.get_by_role("checkbox", name="cost", exact=True).check()
    first.get_by_role("button", name="Show").click()
    sheet = first.locator(".sheet")
    expect(sheet).to_be_visible()
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(first.get_by_label("Condition")).to_be_hidden()
    context.close()


@WAYS
def test_all_answers_are_opened_and_closed_at_once(way: Way, own_site: Server, browser: Browser) -> None:
    context = way(browser, own_site)
    page = context.new_page()
    page.goto("/faq?ask=bladder")
    first = page.locator(".first")
    folds = first.locator("details:has(> form.poll)")
    number = folds.count()
    assert 1 < number < len(content().faq)
    for button, are_open in (("Open all", number), ("Close all", 0)):
        first.get_by_role("button", name=button).click()
        expect(folds.and_(first.locator("[open]"))).to_have_count(are_open)
        expect(folds).to_have_count(number)  # the search stays
        expect(first.get_by_role("button", name=button)).to_be_in_viewport()
    context.close()


@WAYS
def test_a_reaction_is_cast_changed_and_taken_back(way: Way, own_site: Server, browser: Browser) -> None:
    question = "driving" if way is off else "bladder"
    context = way(browser, own_site)
    page = context.new_page()
    page.goto("/faq")
    first = page.locator(".first")
    first.get_by_label("Search the questions").fill(question)
    first.get_by_role("button", name="Search").click()
    first.locator("summary", has_text=content().faq[question].question).click()
    form = first.locator(f"#poll-{question}")
    for word, shown in (
        ("love", "1 reader: love 1. Your reaction: love."),
        ("sad", "1 reader: sad 1. Your reaction: sad."),
        ("sad", "1 reader: sad 1. Your reaction: sad."),
        ("Take back", "No reactions yet."),
        ("wow", "1 reader: wow 1. Your reaction: wow."),
    ):
        form.get_by_role("button", name=word, exact=True).click()
        expect(form).to_contain_text(shown)
    expect(form.get_by_role("button", name="wow")).to_have_attribute("aria-pressed", "true")
    (cookie,) = [each for each in context.cookies() if each["name"] == "visitor"]
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == ("/", True, "Lax")
    if way is refused:  # the script of the page asks for the reader's own
        page.goto(f"/faq?q={question}")
        form.scroll_into_view_if_needed()
        expect(form).to_contain_text("Your reaction: wow.")
    with browser.new_context(base_url=own_site.address, java_script_enabled=False) as other:
        theirs = other.new_page()
        theirs.goto(f"/faq?q={question}&reacted={question}")
        expect(theirs.locator(f"#poll-{question}")).to_contain_text("1 reader: wow 1.")
        expect(theirs.locator(f"#poll-{question}")).not_to_contain_text("Your reaction")
    context.close()


def test_a_tab_that_is_looked_at_again_shows_what_was_voted_in_another(own_site: Server, browser: Browser) -> None:
    context = refused(browser, own_site)
    before, other = context.new_page(), context.new_page()
    before.clock.install()
    poll = "#poll-how-fast"
    for page in (before, other):
        page.goto("/faq?q=how-fast")
        page.locator(poll).scroll_into_view_if_needed()
    expect(before.locator(poll)).to_contain_text("No reactions yet.")
    for word in ("love", "sad"):
        other.locator(poll).get_by_role("button", name=word, exact=True).click()
        expect(other.locator(poll)).to_contain_text(f"Your reaction: {word}.")
        before.clock.run_for(2_000)
        before.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(before.locator(poll)).to_contain_text(f"1 reader: {word} 1. Your reaction: {word}.")
    other.locator(poll).get_by_role("button", name="wow", exact=True).click()
    expect(other.locator(poll)).to_contain_text("Your reaction: wow.")
    before.clock.run_for(121_000)
    expect(before.locator(poll)).to_contain_text("1 reader: wow 1. Your reaction: wow.")
    context.close()


@WAYS
def test_a_form_of_before_a_restart_counts(way: Way, server: Callable[..., Server], browser: Browser) -> None:
    running = server().start()
    context = way(browser, running)
    page = context.new_page()
    form = page.locator("#poll-driving")
    page.goto("/faq?q=driving")
    for word in ("love", "sad"):  # a new reader, and one whose cookie is of before the restart
        running.restart()
        form.get_by_role("button", name=word, exact=True).click()
        expect(form).to_contain_text(f"1 reader: {word} 1. Your reaction: {word}.")
    context.close()
