"""Steps and expectations that the browser tests share."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from explainer.content import Content, content
from explainer.site import HOME, PAGES
from explainer.web.streamlit_page.hooks import KEY, SETTLED, TEST_IDS

PAGE_PATHS = tuple("/" if page is HOME else f"/{page.name}" for page in PAGES)
PATHS = (*PAGE_PATHS, "/conditions?condition=ptsd", "/faq?q=is-it-safe")
"""Paths of every page of the site, of one condition and of one question."""

TIMEOUT_MS = 15_000
"""How long to wait for what should appear. It is long, so that no test fails because the machine is busy."""
expect.set_options(timeout=TIMEOUT_MS)

PHONE = {
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36",
    "is_mobile": True,
    "has_touch": True,
}


@dataclass
class Visit:
    """A browser with its own cookies and storage; it records all requests and all errors of the browser."""

    context: BrowserContext
    address: str
    requests: list[str] = field(default_factory=list)
    browser_errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site in a new tab, and wait until its script has finished."""
        page = self.context.new_page()
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        visit(page, path)
        return page

    def record_message(self, message: ConsoleMessage) -> None:
        """Record a message of the console if it is an error or a warning."""
        if message.type in ("error", "warning", "assert"):
            self.browser_errors.append(f"{message.type}: {message.text}")

    def record_failure(self, request: Request) -> None:
        """Record a request that failed."""
        self.browser_errors.append(f"failed: {request.url} {request.failure}")

    def requests_to_others(self) -> list[str]:
        """Return the addresses of requests to other hosts than the server."""
        own = urlsplit(self.address).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
        ]


def new_visit(browser: Browser, address: str, **options: object) -> Visit:
    """Start the browser of a new visitor."""
    context = browser.new_context(base_url=f"{address}/", **options)  # type: ignore[arg-type]
    context.set_default_timeout(2 * TIMEOUT_MS)
    visitor = Visit(context, address)
    context.on("request", lambda request: visitor.requests.append(request.url))
    context.on("requestfailed", visitor.record_failure)
    context.on("console", visitor.record_message)
    context.on("weberror", lambda error: visitor.browser_errors.append(f"error: {error.error}"))
    return visitor


def visit(page: Page, path: str) -> None:
    """Go to a page of the site and wait until its script has finished."""
    page.goto(path)
    page.locator(SETTLED).wait_for()


def own_heading(content: Content, path: str) -> str:
    """Return the main heading of one of ``PATHS``."""
    condition = re.fullmatch(r"/conditions\?condition=(.+)", path)
    if condition:
        return content.conditions[condition[1]].name
    return content.pages[path.partition("?")[0].strip("/") or HOME.name].title


def main_of(page: Page) -> Locator:
    """Return the page without its menu."""
    return page.get_by_test_id(TEST_IDS["main"])


def menu(page: Page, name: str) -> None:
    """Choose a page in the menu at the top."""
    page.get_by_role("navigation", name="App pages").get_by_role("link", name=name, exact=True).click()


def expect_heading(page: Page, heading: str) -> None:
    """Expect this main heading, and wait until the script has finished."""
    expect(main_of(page).get_by_role("heading", level=1)).to_have_text([heading])
    page.locator(SETTLED).wait_for()


def expect_matching(page: Page, number: int | None = None) -> None:
    """Expect the conditions page to say that so many conditions match, by default all."""
    total = len(content().conditions)
    text = f"{total if number is None else number} of {total} conditions match."
    expect(main_of(page).get_by_text(text, exact=True)).to_be_visible()
    page.locator(SETTLED).wait_for()


def pictures(page: Page) -> Locator:
    """The pictures of a page as a wide window shows them, from top to bottom."""
    return main_of(page).locator(".picture.wide svg")


def mark(picture: Locator, words: str) -> Locator:
    """The marks of a picture whose tooltip holds these words."""
    return picture.locator("a").filter(has_text=words)


def cards(page: Page) -> Locator:
    """Return the links on the cards of the conditions page."""
    return main_of(page).locator(f"{KEY}condition-cards a")


def choose_row(page: Page, name: str) -> None:
    """Click the name of a condition in the table."""
    page.locator(f"{KEY}conditions-table").get_by_role("link", name=name, exact=True).click()


def answer(page: Page, question: str) -> Locator:
    """Return an answer of the FAQ, open or closed, by its id."""
    return main_of(page).locator(f"{KEY}answer-{question}")


def reaction(page: Page, question: str, word: str) -> Locator:
    """Return one of the reactions under an answer."""
    return answer(page, question).get_by_role("radio", name=re.compile(rf"^\W*{word}$"))


def expect_votes(page: Page, question: str, word: str, number: int) -> None:
    """Expect the answer to say that so many readers chose this reaction; 0 means it is not mentioned."""
    count = answer(page, question).get_by_text(re.compile(rf"\b{word} {number or '[0-9]+'}\b"))
    expect(count).to_have_count(1 if number else 0)
