"""Draw every page at three widths and in both themes: ``python -m tests.browser.screenshots [/page ...]``.

The pictures are written to ``var/screenshots/``; with ``--readme`` only ``docs/overview.png`` is drawn. The module is
among the browser tests because it uses their server and their browser.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from explainer.settings import ROOT
from explainer.web.streamlit_page.hooks import TEST_IDS
from tests.browser.chromium import chromium
from tests.browser.server import Server
from tests.browser.visiting import PATHS, visit

WIDTHS = (360, 768, 1440)
THEMES = ("light", "dark")
MAX_HEIGHT = 6000
"""Longest picture of a page, in pixels; the rest is cut off."""
FOLDER = ROOT / "var" / "screenshots"
README_PICTURE = ROOT / "docs" / "overview.png"


def shoot(browser: Browser, server: Server, path: str, width: int, theme: str) -> Path:
    """Draw one page and return the picture's file."""
    context = browser.new_context(
        base_url=server.address, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    visit(page, path)
    height = page.get_by_test_id(TEST_IDS["main"]).evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 20, MAX_HEIGHT)})
    page.wait_for_load_state("networkidle")
    name = path.strip("/").translate(str.maketrans("?=&", "---")) or "overview"
    file = FOLDER / f"{name}-{width}-{theme}.png"
    page.screenshot(path=file)
    context.close()
    return file


def shoot_readme(browser: Browser, server: Server) -> None:
    """Draw the top of the overview for the README."""
    page = browser.new_page(base_url=server.address, viewport={"width": 1280, "height": 1500}, color_scheme="light")
    visit(page, "/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=README_PICTURE)
    page.close()


def main(arguments: list[str]) -> None:
    """Draw the named pages, or all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    paths = [each for each in arguments if each.startswith("/")] or [
        *PATHS,
        "/search?for=midazolam",
        "/sheet?condition=ptsd",
    ]
    with tempfile.TemporaryDirectory() as var, chromium() as browser:
        server = Server(Path(var), Path(var) / "server.log").start()
        try:
            if "--readme" in arguments:
                shoot_readme(browser, server)
            else:
                for path, width, theme in product(paths, WIDTHS, THEMES):
                    print(shoot(browser, server, path, width, theme).relative_to(ROOT))
        finally:
            server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
