"""What of a page can be saved: its tables, words and blocks, and each picture. Links to them, and their rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from explainer.charts.files import as_rows
from explainer.content import Content
from explainer.find.state import State
from explainer.site import SitePage
from explainer.views import blocks as b
from explainer.views.inline import Inline, Mark, Outside, joined, plain
from explainer.views.opened import names
from explainer.views.text import text
from explainer.views.view import View, walk

PICTURES = {"svg": "SVG", "png": "PNG", "csv": "data (CSV)", "json": "data (Vega-Lite)"}
PAGES = {"csv": "tables (CSV)", "json": "JSON", "txt": "text"}
"""What each ending is called in a link."""


def address(page: SitePage, state: State, kind: str, figure: str = "") -> str:
    """``./download/conditions.csv?family=pain``, or that of a picture: ``./download/conditions/forest-0.svg?...``."""
    query = urlencode(state.values, doseq=True)
    return f"./download/{page.name}{f'/{figure}' if figure else ''}.{kind}{f'?{query}' if query else ''}"


def page_links(content: Content, page: SitePage, state: State) -> Inline:
    """Links to a page as files. What the address names and nobody knows stays out of them."""
    known = names(content, page.kind) if page.kind else {}
    target = state.one(page.key)
    own = _own(page, state if target in known or target in known.values() else state.without(page.key))
    return joined([Outside(words, address(page, own, kind)) for kind, words in PAGES.items()], " · ")


def _own(page: SitePage, state: State) -> State:
    """The part of a query that a page knows."""
    return State(tuple(pair for pair in state.values if page.takes(pair[0])))


def with_addresses(shown: View, page: SitePage, state: State) -> View:
    """The view with the addresses of its files in its figures and downloads, and the query that its forms keep."""
    state = _own(page, state if shown.at else state.without(page.key))
    bars = [block for block in walk(shown.blocks) if isinstance(block, b.Filters)]
    first_page = state.without(*(each.key for bar in bars for each in bar.fields if each.kind == "pages"))

    def addressed(block: b.Block) -> b.Block:
        if isinstance(block, b.Download):
            return replace(block, address=address(page, state, "csv"))
        if isinstance(block, b.Filters):
            return replace(block, kept=first_page)
        if isinstance(block, b.Figure):
            links = [Outside(words, address(page, state, kind, block.key)) for kind, words in PICTURES.items()]
            return replace(block, saved=joined(links, " · "))
        return block

    return replace(shown, blocks=_mapped(shown.blocks, addressed))


def _mapped(blocks: b.Blocks, change: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The blocks with a change to each, those inside others too."""
    return tuple(change(_inside(block, change)) for block in blocks)


def _inside(block: b.Block, change: Callable[[Any], Any]) -> b.Block:
    match block:
        case b.Fold() | b.Group() | b.Crisis() | b.Dialog():
            return replace(block, blocks=_mapped(block.blocks, change))
        case b.Row(groups):
            return replace(block, groups=_mapped(groups, change))
        case b.Folds(folds):
            return replace(block, folds=_mapped(folds, change))
        case b.Figure(words=words) if words:
            return replace(block, words=_mapped(words, change))
    return block


def page_rows(shown: View) -> b.Rows:
    """What a page shows as tables, for a spreadsheet; a page without any gives its lines of text.

    Rows made for a spreadsheet go before those laid out for the page. Several tables stand below each other, each
    under its name.
    """
    blocks = list(walk(shown.blocks))
    made = [(block.title, block.table()) for block in blocks if isinstance(block, b.Download)]
    tables = made or [(block.alt, _cells(block)) for block in blocks if isinstance(block, b.Table)]
    if not tables:
        return [("Text",), *((line,) for line in text(shown.blocks).splitlines() if line)]
    if len(tables) == 1:
        return tables[0][1]
    return [row for title, rows in tables for row in ((title,), *rows, ())][:-1]


def _cells(table: b.Table) -> b.Rows:
    cells = [[" ".join(plain(_unmarked(cell)).split()) for cell in row] for row in table.rows]
    return [table.columns, *cells] if table.columns else cells


def _unmarked(text: Inline) -> Inline:
    """A text without the symbols that stand before a word."""
    if isinstance(text, tuple):
        return tuple(_unmarked(part) for part in text if not isinstance(part, Mark))
    return "" if isinstance(text, Mark) else text


def figure_of(shown: View, key: str) -> b.Figure | None:
    """The figure with a key, if the page has it."""
    return next((block for block in walk(shown.blocks) if isinstance(block, b.Figure) and block.key == key), None)


def figure_rows(figure: b.Figure) -> b.Rows:
    """What the marks of a picture stand for."""
    return as_rows(figure.picture)
