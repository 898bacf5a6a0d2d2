"""The headers close the site without breaking anything a reader does, and the browser does enforce them."""

import http.client
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.server import Server
from tests.browser.visiting import SETTLED, Visit, answer, main_of, reaction, visit

HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
)
LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective))"
SMUGGLED = """async () => {
    const script = document.createElement("script")
    script.textContent = "window.smuggled = true"
    document.head.append(script)
    const image = new Image()
    image.src = "https://example.org/pixel.png"
    await new Promise(done => image.onerror = done)
    return [Boolean(window.smuggled), ...new Set(refused)]
}"""


def test_whatever_a_reader_does_no_rule_is_broken_and_every_response_has_the_headers(
    own_site: Server, visitor: Callable[..., Visit]
) -> None:
    guest = visitor(own_site)
    guest.context.add_init_script(LISTEN)
    got: list[Response] = []
    guest.context.on("response", lambda response: got.append(response))
    page = guest.open("/trials?of=treatment-resistant-depression")
    main_of(page).get_by_text("This picture in words").first.click()
    saved(page, main_of(page).get_by_role("link", name="PNG", exact=True).first.click, ".png")
    saved(page, page.get_by_role("link", name="Download the results shown").click, ".csv")
    assert page.evaluate("refused") == []
    visit(page, "/faq?q=driving")
    reaction(page, "driving", "wow").click()
    expect(answer(page, "driving").get_by_text("Your reaction: wow.")).to_be_visible()
    page.locator(SETTLED).wait_for()
    assert page.evaluate("refused") == []
    assert guest.browser_errors == []
    kinds = {urlsplit(each.url).path.strip("/").split("/")[0] for each in got}
    assert {"trials", "faq", "static", "_stcore"} <= kinds
    assert [(each.url, name) for each in got for name in HEADERS if name not in each.headers] == []
    assert page.evaluate(SMUGGLED) == [False, "script-src-elem", "img-src"]  # the browser does listen to them


def saved(page: Page, click: Callable[[], None], ending: str) -> None:
    with page.expect_download() as download:
        click()
    assert download.value.suggested_filename.endswith(ending)


@pytest.mark.parametrize(
    ("status", "method", "path"),
    [
        (200, "GET", "/healthz"),
        (200, "GET", "/readyz"),
        (200, "GET", "/_stcore/health"),
        (404, "GET", "/no-such-page"),
        (404, "GET", "/no-such-file.png"),
        (404, "GET", "/static/js/none.js"),
        (404, "GET", "/media/none.csv"),
        (404, "GET", "/component/none/index.html"),
        (400, "GET", "/..%2f..%2fetc%2fpasswd"),
        (400, "GET", "/%00"),
        (404, "POST", "/_stcore/agent/interact"),
        (405, "POST", "/faq"),
        (405, "DELETE", "/_stcore/health"),
    ],
)
def test_an_answer_to_an_odd_request_has_the_headers_and_no_insides(
    own_site: Server, status: int, method: str, path: str
) -> None:
    connection = http.client.HTTPConnection(urlsplit(own_site.address).netloc, timeout=10)
    connection.request(method, path, headers={"Accept": "text/html", "Content-Type": "application/json"})
    got = connection.getresponse()
    assert got.status == status
    assert [name for name in HEADERS if not got.headers[name]] == []
    assert b"Traceback" not in got.read()
    connection.close()
