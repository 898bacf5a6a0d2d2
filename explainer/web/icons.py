"""Streamlit's icon font without the icons that nothing here shows: 13 kB in place of 375 kB.

Streamlit loads the font on every page. Of its 4,000 icons only those can be shown that Streamlit's own code names, as
``:material/search:``, and a browser test sees that every icon shown is drawn.
"""

import logging
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError

log = logging.getLogger(__name__)

FONTS = "**/MaterialSymbols*.woff2"
_NAMED = re.compile(r":material/([a-z0-9_]+)")


def icon_names(package: Path) -> set[str]:
    """Every icon that the scripts and the Python of a package name."""
    files = (file for kind in ("*.js", "*.py") for file in package.rglob(kind))
    return {name for file in files for name in _NAMED.findall(file.read_text(encoding="utf-8", errors="ignore"))}


def slim_icon_fonts(folder: Path, names: set[str]) -> None:
    """Leave only the named icons in the icon fonts of a folder; a font that can't be read stays as it is."""
    for file in folder.glob(FONTS):
        try:
            font = TTFont(file)
            _keep(font, names)
            font.save(file)
        except (TTLibError, KeyError, AttributeError):
            log.exception("the icon font %s stays as large as it is", file.name)


def _keep(font: TTFont, names: set[str]) -> None:
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
