"""A row in words with the source it comes from, and a source with its links."""

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.model import Row
from explainer.content.reference import Source
from explainer.ui.text import plain
from explainer.words.sentences import result_line, source_name

WEAK = " *Rests on one secondary page.*"


def source_link(source: Source) -> str:
    """The source's name as a link to its own page, "reported by" another page, or a name alone."""
    name = plain(source_name(source))
    if source.link == "canonical":
        return f"[{name}]({source.url})"
    if source.link == "secondary":
        return f"{name}, [reported by another page]({source.url})"
    return name


def row_line(content: Content, row: Row) -> str:
    """One statement or result in Markdown, its source behind it."""
    weak = WEAK if getattr(row, "second_check", "") == "weak" else ""
    source = content.sources[row.source]
    if isinstance(row, Fact):
        return f"{plain(row.statement)} Source: {_stopped(source_link(source))}"
    line = result_line(content, row)
    where = f" [Source]({source.url})" if source.link == "canonical" else f" Source: {_stopped(source_link(source))}"
    return f"**{plain(line.who)}** {plain(line.found)} *{plain(line.verdict)}*{weak}{where}"


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def row_lines(content: Content, row_ids: tuple[str, ...]) -> list[str]:
    """:func:`row_line` for several rows, in the given order."""
    return [row_line(content, content.rows[row_id]) for row_id in row_ids]


def identifiers(source: Source) -> str:
    """DOI, PubMed and trial-register links of a source, those it has."""
    links = (
        (source.doi, f"[DOI {plain(source.doi)}](https://doi.org/{source.doi})"),
        (source.pmid, f"[PubMed {source.pmid}](https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/)"),
        (source.nct, f"[{source.nct}](https://clinicaltrials.gov/study/{source.nct})"),
    )
    return " · ".join(text for value, text in links if value)
