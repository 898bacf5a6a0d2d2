"""Compressed copies of Streamlit's static files: made once beside the votes, served instead of the originals.

Streamlit sends its scripts as they are, 2.6 MB before the first word. The copies are made in the background, never in
the package's own folder; until they are ready, and if they can't be made, Streamlit serves as it always does.
"""

import logging
import shutil
import tempfile
import threading
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from servestatic import ServeStaticASGI
from servestatic.compress import Compressor
from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger(__name__)

PREFIX = "/static/"
WORTH_IT = (".js", ".css", ".html", ".svg", ".json", ".wasm", ".ttf", ".txt")
HASHED = r"^.+\.[A-Za-z0-9_-]{8}\.[a-z0-9]+$"
"""Names with a hash of their content, such as ``index.DormvYxC.js``: they never change, so a browser may keep them."""


def original_files() -> Path:
    """The folder of Streamlit's own static files."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Streamlit's folder can't be found")
    return Path(spec.origin).parent / "static" / "static"


def make_copies(originals: Path, folder: Path) -> Path:
    """Copies of all files with Brotli and gzip versions beside them, in a subfolder for this version of Streamlit.

    Made aside and moved into place at the end, so that a half-made folder is never served.
    """
    place = folder / f"static-{version('streamlit')}-{version('servestatic')}"
    if place.exists():
        return place
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="static-making-", dir=folder))
    try:
        shutil.copytree(originals, aside, dirs_exist_ok=True)
        compressor = Compressor(quiet=True, use_zstd=False)
        for file in sorted(aside.rglob("*")):
            if file.suffix in WORTH_IT:
                compressor.compress(file)
        aside.rename(place)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        if not place.exists():  # another process may have been first
            raise
    return place


class StaticFiles:
    """Serves the copies once they are ready; everything else goes on to the app."""

    def __init__(self, app: ASGIApp, folder: Path, originals: Path | None = None) -> None:
        self.app = app
        self._originals = originals
        self._copies: ServeStaticASGI | None = None
        self.ready = threading.Event()
        threading.Thread(target=self._prepare, args=(folder,), daemon=True, name="static-files").start()

    def _prepare(self, folder: Path) -> None:
        try:
            copies = make_copies(self._originals or original_files(), folder)
            self._copies = ServeStaticASGI(
                self.app, root=copies, prefix=PREFIX, immutable_file_test=HASHED, allow_all_origins=False
            )
        except OSError:
            log.exception("no compressed copies: static files are sent as they are")
        finally:
            self.ready.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A static file from the copies, or the app."""
        copies = self._copies
        if copies is not None and scope["type"] == "http" and scope["path"].startswith(PREFIX):
            await copies(scope, receive, send)
        else:
            await self.app(scope, receive, send)
