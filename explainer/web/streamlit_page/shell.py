"""Streamlit's page as a shell with places for ours: read once, filled for every answer.

Streamlit sends an empty page and fills it when its scripts have run. The shell keeps that page except for its title,
its words for browsers without scripts, and the preload of its text font, which this site never shows.

Streamlit's page names one main script and preloads what that imports. A browser would run them all together when the
last one has arrived, which blocks a phone for a third of a second. So each becomes its own script, the main one last.
None of them is in the page as a running script: it has their names as JSON, and ``page.js`` inserts them when the app
starts.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from explainer.web.app_mode import AppMode
from explainer.web.streamlit_page.build import index_html

log = logging.getLogger(__name__)

ROOT_ID = "root"
"""Where Streamlit's app is drawn."""
START_ID = "app-start"
"""Id of the JSON object that says when the app starts, and with which files."""


class ShellError(ValueError):
    """Streamlit's page lacks a place that we need."""


@dataclass(frozen=True)
class Shell:
    """Streamlit's page, cut at the places where our head, our first HTML and the scripts go."""

    head: str
    """From its beginning to the end of its head."""
    body: str
    """From there to the end of the element in which the app is drawn."""
    end: str
    """What follows."""
    scripts: tuple[str, ...]
    """Addresses of the scripts that it needs, the main one last."""
    sheets: tuple[str, ...]
    """Addresses of its style sheets."""

    def page(self, head: str, first: str, files: Sequence[str] = (), mode: AppMode = "soon") -> str:
        """The page with our head and our first HTML in their places; ``files`` are what the app needs besides."""
        more = [f"./{file}" for file in files if f"./{file}" not in self.scripts]
        start = {"mode": mode, "sheets": self.sheets, "scripts": self.scripts, "files": more}
        told = f'<script type="application/json" id="{START_ID}">{json.dumps(start)}</script>'
        early = "".join(map(_early, (*self.scripts, *more))) if mode == "soon" else ""
        return f"{self.head}{head}{early}{self.body}{first}{told}{self.end}"


def _early(file: str) -> str:
    """A link by which a browser fetches a script, or a font, before it is needed."""
    kind = 'rel="modulepreload"' if file.endswith(".js") else 'rel="preload" as="font" type="font/woff2"'
    return f'<link {kind} crossorigin href="{file}">'


@lru_cache(maxsize=1)
def shell() -> Shell | None:
    """The shell of the installed Streamlit; ``None``, with a line in the log, if its page is not as we know it."""
    try:
        return read_shell(index_html())
    except (OSError, ShellError) as error:
        log.error("Streamlit's page is sent as it is, without first words: %s", error)
        return None


@lru_cache(maxsize=1)
def own_page() -> str:
    """Streamlit's page as it is; empty if it can't be read."""
    try:
        return index_html()
    except OSError:
        return ""


def read_shell(html: str) -> Shell:
    """The shell of a page. Raises :class:`ShellError`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.parts) != 3 or reader.heads != 1:
        raise ShellError(f'it has no head, or no empty <div id="{ROOT_ID}"></div> in its body')
    if len(reader.main) != 1:
        raise ShellError(f"it has {len(reader.main)} main scripts, not one")
    head, body, end = ("".join(part) for part in reader.parts)
    return Shell(head, body, end, (*reader.imported, *reader.main), tuple(reader.sheets))


class _Reader(HTMLParser):
    """Sorts the tags of Streamlit's page: those that go, those that move, and those that stay where they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[list[str]] = [[]]
        self.heads = 0
        self.main: list[str] = []
        self.imported: list[str] = []
        self.sheets: list[str] = []
        self._left_out = ""
        self._in_root = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep, move or leave out a tag."""
        named = dict(attrs)
        relation = named.get("rel")
        if self._left_out:
            return
        if tag in ("title", "noscript"):
            self._left_out = tag
        elif tag == "script" and named.get("type") == "module" and named.get("src"):
            self._left_out = tag
            self.main.append(str(named["src"]))
        elif tag == "link" and relation == "modulepreload":
            self.imported.append(str(named["href"]))
        elif tag == "link" and relation == "stylesheet":
            self.sheets.append(str(named["href"]))
        elif not (tag == "link" and relation == "preload" and named.get("as") == "font"):
            self._keep(self.get_starttag_text() or "")
            self._in_root = tag == "div" and named.get("id") == ROOT_ID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat ``<link />`` as ``<link>``."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Cut before the end of the head and after the empty element of the app."""
        if self._left_out:
            self._left_out = "" if tag == self._left_out else self._left_out
            return
        if tag == "head":
            self.heads += 1
            self.parts.append([])
        self._keep(f"</{tag}>")
        if tag == "div" and self._in_root:
            self.parts.append([])
        self._in_root = False

    def handle_data(self, data: str) -> None:
        """Keep text, and leave out the space between tags."""
        if data.strip() and not self._left_out:
            self._keep(data)
            self._in_root = False

    def handle_entityref(self, name: str) -> None:
        """Keep a sign that is written by its name."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a sign that is written by its number."""
        self.handle_data(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """Keep the doctype."""
        self._keep(f"<!{decl}>")

    def _keep(self, html: str) -> None:
        self.parts[-1].append(html)
