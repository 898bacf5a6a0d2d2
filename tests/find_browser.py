"""Find a Chrome or Chromium for the browser tests. Run as a script, it installs one if there is none."""

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
    "There is no Chrome or Chromium, and none could be installed. Install one, "
    "or run the tests that need no browser: make test-fast"
)


class NoBrowserError(RuntimeError):
    """No browser on this machine starts."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def find_browser() -> str:
    """Return the path of a Chrome or Chromium that starts. Raises :class:`NoBrowserError`."""
    for path in _candidates():
        if _starts(path):
            return path
    raise NoBrowserError


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, (*MAC_APPS, *(str(Path.home()) + app for app in MAC_APPS)))
    yield from filter(os.path.exists, _playwright_paths())


def _playwright_paths() -> Iterator[str]:
    """Yield the path where Playwright installs its own Chromium.

    This generator is the last candidate, so Playwright starts only if no other browser was found.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield path


def _starts(path: str) -> bool:
    """Return whether a browser prints its version; Ubuntu has a script of that name that only asks for a snap."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_browser() -> None:
    """Install a browser: a Debian package if we are root, else Playwright's own Chromium."""
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        _run("apt-get", "update")
        _run("apt-get", "install", "-y", "chromium")
        if shutil.which("chromium"):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    """Run a command and show its output. Its success does not matter: the caller looks for a browser again."""
    print("No browser yet:", *command, file=sys.stderr, flush=True)
    try:
        subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=900)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def main() -> int:
    """Print the path of a browser, after installing one if needed; return 1 if there is none."""
    try:
        print(find_browser())
        return 0
    except NoBrowserError:
        install_browser()
    try:
        print(find_browser())
        return 0
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
