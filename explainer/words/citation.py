"""How a page or a source is cited: its fields, its reference in APA style, and its fields as CSL-JSON.

The other files for reference managers are made from the same fields in ``citation_files.py``.
"""

from dataclasses import dataclass
from typing import Any, Literal

from explainer.content import Content
from explainer.content.dates import date_parts, date_words
from explainer.content.reference import Source
from explainer.settings import SITE_NAME, site_version

CONTRIBUTORS = f"{SITE_NAME} contributors"
ET_AL = " et al."

CitedKind = Literal["article-journal", "document", "legislation", "report", "webpage"]
"""Kinds of work, in the names of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html)."""
KINDS: dict[str, CitedKind] = {
    "rct": "article-journal",
    "meta-analysis": "article-journal",
    "review": "article-journal",
    "open-label": "article-journal",
    "lab": "article-journal",
    "guideline": "report",
    "regulator": "report",
    "label": "document",
    "law": "legislation",
    "registry": "webpage",
    "history": "webpage",
}
"""What each ``kind`` of a source is called there."""


@dataclass(frozen=True)
class Cited:
    """A work that can be cited. Empty fields are not known."""

    id: str
    kind: CitedKind
    title: str
    author: str = ""
    """As the table has it: ``Feder et al.``, or the name of an organisation."""
    date: str = ""
    """To the day, the month or the year: ``2026-11-29``."""
    within: str = ""
    """The journal, site or publisher."""
    doi: str = ""
    url: str = ""
    version: str = ""


def page_cited(content: Content, name: str, title: str, address: str) -> Cited:
    """A page of this site, or a thing on it: ``name`` is the key of the reference, ``address`` is absolute."""
    date = newest_change(content)
    return Cited(name, "webpage", title, CONTRIBUTORS, date, SITE_NAME, url=address, version=site_version())


def source_cited(source: Source) -> Cited:
    """A source, from its own fields; a DOI is its address where it has one."""
    return Cited(
        source.id,
        KINDS[source.kind],
        source.title,
        source.authors_short,
        str(source.year or ""),
        source.publisher,
        source.doi,
        f"https://doi.org/{source.doi}" if source.doi else source.url,
    )


def newest_change(content: Content) -> str:
    """Date of the newest row of ``data/changes.csv``: the date of the data."""
    return max((change.date for change in content.changes), default="")


def apa(cited: Cited) -> str:
    """The reference in the order of APA style (7th edition): author, date, title, where it stands, address.

    Without an author the title stands first. First names are not in our tables, so authors stay as they are there.
    """
    version = f" (Version {cited.version})" if cited.version else ""
    title, date = _stopped(f"{cited.title}{version}"), f"({_apa_date(cited.date)})."
    first = f"{_stopped(cited.author)} {date} {title}" if cited.author else f"{title} {date}"
    within = _stopped(cited.within) if cited.within and cited.within != cited.author else ""
    return " ".join(part for part in (first, within, cited.url) if part)


def csl_json(cited: Cited, accessed: str) -> dict[str, Any]:
    """The work as one item of CSL-JSON; ``accessed`` is the day on which it is fetched, as ``2026-11-30``."""
    item: dict[str, Any] = {
        "id": cited.id,
        "type": cited.kind,
        "title": cited.title,
        "container-title": cited.within,
        "DOI": cited.doi,
        "URL": cited.url,
        "version": cited.version,
    }
    if cited.author:
        item["author"] = [{"literal": cited.author}]
    if cited.date:
        item["issued"] = {"date-parts": [date_parts(cited.date)]}
    if cited.url:
        item["accessed"] = {"date-parts": [date_parts(accessed)]}
    return {key: value for key, value in item.items() if value}


def _apa_date(date: str) -> str:
    """``2026, November 29``, ``2026, November``, ``2026`` or ``n.d.``."""
    *day, month, year = ["", "", *date_words(date).split()] if date else ["", "", "n.d."]
    month_and_day = " ".join(part for part in (month, *day) if part)
    return f"{year}, {month_and_day}" if month_and_day else year


def _stopped(text: str) -> str:
    """The text with a full stop, unless it has an end of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
