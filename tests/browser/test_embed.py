"""A page of another site shows what is made for it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from explainer.content import content
from explainer.find.state import State
from explainer.site import CONDITIONS, HERE, TRIALS, SitePage
from explainer.views.blocks import ToCopy
from explainer.views.pages import view
from explainer.views.view import walk
from tests.browser.server import Server
from tests.browser.visiting import Visit


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """Serve a folder at an address of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def code_of(page: SitePage, condition: str) -> str:
    blocks = view(content(), page, State.of(**{page.key: condition})).blocks
    return next(each.text for each in walk(blocks) if isinstance(each, ToCopy) and "<iframe" in each.text)


@pytest.mark.parametrize(("page", "dark"), [(CONDITIONS, False), (TRIALS, True)], ids=["condition", "trials"])
def test_the_copied_code_shows_all_of_it_on_another_site_in_its_light(
    site: Server, visitor: Callable[..., Visit], tmp_path: Path, page: SitePage, dark: bool
) -> None:
    code = code_of(page, "ptsd").replace(HERE, f"{site.address}/")
    (tmp_path / "index.html").write_text(
        f'<!DOCTYPE html><html lang="en"><title>Theirs</title>{code}', encoding="utf-8"
    )
    guest = visitor(site, color_scheme="dark" if dark else "light", viewport={"width": 760, "height": 900})
    with another_site(tmp_path) as address:
        theirs = guest.context.new_page()
        theirs.goto(address)
        frame = theirs.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_have_text(re.compile("post-traumatic stress disorder"))
        main = frame.locator("main")
        needed = main.evaluate("main => main.getBoundingClientRect().height")
        assert needed <= theirs.locator("iframe").evaluate("frame => frame.clientHeight") <= needed * 1.3
        ground = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", ground))) < 384) == dark
        assert guest.context.cookies() == []
        with guest.context.expect_page() as opened:
            frame.get_by_role("link", name="More on Ketamine in evidence").click()
        assert opened.value.url.startswith(f"{site.address}/{page.name}?")
        opened.value.close()
        theirs.close()
    refused = [each for each in guest.browser_errors if "Content Security Policy" in each or "frame" in each.lower()]
    assert refused == []
