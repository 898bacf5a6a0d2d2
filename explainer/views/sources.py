"""Sources: every publication, label, law and page, with its links and what rests on it (``?source=...``)."""

from collections.abc import Mapping
from functools import lru_cache

from explainer.content import Content
from explainer.content.model import Row
from explainer.content.reference import Source
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.find.usage import rows_by_source, what_was_read
from explainer.reuse.package import ARCHIVE, DESCRIPTOR
from explainer.site import SOURCES
from explainer.views import blocks as b
from explainer.views.cite import cite_source_fold, source_files
from explainer.views.inline import Bold, Break, Inline, Outside, Small, joined
from explainer.views.opened import opened
from explainer.views.parts import count_of, filter_bar, head, nothing_left, page_view, source_link
from explainer.views.report import report_blocks
from explainer.views.retracted import notices
from explainer.views.view import View
from explainer.words.sentences import row_sentence

A_PAGE = 25
ROW = "row"
"""Query: the statement whose source is open."""
NO_STATEMENT = b.Notice(
    "Not found", "There is no statement with this name here. The link may be old or mistyped.", missing=True
)
LINKS = {"canonical": "original page", "secondary": "reported on another page", "none": "no page known"}


def sources(content: Content, state: State) -> View:
    """The page; with ``?source=...`` that source stands first, with ``?row=...`` a statement and its source."""
    target, row_id = opened(content, SOURCES, state), state.one(ROW)
    row = content.rows.get(row_id or "")
    at = row.source if row else target.id
    missing = (NO_STATEMENT,) if row_id and not row else target.missing
    filters = source_filters(content)
    resting = _resting(content)
    everything = list(content.sources.values())
    left = matching(everything, filters, state)
    left.sort(key=lambda source: (-len(resting[source.id]), source.title))
    count: Inline = (count_of(len(left), len(content.sources), "sources, those with the most statements first"),)
    blocks = (
        *head(content, SOURCES),
        _data(content),
        filter_bar(SOURCES, filters, state, count),
        *(() if left else (nothing_left(SOURCES, everything, filters, state, "source"),)),
        *missing,
        *(_first(content, content.sources[at], row) if at else ()),
        *_page_of(content, left, state, at),
    )
    if not at:
        return page_view(content, SOURCES, blocks)
    return View(content.sources[at].title, content.pages[SOURCES.name].description, blocks, at)


def _data(content: Content) -> b.Paragraph:
    """Where the tables are to be had."""
    links = (
        Outside("all tables in one file", f"./data/{ARCHIVE}"),
        Outside("what they mean", f"./data/{DESCRIPTOR}"),
        Outside("the API", "./api/v1/"),
    )
    return b.Paragraph(Small((content.pages["site"].sections["reuse"], " ", joined(links, " · "), ".")))


def source_filters(content: Content) -> tuple[Filter[Source], ...]:
    """The filters over the sources."""
    words = content.pages[SOURCES.name].sections
    kinds = tuple(sorted({words[source.kind] for source in content.sources.values()}))
    return (
        Filter("works", "Search sources", "text", _words, hint="for example Cochrane"),
        Filter("work", "Kind", "several", lambda source: (words[source.kind],), kinds),
    )


def _words(source: Source) -> tuple[str, ...]:
    return (source.title, source.authors_short, str(source.year or ""), source.publisher, source.doi, source.id)


@lru_cache(maxsize=8)
def _resting(content: Content) -> Mapping[str, list[Row]]:
    return rows_by_source(content)


def _first(content: Content, source: Source, row: Row | None) -> b.Blocks:
    """The source that is open, below the statement that was asked for; how to cite it and to report a wrong number."""
    card = source_card(content, source)
    if row is None:
        way = report_blocks(content, SOURCES.address(source.id), source.title, source.id)
        intro = b.Paragraph("The source you opened, then all others.", note=True)
        return (intro, card, cite_source_fold(source), *way)
    said = row_sentence(content, row)
    statement = (b.Paragraph(said), *report_blocks(content, SOURCES.address(row=row.id), said, row.id))
    intro = b.Paragraph("The statement you opened, its source, then all other sources.", note=True)
    return (intro, b.Group(statement, card=True), card)


def _page_of(content: Content, left: list[Source], state: State, first: str) -> b.Blocks:
    """One page of the list, with the numbers of all pages above it."""
    pages = max(1, -(-len(left) // A_PAGE))
    number = state.one("leaf") or "1"
    page = min(int(number), pages) if number.isascii() and number.isdigit() and int(number) > 0 else 1
    visible = left[(page - 1) * A_PAGE : page * A_PAGE]
    cards = tuple(source_card(content, source) for source in visible if source.id != first)
    field = b.Field("leaf", "Page", "pages", chosen=(str(page),), ends=(1, pages))
    return (b.Filters(SOURCES, (field,) if pages > 1 else ()), *cards)


def source_card(content: Content, source: Source) -> b.Group:
    """One source with its links and the statements that rest on it."""
    rows = _resting(content)[source.id]
    kind = content.pages[SOURCES.name].sections[source.kind]
    read = what_was_read(rows)
    unknown = "" if source.link != "none" else "no link known"
    known = joined((identifiers(source), f"we read: {read}" if read else "", unknown), " · ") or LINKS[source.link]
    noun = "statement is based" if len(rows) == 1 else "statements are based"
    resting = b.bullets([row_sentence(content, row) for row in rows]) or (b.Paragraph("Used as background only."),)
    where = joined((source_link(source), kind, source.publisher), " · ")
    return b.Group(
        (
            b.Paragraph((Bold(source.title), Break(), where)),
            b.Paragraph(Small((known, " · Cite: ", source_files(source)))),
            *notices([source]),
            b.Fold(f"{len(rows)} {noun} on it", resting),
        ),
        key=f"source-{source.id}",
        card=True,
    )


def identifiers(source: Source) -> Inline:
    """DOI, PubMed and trial-register links of a source, those it has."""
    links: tuple[tuple[str, str, str], ...] = (
        (source.doi, f"DOI {source.doi}", f"https://doi.org/{source.doi}"),
        (source.pmid, f"PubMed {source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"),
        (source.nct, source.nct, f"https://clinicaltrials.gov/study/{source.nct}"),
    )
    return joined([Outside(words, url) for value, words, url in links if value], " · ")
