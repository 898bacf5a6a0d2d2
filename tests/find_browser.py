"""Finds a Chrome or Chromium for the browser tests. Run as a script, it gets one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = (
    "No Chrome or Chromium is installed and none could be had: install one, "
    'or run all tests but those in a browser with: pytest -m "not browser"'
)


class NoBrowserError(RuntimeError):
    """There is no browser on this machine that starts."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def find_browser() -> str:
    """Path of a Chrome or Chromium that starts. Raises :class:`NoBrowserError`."""
    for path in _candidates():
        if _starts(path):
            return path
    raise NoBrowserError


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, (*MAC_APPS, *(str(Path.home()) + app for app in MAC_APPS)))
    yield from filter(os.path.exists, _of_playwright())


def _of_playwright() -> Iterator[str]:
    """Where Playwright would have put its own Chromium. Its driver is started only if nothing else was found."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield path


def _starts(path: str) -> bool:
    """Whether it says its version; Ubuntu's stand-in for a snap that is not there does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def get_browser() -> None:
    """Install one: from the system's packages where we may, else Playwright's own build."""
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "chromium")
        if shutil.which("chromium"):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    """Run a command and show what it says; whether it helped is seen by looking for a browser afterwards."""
    print("No browser yet:", *command, file=sys.stderr, flush=True)
    try:
        subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=900)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def main() -> int:
    """Print the path of a browser, getting one if need be; 1 if there is none in the end."""
    try:
        print(find_browser())
        return 0
    except NoBrowserError:
        get_browser()
    try:
        print(find_browser())
        return 0
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
