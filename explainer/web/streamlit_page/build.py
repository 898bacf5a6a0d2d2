"""Streamlit's own folder: its page, its scripts, and its manifest, which says what each script imports."""

import json
import logging
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

NEVER_A_PAGE = ("/_stcore/", "/media/", "/component/")
"""Paths that it answers itself. At any other path that it does not know it sends its page."""

SOCKET = "/_stcore/stream"
"""Path at which its app connects."""


def static_root() -> Path:
    """The folder with its page, its manifest and its static files. Raises :class:`FileNotFoundError`."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Streamlit's folder can't be found")
    return Path(spec.origin).parent / "static"


def index_html() -> str:
    """Its page, as it sends it for every address. Raises :class:`OSError`."""
    return (static_root() / "index.html").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def manifest() -> dict[str, dict[str, Any]]:
    """Its scripts: name, file, imports. Empty, with a line in the log, where it can't be read."""
    try:
        chunks = json.loads((static_root() / "manifest.json").read_text(encoding="utf-8"))
        return {key: chunk for key, chunk in chunks.items() if isinstance(chunk.get("file"), str)}
    except (OSError, ValueError, AttributeError):
        log.exception("Streamlit's manifest can't be read: nothing is preloaded")
        return {}
