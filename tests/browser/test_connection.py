"""Without a connection the page can be read, says so calmly, and mends by itself."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from explainer.content import Content
from explainer.web.streamlit_page.hooks import HOOKS, SCRIPT_STATE
from tests.browser.server import Server
from tests.browser.visiting import SETTLED, Visit, main_of

LONG_MS = 120_000
NOTE_A_RUN = f"""() => new MutationObserver(() => {{ window.ranAgain = true }})
    .observe(document.body, {{ subtree: true, attributeFilter: ["{SCRIPT_STATE}"] }})"""


def test_a_lost_connection_is_said_calmly_and_comes_back_by_itself(
    server: Callable[..., Server], visitor: Callable[..., Visit], site_content: Content
) -> None:
    running = server().start()
    page = visitor(running).open("/faq")
    said = page.locator(".connection")
    expect(said).to_have_text("")
    running.stop()
    expect(said).to_have_text(site_content.pages["site"].sections["connection_lost"])
    expect(said).to_have_attribute("role", "status")
    expect(page.get_by_role("button", name="Open all")).to_be_disabled()
    questions = len(site_content.faq)
    expect(main_of(page).get_by_text(f"{questions} of {questions} questions.")).to_be_visible()
    page.evaluate(NOTE_A_RUN)
    running.start()
    page.wait_for_function("() => window.ranAgain")
    page.locator(SETTLED).wait_for()
    expect(said).to_have_text("")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Open all").click()
    expect(main_of(page).get_by_text("What is not known", exact=True)).to_have_count(questions)


def test_where_no_connection_comes_nothing_alarming_is_said_and_all_of_the_page_works(
    site: Server, visitor: Callable[..., Visit]
) -> None:
    page = visitor(site).context.new_page()
    page.clock.install()
    page.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    page.goto("/faq")
    page.locator(HOOKS["app"]).wait_for(state="attached")
    page.clock.fast_forward(LONG_MS)
    expect(page.locator(".connection")).to_have_text("")
    expect(page.get_by_role("dialog")).to_have_count(0)
    question = page.get_by_text("Is it safe?", exact=True)
    fold = page.locator(".first details").filter(has=question)
    question.click()
    expect(fold.get_by_text("What is not known", exact=True)).to_be_visible()
    fold.get_by_role("link", name="Link to this answer").click()
    expect(page).to_have_url(re.compile(r"/faq\?q=is-it-safe$"))
    expect(fold.get_by_text("What is not known", exact=True)).to_be_visible()
