"""What a page says before any script has run: its title, and its key content as plain HTML, from the same records.

Where scripts are off, or fail, it is the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from explainer.content import Content
from explainer.settings import SITE_NAME
from explainer.web.crisis import help_line
from explainer.web.first_views import View, chosen_view, page_view
from explainer.web.markup import plain

HOME, SEARCH = "overview", "search"
OPENING = 200
"""How many characters of a text stand in a description."""
WIDE = ("conditions",)
"""Pages that use the whole width of the window, while no view of them is chosen."""


@dataclass(frozen=True)
class FirstPaint:
    """A page before its script: what stands in its head, its HTML, and whether there is such a page."""

    title: str
    description: str
    path: str
    """Its own address below the site's, as search engines ought to know it."""
    body: str
    page: str = ""
    """Name of the page; empty where there is none."""
    view: bool = False
    """Whether the query chose a view of the page."""
    about: tuple[str, ...] = ()


def page_name(path: str) -> str:
    """The name a path may have among the pages; the first page has none in its address."""
    name = path.strip("/")
    return HOME if name == "" else "" if name == HOME else name


@dataclass(frozen=True)
class Menu:
    """The label of each page by its name: those in the menu, and those in the bar above the title."""

    pages: tuple[tuple[str, str], ...]
    bar: tuple[tuple[str, str], ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every page's name."""
        return tuple(name for name, _ in (*self.pages, *self.bar))


def first_paint(content: Content, menu: Menu, path: str, query: Mapping[str, str]) -> FirstPaint:
    """The first paint of an address."""
    name = page_name(path)
    if name not in menu.names() or name not in content.pages:
        return _not_found(content, menu)
    view = chosen_view(content, name, query)
    return _painted(content, menu, name, view.query if view else ())


@lru_cache(maxsize=256)
def _painted(content: Content, menu: Menu, name: str, query: tuple[tuple[str, str], ...]) -> FirstPaint:
    view = (chosen_view(content, name, dict(query)) if query else None) or page_view(content, name)
    path = "" if name == HOME else name
    main = _main(view, () if name == SEARCH else menu.bar, wide=name in WIDE and not query)
    return FirstPaint(
        title=f"{view.title} · {SITE_NAME}",
        description=opening(view.text),
        path=f"{path}?{urlencode(view.query)}" if view.query else path,
        body=f"{_menu(menu, name)}{main}{_foot(content)}",
        page=name,
        view=bool(view.query),
        about=view.about,
    )


def opening(text: str) -> str:
    """The first words of a text, for a description."""
    words = plain(text)
    return words if len(words) <= OPENING else f"{words[: OPENING - 1].rsplit(' ', 1)[0]}…"


@lru_cache(maxsize=8)
def _not_found(content: Content, menu: Menu) -> FirstPaint:
    words = content.pages["site"].sections["not_found"]
    view = View("Not found", words, f"<h1>Not found</h1><p>{escape(words)}</p>")
    body = f"{_menu(menu, '')}{_main(view, menu.bar, wide=False)}{_foot(content)}"
    return FirstPaint(f"{view.title} · {SITE_NAME}", words, "", body)


def _menu(menu: Menu, here: str) -> str:
    return (
        f'<header><nav aria-label="App pages"><b class="brand">{SITE_NAME}</b>{_links(menu.pages, here)}</nav></header>'
    )


def _links(pages: tuple[tuple[str, str], ...], here: str = "") -> str:
    return "".join(
        f'<a href="./{"" if name == HOME else name}"{" aria-current=page" if name == here else ""}>{escape(label)}</a>'
        for name, label in pages
    )


def _main(view: View, links: tuple[tuple[str, str], ...], *, wide: bool) -> str:
    bar = f'<p class="bar">{_links(links)}</p>' if links else ""
    return f"<main{' class=wide' if wide else ''}>{bar}{view.above}{view.body}</main>"


def _foot(content: Content) -> str:
    site = content.pages["site"]
    return f"<footer><hr>{help_line(content)}<p><small>{escape(plain(site.lead))}</small></p></footer>"
