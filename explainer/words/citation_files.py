"""A reference as a file that reference managers read: BibTeX, RIS, CSL-JSON, or plain text in APA style."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import rispy
from pylatexenc.latexencode import RULE_DICT, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from explainer.words.citation import ET_AL, Cited, CitedKind, apa, csl_json

BIBTEX: Mapping[CitedKind, str] = {"article-journal": "article", "report": "techreport"}
"""Types of BibTeX entries; everything else is ``misc``."""
RIS: Mapping[CitedKind, str] = {
    "article-journal": "JOUR",
    "document": "GEN",
    "legislation": "STAT",
    "report": "RPRT",
    "webpage": "ELEC",
}
"""Types of RIS references."""
_BRACES = {ord("{"): "\\textbraceleft", ord("}"): "\\textbraceright"}  # BibTeX counts even those after a backslash
_LATEX = UnicodeToLatexEncoder(
    conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, _BRACES), "defaults"],
    unknown_char_policy="keep",
    unknown_char_warning=False,
)


def bibtex(cited: Cited, accessed: str) -> str:
    """The reference as a BibTeX entry. ``accessed`` is the day on which it is fetched, as ``2026-11-30``."""
    kind = BIBTEX.get(cited.kind, "misc")
    where = {"article": "journal", "techreport": "institution"}.get(kind, "howpublished")
    year, *month = cited.date.split("-")[:2]
    texts = {
        "author": _bibtex_author(cited.author),
        "title": f"{{{_LATEX.unicode_to_latex(cited.title)}}}",
        where: _LATEX.unicode_to_latex(cited.within),
        "year": year,
        "month": "".join(month),
        "doi": cited.doi,
        "url": cited.url,
        "urldate": accessed if cited.url else "",
        "version": cited.version,
    }
    fields = (f"  {name} = {{{text}}}" for name, text in texts.items() if text)
    return f"@{kind}{{{cited.id},\n" + ",\n".join(fields) + "\n}\n"


def _bibtex_author(author: str) -> str:
    """``Feder and others``; a name in braces is one name, whatever words it has."""
    name = _LATEX.unicode_to_latex(author.removesuffix(ET_AL))
    braced = f"{{{name}}}" if name else ""
    return f"{braced} and others" if author.endswith(ET_AL) else braced


def ris(cited: Cited, accessed: str) -> str:
    """The reference in RIS format."""
    numbers = cited.date.split("-") if cited.date else []
    fields = {
        "type_of_reference": RIS[cited.kind],
        "authors": [cited.author] if cited.author else [],
        "year": numbers[0] if numbers else "",
        "date": "/".join([*numbers, "", "", ""][:3]) if len(numbers) > 1 else "",
        "title": cited.title,
        "secondary_title": cited.within,
        "doi": cited.doi,
        "urls": [cited.url] if cited.url else [],
        "access_date": accessed.replace("-", "/") if cited.url else "",
        "edition": cited.version,
    }
    return str(rispy.dumps([{name: value for name, value in fields.items() if value}])).removeprefix("1.\n")


@dataclass(frozen=True)
class CitationFormat:
    """A kind of file: what readers call it, its type, and how it is made from a work and the day of fetching it."""

    name: str
    mime: str
    make: Callable[[Cited, str], str]


FORMATS: Mapping[str, CitationFormat] = {
    "bib": CitationFormat("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": CitationFormat("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "json": CitationFormat(
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        lambda cited, accessed: json.dumps([csl_json(cited, accessed)], ensure_ascii=False, indent=1),
    ),
    "txt": CitationFormat("text", "text/plain", lambda cited, _: f"{apa(cited)}\n"),
}
"""The formats by the ending of their files."""
