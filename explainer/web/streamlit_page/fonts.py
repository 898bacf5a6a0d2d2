"""Streamlit's fonts without what nothing here shows: 14 kB a page in place of 546 kB.

Streamlit loads its icon font on every page. Of its 4,000 icons, only the ones named in Streamlit's own code can appear
(as ``:material/search:``). A browser test checks that no icon is missing.

Streamlit also has a text font. It uses that font until it knows the theme, and then as a fallback, so a browser fetches
it for every character that the system's fonts lack. We empty it: the system then shows such a character as it can.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError

log = logging.getLogger(__name__)

ICON_FONTS, TEXT_FONTS = "**/MaterialSymbols*.woff2", "**/SourceSans*.woff2"
_NAMED = re.compile(r":material/([a-z0-9_]+)")


def icon_names(package: Path) -> set[str]:
    """Every icon that the scripts and the Python of a package name."""
    files = (file for kind in ("*.js", "*.py") for file in package.rglob(kind))
    return {name for file in files for name in _NAMED.findall(file.read_text(encoding="utf-8", errors="ignore"))}


def slim_fonts(folder: Path, icons: set[str]) -> None:
    """Leave only these icons in the icon fonts, and nothing in the text font; a font that can't be read stays."""
    for file in folder.glob(ICON_FONTS):
        _rewrite(file, lambda font: _keep_icons(font, icons))
    for file in folder.glob(TEXT_FONTS):
        _rewrite(file, _keep_nothing)


def _rewrite(file: Path, change: Callable[[TTFont], None]) -> None:
    try:
        font = TTFont(file)
        change(font)
        font.save(file)
    except (TTLibError, KeyError, AttributeError):
        log.exception("the font %s stays as large as it is", file.name)


def _keep_nothing(font: TTFont) -> None:
    subsetter = Subsetter(Options(flavor="woff2", notdef_outline=True))  # no outline at all is no font to Chromium
    subsetter.populate(text=" ")
    subsetter.subset(font)


def _keep_icons(font: TTFont, names: set[str]) -> None:
    glyphs = {name: glyph for name, glyph in _ligatures(font).items() if name in names}
    options = Options(flavor="woff2", layout_features=["*"], layout_closure=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=glyphs.values(), text="".join(glyphs))
    subsetter.subset(font)


def _ligatures(font: TTFont) -> dict[str, str]:
    """The glyph that is drawn for each name: the font replaces the letters of a name by one glyph."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [
        getattr(table, "ExtSubTable", table)
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
    ]
    return {
        "".join(letters.get(glyph, "?") for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for table in tables
        for first, found in getattr(table, "ligatures", {}).items()
        for ligature in found
    }
