"""Search: everything on the site with an address of its own, by kind (``?for=ptsd``)."""

from collections.abc import Sequence

from explainer.content import Content
from explainer.find.items import Item
from explainer.find.site_search import search, suggestions
from explainer.find.state import State
from explainer.site import SEARCH
from explainer.views import blocks as b
from explainer.views.index import site_index
from explainer.views.inline import Bold, Break, Small, link
from explainer.views.parts import head, page_view
from explainer.views.view import View

KEY = "for"
"""Name of the query in the address."""
EXAMPLE = "for example PTSD, bladder, MADRS"
FIRST = 5
MOST = 60
"""Most results listed per kind."""


def search_page(content: Content, state: State) -> View:
    """The page with its results."""
    query = state.one(KEY) or ""
    results = search(site_index(content), query)
    number = sum(map(len, results.values()))
    chosen = (query,) if query else ()
    box = b.Field(KEY, "Search the whole site", "text", chosen=chosen, hint=EXAMPLE, written_by="page")
    words = content.pages[SEARCH.name].sections
    lists = (block for kind, items in results.items() for block in _kind(words[kind], kind, items))
    blocks = (
        *head(content, SEARCH),
        b.Filters(SEARCH, (box,), count=(Bold(str(number)), " found.") if number else ""),
        *lists,
        *(() if results or not query.strip() else _nothing(content, query)),
    )
    return page_view(content, SEARCH, blocks)


def _kind(heading: str, kind: str, items: Sequence[Item]) -> b.Blocks:
    """A heading with the number of results, the first few, and the rest behind a click."""
    rest = items[FIRST:MOST]
    left_out = f" (only the first {MOST})" if len(items) > MOST else ""
    more = (b.Fold(f"More {heading.lower()}{left_out}", _list(rest), key=f"more-{kind}", lazy=True),) if rest else ()
    return (b.Heading(f"{heading} ({len(items)})", 2, kind), *_list(items[:FIRST]), *more)


def _list(items: Sequence[Item]) -> b.Blocks:
    return tuple(
        b.Paragraph((link(item.page, Bold(item.title), **dict(item.query)), Break(), Small(item.detail)))
        for item in items
    )


def _nothing(content: Content, query: str) -> b.Blocks:
    text = content.pages[SEARCH.name].sections["nothing"]
    ways = [link(SEARCH, f"Did you mean {word}?", **{KEY: word}) for word in suggestions(site_index(content), query)]
    return (b.Notice("Nothing found", text, tuple(ways)),)
