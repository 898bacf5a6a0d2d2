"""Compressed copies of Streamlit's static files: made once in ``static_dir()``, served instead of the originals.

Streamlit sends its scripts as they are, 2.6 MB before the first word. The copies are made in the background, never in
the package's own folder; until they are ready, and if they can't be made, Streamlit serves as it always does.
"""

import json
import logging
import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from servestatic import ServeStaticASGI
from servestatic.compress import Compressor
from starlette.types import ASGIApp, Receive, Scope, Send

from explainer.settings import static_dir
from explainer.web.streamlit_page.build import static_root

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
GIVEN_UP_SECONDS = 180
"""A half-made folder that is older than this comes from a killed process, and is made again."""

SUMS = "sums.json"
"""Says in the folder of the copies what is in it."""
RECIPE = "4"
"""Version of this recipe. Raise it when the copies are to be made in another way: old copies are then not used."""
PREFIX = "/static/"
WORTH_IT = (".js", ".css", ".html", ".svg", ".json", ".wasm", ".ttf", ".txt")
HASHED = r"^.+\.[A-Za-z0-9_-]{8}\.[a-z0-9]+$"
"""Names with a hash of their content, such as ``index.DormvYxC.js``: they never change, so a browser may keep them."""


def original_files() -> Path:
    """The folder of Streamlit's own static files."""
    return static_root() / "static"


def make_copies(originals: Path, folder: Path) -> Path:
    """Copies of all files with Brotli and gzip versions beside them, in a subfolder for this version of Streamlit.

    Made aside and moved into place at the end, so that a half-made folder is never served. Raises
    :class:`FileExistsError` while another process makes them, other :class:`OSError` where they can't be made.
    """
    made_with = (version(name) for name in ("streamlit", "servestatic", "fonttools"))
    place = folder / "-".join(("static", *made_with, RECIPE))
    if place.exists():
        if _is_whole(place):
            return place
        log.warning("%s is damaged: it is made again", place)
        shutil.rmtree(place)
    folder.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"{place.name}.making")
    if aside.exists() and time.time() - aside.stat().st_mtime > GIVEN_UP_SECONDS:
        shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        shutil.copytree(originals, aside, dirs_exist_ok=True)
        os.utime(aside)  # copytree keeps the original's time, and another process would delete so old a folder
        fonts = import_module("explainer.web.streamlit_page.fonts")  # fontTools holds 14 MB: only where copies are made
        fonts.slim_fonts(aside, fonts.icon_names(static_root().parent))
        files = [file for file in aside.rglob("*") if file.suffix in WORTH_IT]
        compressor = Compressor(quiet=True, use_zstd=False)
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
            list(workers.map(compressor.compress, files))
        sums = _sums(aside)
        (aside / SUMS).write_text(json.dumps(sums), encoding="utf-8")
        aside.rename(place)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return place


def _sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder, by its path there; 37 MB take half a second, in the background."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != SUMS)
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest() for file in files}


def _is_whole(place: Path) -> bool:
    """Whether all copies are as they were made: browsers keep them for a year. Raises :class:`OSError`."""
    try:
        return bool(json.loads((place / SUMS).read_text(encoding="utf-8")) == _sums(place))
    except (FileNotFoundError, ValueError):
        return False


class StaticFiles:
    """Serves the copies once they are ready; everything else goes on to the app. ``base`` is the site's own path."""

    def __init__(self, app: ASGIApp, folder: Path, originals: Path | None = None, base: str = "") -> None:
        self.app = app
        self._originals = originals
        self._prefix = base + PREFIX
        self._copies: ServeStaticASGI | None = None
        self._place = folder
        self.ready = threading.Event()
        threading.Thread(target=self._prepare, args=(folder,), daemon=True, name="static-files").start()

    def _prepare(self, folder: Path) -> None:
        try:
            self._place = make_copies(self._originals or original_files(), folder)
            self._copies = ServeStaticASGI(
                self.app, root=self._place, prefix=self._prefix, immutable_file_test=HASHED, allow_all_origins=False
            )
        except FileExistsError:
            log.info("another process makes the compressed copies; until the next start files are sent as they are")
        except OSError:
            log.exception("no compressed copies: static files are sent as they are")
        finally:
            self.ready.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A static file from the copies, or the app."""
        is_file = scope["type"] == "http" and scope["path"].startswith(self._prefix)
        if is_file and self._copies and not self._place.exists():
            self._copies = None
            log.error("%s is gone: until the next start static files are sent as they are", self._place)
        await (self._copies if is_file and self._copies else self.app)(scope, receive, send)


def main() -> None:
    """Make the copies, or wait for the process that makes them; one that was killed is given up after a while."""
    while True:
        try:
            print(f"Compressed static files: {make_copies(original_files(), static_dir())}")
            return
        except FileExistsError as error:
            print(f"Another process makes the compressed static files, or left {error.filename}: waiting", flush=True)
            time.sleep(RETRY_SECONDS)


if __name__ == "__main__":
    main()
