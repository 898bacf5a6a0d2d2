"""The blocks that pages are made of. Frozen, and without any knowledge of Streamlit or HTML.

A new kind of block costs a branch in each renderer (``app``, ``html``, ``text``, ``json``): it needs a reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from explainer.charts.style import Picture
from explainer.find.state import State
from explainer.site import SitePage
from explainer.views.controls import Button, Download, Field, Filters, Loosen, Poll, Rows, ToCopy
from explainer.views.inline import Inline, Link, Small, marked

__all__ = ["Button", "Download", "Field", "Filters", "Loosen", "Poll", "Rows", "ToCopy"]  # in a module of their own

Level = Literal[1, 2, 3]


@dataclass(frozen=True)
class Heading:
    """A heading. Level 1 is the page's own; ``anchor`` is the name that a link to the part takes."""

    text: str
    level: Level = 2
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a ``note`` stands in small print."""

    text: Inline
    note: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Inline, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells under column names. If ``columns`` is empty, each row is a label and its value.

    ``alt`` says what the table holds, for those who can't see it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    alt: str


@dataclass(frozen=True)
class Fold:
    """Blocks behind a heading that opens and closes: an expander, ``<details>``.

    A ``lazy`` one draws its blocks in the app only once it is opened; text without scripts has them always.
    """

    label: Inline
    blocks: "Blocks"
    key: str = ""
    is_open: bool = False
    lazy: bool = False


@dataclass(frozen=True)
class Folds:
    """Folds of one kind, which can be opened and closed all at once.

    ``kept`` is what the address of the page says: that of all open folds says the same and ``folds=open``.
    """

    folds: tuple[Fold, ...]
    page: SitePage
    kept: State


OPEN_ALL, CLOSE_ALL = "Open all", "Close all"
"""What stands on the buttons of ``Folds``, in the app and in the HTML."""


@dataclass(frozen=True)
class Group:
    """Blocks that belong together: in a frame (``card``), or under a name that style sheets know (``key``)."""

    blocks: "Blocks"
    key: str = ""
    card: bool = False


@dataclass(frozen=True)
class Row:
    """Groups side by side, as many as fit."""

    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Figure:
    """A picture with its finding above and its words below.

    ``marks`` are the links of its marks, by id. ``words`` go into a fold named ``label``: ``None`` takes the picture's
    own lines, ``()`` draws no fold (other blocks say the same). ``saved`` are links to the picture as files, which
    :func:`explainer.views.saved.with_addresses` fills in.
    """

    picture: Picture
    key: str
    marks: Mapping[str, Link] = field(default_factory=dict)
    words: "Blocks | None" = None
    label: str = "This picture in words"
    caption: Inline = ""
    saved: Inline = ""
    chosen: str = ""
    """The id of the mark whose thing is open; the mark stands out."""
    small: bool = False
    """Whether it stands in a column, where only the drawing for a phone has room."""

    @property
    def spoken(self) -> "Blocks":
        """What is said of it in its fold."""
        return (Bullets(self.picture.rows),) if self.words is None else self.words

    @property
    def files(self) -> "Blocks":
        """The line that offers it as files."""
        return (Paragraph(Small(("Save this picture: ", self.saved))),) if self.saved else ()


@dataclass(frozen=True)
class Group100:
    """A group in a picture of 100 people: its name, how many of 100 had the event, and how many were counted."""

    name: str
    number: int
    counted: str = ""


@dataclass(frozen=True)
class Hundred:
    """Pictures of 100 people in two groups, drawn as dots; the text above them has the numbers."""

    text: str
    pair: tuple[Group100, ...]
    colour: Literal["green", "red"]
    """Green where the event is good."""


@dataclass(frozen=True)
class Printed:
    """Blocks that fill one sheet of paper; in print nothing else of the page is left.

    The app draws it as HTML with a style sheet of its own: Streamlit has nothing that prints on exactly one page.
    ``alt`` says what it is to those who can't see it.
    """

    blocks: "Blocks"
    alt: str


@dataclass(frozen=True)
class Notice:
    """A calm remark in place of what was expected, with ways on. ``missing`` means: there is no such thing (404)."""

    title: str
    text: str
    ways_on: tuple[Link, ...] = ()
    missing: bool = False


@dataclass(frozen=True)
class Crisis:
    """Help in a crisis, in a frame of its own."""

    blocks: "Blocks"


@dataclass(frozen=True)
class Dialog:
    """One thing in full, above the page in the app and at its end elsewhere. ``key`` is the query that opened it."""

    title: str
    blocks: "Blocks"
    key: str


Block = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | Fold
    | Folds
    | Group
    | Row
    | Figure
    | Hundred
    | Printed
    | Notice
    | Crisis
    | Filters
    | Loosen
    | Button
    | Download
    | ToCopy
    | Poll
    | Dialog
)
Blocks = tuple[Block, ...]


def prose(text: str) -> Blocks:
    """Our texts' own small markup (paragraphs, ``- `` lists, ``**bold**``) as blocks."""
    return tuple(_block(part.strip()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip())


def _block(part: str) -> Block:
    if part.startswith("- "):
        return Bullets(tuple(marked(item.strip()) for item in re.split(r"\n- ", f"\n{part}")[1:]))
    return Paragraph(marked(part))


def bullets(items: Sequence[Inline]) -> Blocks:
    """A list, or nothing where there are no items."""
    return (Bullets(tuple(items)),) if items else ()
