"""What stands around the app in the page: the first HTML, places for words on the connection, our script."""

import hashlib
import re
from functools import lru_cache
from html import escape
from importlib.metadata import version
from pathlib import Path

from explainer.content import Content
from explainer.settings import site_version
from explainer.web.streamlit_page.hooks import FIRST, HOOKS, VERSION, hooks_json, style

_HERE = Path(__file__).parent
SCRIPTS = (
    "page.js", "app_start.js", "carried.js", "taking_over.js", "reactions.js", "fresh_votes.js", "begin.js",
)  # fmt: skip
"""Modules of our script, each after those that it imports: they are sent as one, without a request of its own."""
_BETWEEN_MODULES = re.compile(r"^import .*\n|^export (?=class |const |function )", re.MULTILINE)


def _script() -> str:
    modules = "".join((_HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f'<script type="module">{_BETWEEN_MODULES.sub("", modules)}</script>'


SCRIPT = _script()
_PICTURES = style((_HERE / "pictures.css").read_text(encoding="utf-8"))
STYLE = style((_HERE / "page.css").read_text(encoding="utf-8")) + _PICTURES
"""How the first HTML and the app share the window, and how pictures look in both."""
_MADE_OF = f"{site_version()} {version('streamlit')} {SCRIPT} {hooks_json()}"
PAGE_VERSION = f"v{hashlib.sha256(_MADE_OF.encode()).hexdigest()[:10]}"
"""Changes with the site, with Streamlit, and with what a page knows of the app."""
_FOR_VERSION = f"<style>:root{{{VERSION}:{PAGE_VERSION}}}</style>"
APP_STYLE = style((_HERE / "app.css").read_text(encoding="utf-8")) + _PICTURES + _FOR_VERSION
"""What Streamlit's theme has no option for, and the version of the page that fits; the app itself brings it."""
_STATUS = '<div class="{}" role="status"{}></div>'


def first_words(body: str) -> str:
    """The first HTML alone, as it stands where no app follows."""
    return f'<div class="{FIRST}">{body}</div>'


def around_the_app(content: Content, body: str) -> str:
    """All that follows the element in which the app is drawn."""
    note, rest = _words(content)
    return f"{first_words(body.replace('<main', f'{note}<main', 1))}{rest}{hooks_json()}{SCRIPT}"


@lru_cache(maxsize=2)
def _words(content: Content) -> tuple[str, str]:
    """The words for a browser without scripts, and the places that screen readers listen to."""
    words = content.pages["site"].sections
    said = {"lost": words["connection_lost"], "updated": words["updated"], "again": words["open_again"]}
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in {**said, "version": PAGE_VERSION}.items())
    note = f'<noscript><p class="note">{escape(words["no_script"])}</p></noscript>'
    return note, _STATUS.format(HOOKS["connection"], told) + _STATUS.format(HOOKS["announcer"], "")
