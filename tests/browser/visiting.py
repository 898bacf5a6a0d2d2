"""What a visitor does on the site, in the words of the tests."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from explainer.content import Content
from explainer.site import HOME, PAGES

PAGE_PATHS = tuple("/" if page is HOME else f"/{page.name}" for page in PAGES)
PATHS = (*PAGE_PATHS, "/conditions?condition=ptsd", "/faq?q=is-it-safe")
"""Every page of the site, and two views of them that a link may point at."""

TIMEOUT_MS = 15_000
"""How long to wait for what should appear; a busy machine is no fault of the site."""
expect.set_options(timeout=TIMEOUT_MS)

SETTLED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
PHONE = {
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36",
    "is_mobile": True,
    "has_touch": True,
}


@dataclass
class Visit:
    """A browser of its own (cookies, storage) at a server, with a record of all it asked for and complained of."""

    context: BrowserContext
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """A new tab at a page of the site, once the page has settled."""
        page = self.context.new_page()
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        visit(page, path)
        return page

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console says if it is an error or a warning."""
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"{message.type}: {message.text}")

    def elsewhere(self) -> list[str]:
        """What was asked of any other place than the server."""
        own = urlsplit(self.address).netloc
        return [
            url for url in self.asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
        ]


def new_visit(browser: Browser, address: str, **options: object) -> Visit:
    """A visitor who was never here."""
    context = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]
    context.set_default_timeout(2 * TIMEOUT_MS)
    made = Visit(context, address)
    context.on("request", lambda request: made.asked.append(request.url))
    context.on("requestfailed", lambda request: made.complaints.append(f"failed: {request.url} {request.failure}"))
    context.on("console", made.hear)
    context.on("weberror", lambda error: made.complaints.append(f"error: {error.error}"))
    return made


def visit(page: Page, path: str) -> None:
    """Go to a page of the site and wait until its script has run."""
    page.goto(path)
    page.locator(SETTLED).wait_for()


def own_heading(content: Content, path: str) -> str:
    """The heading that a page of ``PATHS`` has, and no other page."""
    condition = re.fullmatch(r"/conditions\?condition=(.+)", path)
    if condition:
        return content.conditions[condition[1]].name
    return content.pages[path.partition("?")[0].strip("/") or HOME.name].title


def main_of(page: Page) -> Locator:
    """The page without its menu."""
    return page.get_by_test_id("stMain")


def menu(page: Page, name: str) -> None:
    """Choose a page in the menu at the top."""
    page.get_by_role("navigation", name="App pages").get_by_role("link", name=name, exact=True).click()


def expect_heading(page: Page, heading: str) -> None:
    """The page has this heading, and its script has run."""
    expect(main_of(page).get_by_role("heading", level=1)).to_have_text([heading])
    page.locator(SETTLED).wait_for()


def expect_matching(page: Page, number: int, of: int = 30) -> None:
    """The conditions page says how many match, and its script has run."""
    expect(main_of(page).get_by_text(f"{number} of {of} conditions match.", exact=True)).to_be_visible()
    page.locator(SETTLED).wait_for()


def cards(page: Page) -> Locator:
    """The names on the cards of the conditions page, which are links."""
    return main_of(page).locator(".st-key-condition-cards a")


def choose_row(page: Page, name: str) -> None:
    """Click the name of a condition in the table."""
    page.get_by_test_id("stTable").get_by_role("link", name=name, exact=True).click()


def answer(page: Page, question: str) -> Locator:
    """An answer of the FAQ by its id, open or closed."""
    return main_of(page).locator(f".st-key-answer-{question}")


def reaction(page: Page, question: str, word: str) -> Locator:
    """One of the seven reactions under an answer."""
    return answer(page, question).get_by_role("radio", name=re.compile(rf"^\W*{word}$"))


def expect_votes(page: Page, question: str, word: str, number: int) -> None:
    """The answer says that so many readers chose this reaction; of none it says nothing."""
    said = answer(page, question).get_by_text(re.compile(rf"\b{word} {number or '[0-9]+'}\b"))
    expect(said).to_have_count(1 if number else 0)
