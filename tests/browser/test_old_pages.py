"""Pages that live long: through a restart, an update, a cut network, a sleep. No press is lost without a word."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, WebSocketRoute, expect

from explainer.content import Content
from explainer.settings import ROOT, site_version
from tests.browser.server import Server
from tests.browser.visiting import SETTLED, Visit, answer, expect_votes, reaction, visit

WAKE = "document.dispatchEvent(new Event('resume'))"
"""What a browser tells a tab that wakes. The browser of the tests takes every tab for visible, and freezes none."""


def react(page: Page, question: str, word: str) -> None:
    """React, and wait until the page says that it is counted."""
    reaction(page, question, word).click()
    expect(answer(page, question).get_by_text(f"Your reaction: {word}.")).to_be_visible()


def test_after_a_restart_the_next_press_counts_and_after_an_update_the_page_says_that_it_is_old(
    server: Callable[..., Server], visitor: Callable[..., Visit], site_content: Content, tmp_path: Path
) -> None:
    project = copy_of_the_project(tmp_path / "project")
    running = server(root=project).start()
    page = visitor(running).open("/faq?q=driving")
    said = page.locator(".connection")
    running.restart()
    react(page, "driving", "wow")
    expect(said).to_have_text("")
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace(f'version = "{site_version()}"', 'version = "99.0.0"', 1))
    running.restart()
    words = site_content.pages["site"].sections
    expect(said).to_have_text(f"{words['updated']} {words['open_again']}")
    react(page, "driving", "love")
    said.get_by_role("link", name=words["open_again"]).click()
    expect(said).to_have_text("")
    page.locator(SETTLED).wait_for()
    expect(reaction(page, "driving", "love")).to_be_checked()


def copy_of_the_project(to: Path) -> Path:
    to.mkdir()
    for part in ("explainer", "pages", "data", ".streamlit"):
        shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / part, to)
    return to


class Wire:
    """The connection of a page, which can be cut as a network does: without a word to either side."""

    def __init__(self, page: Page) -> None:
        self.is_cut = False
        self.ends: list[WebSocketRoute] = []
        page.route_web_socket(re.compile(".*"), self._lay)

    def _lay(self, browser: WebSocketRoute) -> None:
        if self.is_cut:
            browser.close()
            return
        server = browser.connect_to_server()
        browser.on_message(lambda message: None if self.is_cut else server.send(message))
        server.on_message(lambda message: None if self.is_cut else browser.send(message))
        self.ends = [browser, server]

    def notice(self) -> None:
        """Close both ends: what happens when either side notices at last."""
        for end in self.ends:
            end.close()


def test_a_press_while_the_network_is_cut_is_said_to_wait_and_counts_once_it_is_back(
    own_site: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    page = visitor(own_site).context.new_page()
    page.clock.install()
    wire = Wire(page)
    visit(page, "/faq?q=how-fast")
    said = page.locator(".connection")
    wire.is_cut = True
    reaction(page, "how-fast", "sad").click()
    page.clock.run_for(120_000)
    expect(said).to_have_text(site_content.pages["site"].sections["connection_lost"])
    wire.notice()
    expect(reaction(page, "how-fast", "sad")).to_be_disabled()
    wire.is_cut = False
    page.clock.run_for(60_000)
    expect(said).to_have_text("")
    expect(answer(page, "how-fast").get_by_text("1 reader: sad 1. Your reaction: sad.")).to_be_visible()


def test_a_tab_that_wakes_shows_what_was_voted_in_another_and_once_a_minute_it_asks_again(
    own_site: Server, visitor: Callable[..., Visit]
) -> None:
    reader = visitor(own_site)
    asleep = reader.context.new_page()
    asleep.clock.install()
    visit(asleep, "/faq?q=is-it-legal")
    awake = reader.open("/faq?q=is-it-legal")
    react(awake, "is-it-legal", "love")
    expect_votes(asleep, "is-it-legal", "love", 0)
    asleep.evaluate(WAKE)
    expect(reaction(asleep, "is-it-legal", "love")).to_be_checked()
    expect_votes(asleep, "is-it-legal", "love", 1)
    reaction(asleep, "is-it-legal", "love").scroll_into_view_if_needed()
    react(awake, "is-it-legal", "sad")
    asleep.clock.run_for(61_000)
    expect(reaction(asleep, "is-it-legal", "sad")).to_be_checked()
