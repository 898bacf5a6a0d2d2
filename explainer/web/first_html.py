"""What an address says before any script has run, as HTML; where scripts are off, or fail, it is the page."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from explainer.content import Content
from explainer.find.state import NOTHING, State
from explainer.settings import ASSETS, SITE_NAME
from explainer.site import HOME, PAGES, SEARCH, SHEET, SitePage
from explainer.views import blocks as b
from explainer.views.cite import cited_view
from explainer.views.frame import foot, terms_of_view, words_used
from explainer.views.html import html
from explainer.views.pages import TEXT_KEYS, view
from explainer.views.view import View
from explainer.web.shared import Shared, shared

OPENING = 200
"""How many characters of a text stand in a description."""


@dataclass(frozen=True)
class FirstHtml:
    """A page before its scripts: what stands in its head, its HTML, and its status."""

    title: str
    description: str
    path: str
    """The canonical address, relative to the address of the site."""
    body: str
    page: SitePage | None = None
    """``None`` where there is no such page."""
    at: str = ""
    """Id of the thing that is opened, if one is."""
    shared: Shared | None = None
    """What other sites show of a link to it."""
    is_complete: bool = True
    """Whether everything that the address names is there; else the answer is 404."""


def first_html(content: Content, page: SitePage, state: State) -> FirstHtml:
    """The first HTML of a page and what is asked of it. The last without free text are kept."""
    return (_made if any(state.all(key) for key in TEXT_KEYS) else _kept)(content, page, state)


def _made(content: Content, page: SitePage, state: State) -> FirstHtml:
    shown = view(content, page, state)
    name = "" if page is HOME else page.name
    return FirstHtml(
        title=f"{shown.title} · {SITE_NAME}",
        description=opening(shown.description),
        path=f"{name}?{urlencode({page.key: shown.at})}" if shown.at else name,
        body=body_of(content, page, shown, state),
        page=page,
        at=shown.at,
        shared=shared(content, page, shown),
        is_complete=shown.is_complete,
    )


_kept = lru_cache(maxsize=64)(_made)
"""Few, because each has 90 kB: for pages with polls, which go out with new numbers every few seconds."""


@lru_cache(maxsize=8)
def no_page(content: Content) -> FirstHtml:
    """The first HTML of an address at which there is no page."""
    words = content.pages["site"].sections["not_found"]
    blocks = (b.Heading("Not found", 1), b.Paragraph(words))
    body = body_of(content, None, View("Not found", words, blocks))
    return FirstHtml(f"Not found · {SITE_NAME}", words, "", body, is_complete=False)


def opening(text: str) -> str:
    """The first words of a text, for a description."""
    words = " ".join(text.replace("**", "").split())
    return words if len(words) <= OPENING else f"{words[: OPENING - 1].rsplit(' ', 1)[0]}…"


def body_of(content: Content, page: SitePage | None, shown: View, state: State = NOTHING) -> str:
    """Menu, search, the page, its foot."""
    menu = _links([each for each in PAGES if each.in_menu], page)
    words = html(words_used(terms_of_view(content, page, shown))) if page else ""
    find = "" if page is SEARCH else f'<a class="find" href="{SEARCH.address()}">{SEARCH.menu}</a>'
    style = f"<style>{(ASSETS / 'sheet.css').read_text(encoding='utf-8')}</style>" if page is SHEET else ""
    return (
        f'{style}<header><nav aria-label="App pages"><b class="brand">{SITE_NAME}</b>{menu}</nav>{find}</header>'
        f"<main{' class=wide' if page and page.wide and not shown.at else ''}>{html(shown.blocks)}{words}</main>"
        f"<footer><hr>{html(foot(content, page, state, cited_view(content, page, shown) if page else None))}</footer>"
    )


def _links(pages: list[SitePage], here: SitePage | None = None) -> str:
    return "".join(
        f'<a href="{page.address()}"{" aria-current=page" if page is here else ""}>{escape(page.menu)}</a>'
        for page in pages
    )
