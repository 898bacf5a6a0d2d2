"""Things of the site that have an address of their own, as the search lists them."""

from dataclasses import dataclass

from explainer.site import SitePage

LONGEST_DETAIL = 150


@dataclass(frozen=True)
class Item:
    """One thing to be found. Page and query are its address; words in ``names`` count for more than in ``texts``."""

    kind: str
    title: str
    detail: str
    page: SitePage
    query: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()


def short(text: str) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_DETAIL else text[:LONGEST_DETAIL].rsplit(" ", 1)[0].rstrip(",;:") + " …"
