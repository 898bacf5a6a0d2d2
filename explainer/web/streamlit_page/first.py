"""What stands around the app in the page: the first HTML, places for words on the connection, our script."""

from functools import lru_cache
from html import escape
from pathlib import Path

from explainer.content import Content
from explainer.web.streamlit_page.hooks import FIRST, HOOKS, hooks_json, style

_HERE = Path(__file__).parent
SCRIPT = f'<script type="module">{(_HERE / "page.js").read_text(encoding="utf-8")}</script>'
_PICTURES = style((_HERE / "pictures.css").read_text(encoding="utf-8"))
STYLE = style((_HERE / "page.css").read_text(encoding="utf-8")) + _PICTURES
"""How the first HTML and the app share the window, and how pictures look in both."""
APP_STYLE = style((_HERE / "app.css").read_text(encoding="utf-8")) + _PICTURES
"""What Streamlit's theme has no option for; the app itself brings it."""
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
    said = "".join(f' data-{name}="{escape(words[f"connection_{name}"])}"' for name in ("lost", "late"))
    note = f'<noscript><p class="note">{escape(words["no_script"])}</p></noscript>'
    return note, _STATUS.format(HOOKS["connection"], said) + _STATUS.format(HOOKS["announcer"], "")
