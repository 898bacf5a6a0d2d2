"""The one list of pages, and of the things that each page can open by its address. Imports nothing of the site.

To add a page, start with an entry here. ``docs/adding.md`` lists its other parts; a test names the missing ones.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

Kind = Literal["condition", "result", "claim", "mechanism", "event", "answer", "source", "term"]
"""What can be opened: a record of this kind, by its id."""

HERE = "https://this-site.invalid/"
"""Stands for the address of the site in texts that are copied, until the request is known that asks for them."""
FEED = "changes.atom"
"""Address of the feed of what changed, relative to the site."""


@dataclass(frozen=True)
class SitePage:
    """A page: its name in the address, its name in the menu, and what it opens."""

    name: str
    menu: str
    help: str
    near: tuple[str, ...]
    """Names of the pages that readers go on to."""
    key: str = ""
    """The query that opens one thing: ``condition`` in ``/conditions?condition=ptsd``."""
    kind: Kind | None = None
    """What that query names."""
    queries: tuple[str, ...] = ()
    """Further queries that a link may set, the keys of the page's filters among them."""
    in_menu: bool = True
    """Pages that are not in the menu are linked above or below every page."""
    called: tuple[str, ...] = ()
    """What else readers may call it: the search finds it by these words."""
    wide: bool = False
    """Whether it uses the whole width of the window while nothing is opened on it."""

    def takes(self, key: str) -> bool:
        """Whether a query means something here. One that ends in a hyphen stands for all that begin with it."""
        return key in (self.key, *self.queries) or key.startswith(tuple(q for q in self.queries if q.endswith("-")))

    def address(self, at: str = "", **query: str) -> str:
        """Return a relative address that works from any page of the site: ``./conditions?condition=ptsd``.

        ``at`` is the id of the thing to open. Raises ``ValueError`` if the page can't open anything (no ``key``)
        or does not know a query parameter.
        """
        unknown = [key for key in query if not self.takes(key)]
        if unknown or (at and not self.key):
            raise ValueError(f"the page {self.name!r} opens nothing by {', '.join(unknown) or at!r}")
        queries = ({self.key: at} if at else {}) | query
        path = f"./{'' if self is HOME else self.name}"
        return f"{path}?{urlencode(queries)}" if queries else path


OVERVIEW = SitePage(
    "overview",
    "Overview",
    "All conditions in one picture, what is approved, where to get help.",
    ("conditions", "faq", "safety"),
    queries=("arrange", "active"),
)
CONDITIONS = SitePage(
    "conditions",
    "Conditions",
    "What ketamine was tried for: filter, compare, open one.",
    ("trials", "mechanisms", "sheet"),
    "condition",
    "condition",
    ("find", "family", "reading", "mechanism", "approved", "drug", "route", "controlled", "order", "view", "trusted"),
    wide=True,
)
OTHER_USES = SitePage(
    "other-uses",
    "Other uses",
    "More uses that articles name, and what is known of each.",
    ("conditions", "claims", "faq"),
    queries=("use", "answer"),
    in_menu=False,
)
TRIALS = SitePage(
    "trials",
    "Trials",
    "Every trial result, in plots and in words, and what ketamine was compared with.",
    ("conditions", "claims", "sources"),
    "of",
    "condition",
    ("outcome", "row", "lens", "given", "way", "when", "design", "paid", "main", "least", "trust", "without-"),
)
CLAIMS = SitePage(
    "claims",
    "Fact check",
    "What articles say about ketamine, checked against the evidence.",
    ("trials", "conditions", "faq"),
    "claim",
    "claim",
    ("verdict", "about"),
    called=("claims", "myths"),
)
MECHANISMS = SitePage(
    "mechanisms",
    "How it works",
    "From the dose to its effects, and how well each step is supported.",
    ("conditions", "safety", "glossary"),
    "step",
    "mechanism",
    ("spot", "which", "where"),
)
SAFETY = SitePage(
    "safety",
    "Safety",
    "Side effects with their rates, long-term harms, interactions, approvals.",
    ("faq", "sheet", "conditions"),
    queries=("from", "harm", "by", "against", "dosed", "setting"),
)
SHEET = SitePage(
    "sheet",
    "For your doctor",
    "One page for a condition, to print and take to the doctor.",
    ("conditions", "safety", "faq"),
    "condition",
    "condition",
    ("matters",),
    called=("sheet", "print"),
)
TIMELINE = SitePage(
    "timeline",
    "Timeline",
    "Dated events since the first synthesis, as a picture and as a list.",
    ("claims", "mechanisms", "changes"),
    "event",
    "event",
    ("events", "kind", "place", "era", "folds"),
)
FAQ = SitePage(
    "faq",
    "FAQ",
    "Plain answers to what people ask, with sources and a reaction poll.",
    ("safety", "conditions", "sheet"),
    "q",
    "answer",
    ("ask", "folds"),
    called=("questions", "answers"),
)
SOURCES = SitePage(
    "sources",
    "Sources",
    "Every publication, label and law behind the statements.",
    ("trials", "changes", "timeline"),
    "source",
    "source",
    ("works", "work", "leaf", "row"),
)
SEARCH = SitePage(
    "search",
    "Search",
    "Find anything on this site.",
    ("overview", "conditions", "faq"),
    queries=("for",),
    in_menu=False,
)
GLOSSARY = SitePage(
    "glossary",
    "Glossary",
    "Every scale and term in plain words.",
    ("trials", "faq"),
    "term",
    "term",
    ("word",),
    in_menu=False,
)
CHANGES = SitePage(
    "changes",
    "What changed",
    "What is new since a year you choose.",
    ("timeline", "sources"),
    queries=("since",),
    in_menu=False,
)
HOME = OVERVIEW
PAGES = (
    OVERVIEW,
    CONDITIONS,
    OTHER_USES,
    TRIALS,
    CLAIMS,
    MECHANISMS,
    SAFETY,
    SHEET,
    TIMELINE,
    FAQ,
    SOURCES,
    SEARCH,
    GLOSSARY,
    CHANGES,
)
_BY_NAME = {page.name: page for page in PAGES}


def page_named(name: str) -> SitePage:
    """A page by its name. Raises ``KeyError``."""
    return _BY_NAME[name]


def pages_near(page: SitePage) -> tuple[SitePage, ...]:
    """The pages to go on to, then those that are not in the menu."""
    outside = (other for other in PAGES if not other.in_menu and other is not page)
    return tuple(dict.fromkeys((*map(page_named, page.near), *outside)))


for _page in PAGES:  # a name of no page is an error here and not in front of a reader
    pages_near(_page)
