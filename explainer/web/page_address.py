"""What a request for a page asks for, read from its path and query; names in another case lead to the right address.

Addresses of this site are in small letters. ``/Conditions`` and ``?condition=PTSD`` lead to the right one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus, urlencode

from explainer.content import Content
from explainer.find.state import State
from explainer.site import HOME, PAGES, SitePage, page_named
from explainer.views.opened import ids_by_small_letters
from explainer.views.pages import TEXT_KEYS
from explainer.web.polls import REACTED, Reacted, reacted

_BY_PATH = {"" if page is HOME else page.name: page for page in PAGES}
MOST_PARAMETERS = 200
"""More than anybody means: such an address names nothing."""
_SHORT = 300
"""Longer queries are read anew each time, so that what is kept of them stays small."""


@dataclass(frozen=True)
class PageAddress:
    """A page and what is asked of it."""

    page: SitePage
    state: State
    """Only what the page knows."""
    name: str
    """The same for every way to write the address, whatever else its query has."""
    is_free: bool = False
    """Whether it has free text, so that there is no end of such addresses."""
    vote: Reacted | None = None
    """The vote that the reader has just sent, if it is for one who has."""


@dataclass(frozen=True)
class Moved:
    """The right address of a page, relative to the one that was asked for, and its query."""

    to: str
    query: str = ""


def page_address(content: Content, path: str, query: str) -> PageAddress | Moved | None:
    """What is at a path within the site, such as ``/faq``; ``None`` if no page of ours is there.

    ``query`` is what follows ``?``, as it came.
    """
    name = path.removeprefix("/")
    page = _BY_PATH.get(name)
    if query.count("&") >= MOST_PARAMETERS:
        return None
    if page is not None:
        return (_read if len(query) <= _SHORT else _read.__wrapped__)(content, page.name, query)
    name = name.lower()
    near = HOME if name.rstrip("/") == HOME.name else _BY_PATH.get(name)
    return Moved(_relative(near), right_case(content, near, query)) if near else None


@lru_cache(maxsize=4096)
def _read(content: Content, name: str, query: str) -> PageAddress | Moved:
    page = page_named(name)
    right = right_case(content, page, query)
    if right != query:
        return Moved(_relative(page), right)
    whole = State.from_query(query).filled
    state = State(tuple(pair for pair in whole.values if page.takes(pair[0])))
    return PageAddress(
        page,
        state,
        f"{name}?{urlencode(state.values, doseq=True)}",
        is_free=any(state.all(key) for key in TEXT_KEYS),
        vote=reacted(query),
    )


def right_case(content: Content, page: SitePage, query: str) -> str:
    """The query with the page's own keys, and the id of what it opens, in their right case; the rest as it came."""
    keys = {key.lower(): key for key in (page.key, *page.queries, REACTED) if key}
    ids = ids_by_small_letters(content, page)
    return "&".join(_right_pair(pair, keys, page.key, ids) for pair in query.split("&"))


def _right_pair(pair: str, keys: Mapping[str, str], opening: str, ids: Mapping[str, str]) -> str:
    """One ``key=value`` of a query; as it came if nothing is wrong with it."""
    name, equals, text = pair.partition("=")
    key, value = unquote_plus(name), unquote_plus(text)
    right_key, right_value = keys.get(key.lower(), key), value
    if right_key == opening and value not in ids.values():
        right_value = ids.get(value.lower(), value)
    if (right_key, right_value) == (key, value):
        return pair
    return urlencode({right_key: right_value}) if equals else right_key


def _relative(page: SitePage) -> str:
    return f"./{'' if page is HOME else page.name}"
