"""Text inside blocks: a tiny typed markup. A text is a string or a tuple of strings and spans."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from explainer.charts.style import Picture
from explainer.find.state import State
from explainer.site import SitePage


@dataclass(frozen=True)
class Bold:
    """Text that stands out."""

    text: "Inline"


@dataclass(frozen=True)
class Italic:
    """Text in another voice: a verdict, a remark on a date."""

    text: "Inline"


@dataclass(frozen=True)
class Small:
    """Text in small print."""

    text: "Inline"


@dataclass(frozen=True)
class Mark:
    """A symbol in a colour of the theme; the word that follows says the same."""

    symbol: str
    colour: str


@dataclass(frozen=True)
class Break:
    """A new line inside a paragraph."""


@dataclass(frozen=True)
class Link:
    """A link to a page of the site, or to what it opens. Make it with :func:`link`."""

    text: "Inline"
    address: str
    hint: str = ""
    """What a pointer that rests on it says: the explanation of a word."""


@dataclass(frozen=True)
class Outside:
    """A link that leaves the pages of the site: a source, a telephone number, a file of data."""

    text: "Inline"
    url: str


@dataclass(frozen=True)
class Drawing:
    """A picture as small as a word; the words beside it say the same."""

    picture: Picture


Span = Drawing | Bold | Italic | Small | Mark | Break | Link | Outside
Inline = str | Span | tuple["Inline", ...]
"""Text of a block; parts of a tuple follow each other without a space."""


def link(page: SitePage, text: Inline, at: str = "", **query: str) -> Link:
    """A link to a page, or to the thing ``at`` on it. Raises ``ValueError`` for what the page does not know."""
    return Link(text, page.address(at, **query))


def address(page: SitePage, state: State) -> str:
    """The address of a page with a query."""
    query = urlencode(state.values, doseq=True)
    return f"{page.address()}?{query}" if query else page.address()


def link_to(page: SitePage, text: Inline, state: State) -> Link:
    """A link to a page with a query whose keys may have several values."""
    return Link(text, address(page, state))


def joined(parts: Iterable[Inline], between: str) -> Inline:
    """The parts with a text between each two; empty parts are left out."""
    whole: list[Inline] = []
    for part in parts:
        if part:
            whole += [between, part] if whole else [part]
    return tuple(whole)


def plain(text: Inline) -> str:
    """The words alone."""
    if isinstance(text, str):
        return text
    if isinstance(text, tuple):
        return "".join(map(plain, text))
    if isinstance(text, Mark):
        return text.symbol
    if isinstance(text, Drawing):
        return ""
    return "\n" if isinstance(text, Break) else plain(text.text)


def links_in(text: Inline) -> list[Link]:
    """Every link to a page of the site inside a text."""
    if isinstance(text, Link):
        return [text]
    if isinstance(text, tuple):
        return [link for part in text for link in links_in(part)]
    return links_in(text.text) if isinstance(text, Bold | Italic | Small | Outside) else []


_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def marked(text: str) -> Inline:
    """Our texts' own small markup (``**bold**``) as a text of a block; line breaks are spaces."""
    parts: list[Inline] = [
        Bold(" ".join(part.split())) if number % 2 else re.sub(r"\s+", " ", part)
        for number, part in enumerate(_BOLD.split(text))
    ]
    return tuple(part for part in parts if part)
