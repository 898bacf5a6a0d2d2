"""Start the browser of the tests: the machine's Chrome or Chromium, without access to other machines."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.find_browser import find_browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    # A request to another host fails and is reported. The name is the one in deploy/nginx/example.conf.
    "--host-resolver-rules=MAP evidence.example.org 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser and close it at the end of the block."""
    path = find_browser()  # it may start Playwright itself, and one cannot run inside another
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()
