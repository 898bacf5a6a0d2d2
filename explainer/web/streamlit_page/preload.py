"""Which of Streamlit's scripts a page needs, so that a browser can ask for all of them at once.

By itself a browser learns only from the running page which scripts it lacks, one round trip after another. Streamlit's
build writes a manifest of its scripts: what each is called, its file, what it imports. Without a manifest that we
understand nothing is preloaded, and pages load as they always did.
"""

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from explainer.web.streamlit_page.build import manifest

log = logging.getLogger(__name__)

TABLE, PICTURE = "Table", "rehype-raw"
"""The part that draws a table, and the one that reads HTML and so pictures inside Markdown."""
EVERYWHERE = ("Button", "Html")
"""Parts that stand around every page."""
PARTS: dict[str, tuple[str, ...]] = {
    "overview": ("ButtonGroup", "Checkbox", PICTURE),
    "conditions": ("TextInput", "ButtonGroup", "Multiselect", "Checkbox", "Selectbox", PICTURE),
    "other-uses": ("TextInput", "ButtonGroup"),
    "trials": ("Selectbox", "ButtonGroup", "Checkbox", "Slider", TABLE, PICTURE),
    "claims": ("ButtonGroup", "Multiselect", TABLE, PICTURE),
    "mechanisms": ("Multiselect", PICTURE),
    "safety": ("Multiselect", "ButtonGroup", TABLE, PICTURE),
    "sheet": ("Selectbox", "ButtonGroup"),
    "timeline": ("TextInput", "ButtonGroup", PICTURE),
    "faq": (
        "TextInput",
        "ButtonGroup",
    ),
    "sources": ("TextInput", "ButtonGroup", "Pagination"),
    "search": ("TextInput",),
    "glossary": ("TextInput",),
    "changes": ("Selectbox",),
}
"""Parts of Streamlit that a page shows as it opens besides those, by their names in the manifest."""
PARTS_OF_A_VIEW: dict[str, tuple[str, ...]] = {"conditions": (TABLE, PICTURE)}
"""The parts for an address that opens one thing (``?condition=ptsd``), if they differ from those of the page."""


def parts_of(page: str, *, view: bool = False) -> tuple[str, ...]:
    """Return the parts that a page shows first; ``view`` says whether the address opens one thing on it."""
    return (*EVERYWHERE, *(PARTS_OF_A_VIEW[page] if view and page in PARTS_OF_A_VIEW else PARTS.get(page, ())))


@lru_cache(maxsize=64)
def scripts_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Files of the scripts behind these parts, each once, with all they import."""
    chunks = manifest()
    named = {chunk.get("name"): key for key, chunk in chunks.items()}
    unknown = [part for part in parts if part not in named]
    if unknown:
        log.warning("Streamlit's manifest has no %s: not preloaded", ", ".join(unknown))
    return tuple(dict.fromkeys(_with_imports(chunks, [named[part] for part in parts if part in named])))


def icon_font() -> str:
    """File of the font that every page of Streamlit's loads; empty if there is none."""
    entry = next((chunk for chunk in manifest().values() if chunk.get("isEntry")), {})
    return next((file for file in entry.get("assets", ()) if "MaterialSymbols" in file), "")


@lru_cache(maxsize=64)
def early_files(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that these parts need as they are first drawn: the icon font, then their scripts."""
    font = icon_font()
    return (*((font,) if font else ()), *scripts_of(parts))


def _with_imports(chunks: dict[str, dict[str, Any]], keys: Iterable[str]) -> list[str]:
    """Files of chunks and of all that they import, themselves or through others."""
    waiting, seen = list(keys), dict[str, str]()
    while waiting:
        key = waiting.pop(0)
        chunk = chunks.get(key, {})
        if key not in seen and "file" in chunk:
            seen[key] = chunk["file"]
            waiting += chunk.get("imports", ())
    return [file for file in seen.values() if file.endswith(".js")]
