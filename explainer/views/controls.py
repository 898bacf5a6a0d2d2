"""The blocks that a reader works with: filters and choices, ways back, files to take away, the poll."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from explainer.find.filters import Chip
from explainer.find.state import NOTHING, State
from explainer.site import SitePage
from explainer.views.inline import Inline, Outside

Rows = Sequence[Sequence[object]]
"""Rows of a table for a spreadsheet, its columns first; ``None`` is an empty cell."""


@dataclass(frozen=True)
class Field:
    """One widget of a page: its key in the address, its label, its options and what is chosen.

    ``one`` is a list to choose one from, ``tabs`` the same side by side, ``pages`` numbers of pages; the other kinds
    are those of filters (:class:`explainer.find.filters.Filter`).
    """

    key: str
    label: str
    kind: Literal["text", "several", "list", "switch", "least", "one", "tabs", "pages"]
    options: tuple[str, ...] = ()
    """What the address says: an id, or the option's own words."""
    names: tuple[str, ...] = ()
    """What a reader sees for each option; the options themselves where it is empty."""
    chosen: tuple[str, ...] = ()
    default: str = ""
    """What is chosen where the address says nothing; the first option where it is empty."""
    hint: str = ""
    folded: bool = False
    ends: tuple[int, int] = (0, 0)
    step: int = 1
    written_by: Literal["Streamlit", "page", "nobody"] = "Streamlit"
    """Who writes the choice into the address: Streamlit (what a reader sees), the page (the option), or nobody."""
    resets: tuple[str, ...] = ()
    """Query parameters that are removed from the address when this choice changes."""

    @property
    def can_be_off(self) -> bool:
        """Whether it is a filter, which may let everything pass; a choice always has one of its options."""
        return self.kind not in ("one", "tabs", "pages")

    @property
    def is_beside(self) -> bool:
        """Whether it stands in a line with others below the filters; what a page opens stands where its field does."""
        return self.kind in ("one", "tabs") and self.written_by != "page"


@dataclass(frozen=True)
class Filters:
    """The widgets over a list: what is on as chips, and how many things are left."""

    page: SitePage
    fields: tuple[Field, ...]
    chips: tuple[Chip, ...] = ()
    count: Inline = ""
    clear: bool = False
    """Whether there is a button that turns all of them off."""
    more: str = "Filters"
    """What the folded ones stand behind."""
    kept: State = NOTHING
    """The query of the address, which a form of the HTML keeps as it is but for its own fields."""

    @property
    def folded(self) -> tuple[Field, ...]:
        """The fields that are shown only when the reader asks for them."""
        return tuple(each for each in self.fields if each.folded)

    @property
    def more_label(self) -> str:
        """What the folded ones stand behind, and how many of them are on."""
        on = sum(bool(each.chosen) for each in self.folded)
        return f"{self.more} ({on} on)" if on else self.more


@dataclass(frozen=True)
class Loosen:
    """Shown when no record passes all filters: how many would pass without each filter that helps."""

    page: SitePage
    title: str
    text: str
    gains: tuple[tuple[Field, str, int, State], ...] = ()
    """Widget and name of a filter, how many there would be without it, and the state for that."""


@dataclass(frozen=True)
class Button:
    """A way back that the app draws as a button: it changes nothing but the query."""

    label: str
    page: SitePage
    state: State
    """The query that it leads to."""


@dataclass(frozen=True)
class Download:
    """A link to what is shown as a table for a spreadsheet; ``title`` stands above it where a file has several.

    The first row of ``table`` are its columns. :func:`explainer.views.saved.with_addresses` fills in ``address``.
    """

    label: str
    title: str
    table: Callable[[], Rows] = field(compare=False)
    address: str = ""

    @property
    def line(self) -> Inline:
        """The link as it is drawn."""
        return Outside(self.label, self.address)


@dataclass(frozen=True)
class ToCopy:
    """Text to copy as it is: a reference, a quotation, code. ``HERE`` in it stands for the address of the site.

    It only repeats what the page says, so the plain text of a page leaves it out.
    """

    text: str


@dataclass(frozen=True)
class Poll:
    """Seven reactions to a question."""

    question: str
    label: str
