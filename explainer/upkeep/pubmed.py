"""New papers on PubMed, by the E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25499/): search, then summaries."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from explainer.upkeep.finds import Find
from explainer.upkeep.http import Answer, NoAnswerError, Service

TERM = (
    "(ketamine[Title/Abstract] OR esketamine[Title/Abstract]) AND "
    "(randomized controlled trial[Publication Type] OR randomized[Title/Abstract] OR randomised[Title/Abstract])"
)
"""Papers wait for weeks until PubMed gives them a type, so words in the abstract count too."""
A_PAGE = 100
TOOL = "ketamine-in-evidence"


class _Search(Answer):
    count: int
    idlist: tuple[str, ...]


class _Searched(Answer):
    esearchresult: _Search


class _ArticleId(Answer):
    idtype: str
    value: str


class _Summary(Answer):
    uid: str
    title: str
    pubdate: str = ""
    sortpubdate: str = ""
    pubtype: tuple[str, ...] = ()
    articleids: tuple[_ArticleId, ...] = ()


class _Summaries(Answer):
    result: dict[str, Any]


def new_papers(service: Service, since: date, until: date, contact: str) -> Iterator[Find]:
    """Papers that PubMed got from ``since`` to ``until``. Raises :class:`NoAnswerError`."""
    who = {"db": "pubmed", "retmode": "json", "tool": TOOL, "email": contact}
    span = {"datetype": "edat", "mindate": f"{since:%Y/%m/%d}", "maxdate": f"{until:%Y/%m/%d}"}
    start, count = 0, 1
    while start < count:
        page = {"term": TERM, "retstart": str(start), "retmax": str(A_PAGE)}
        answer = service.get("/esearch.fcgi", who | span | page, _Searched)
        if answer is None or not answer.esearchresult.idlist:
            return
        count = answer.esearchresult.count
        start += len(answer.esearchresult.idlist)
        yield from _summaries(service, who, answer.esearchresult.idlist)


def _summaries(service: Service, who: dict[str, str], ids: tuple[str, ...]) -> Iterator[Find]:
    answer = service.get("/esummary.fcgi", who | {"id": ",".join(ids)}, _Summaries)
    for number in ids if answer else ():
        found = answer.result.get(number) if answer else None
        if found is None or "error" in found:  # PubMed has just withdrawn the record
            continue
        try:
            yield _find(_Summary.model_validate(found))
        except ValidationError as error:
            raise NoAnswerError(f"PubMed described {number} in another shape: {error.errors()[0]['msg']}.") from None


def _find(summary: _Summary) -> Find:
    doi = next((each.value for each in summary.articleids if each.idtype == "doi"), "")
    kinds = [kind for kind in summary.pubtype if kind == "Randomized Controlled Trial"]
    why = "publication type: randomised controlled trial" if kinds else "title or abstract: randomised"
    day = summary.sortpubdate[:10].replace("/", "-") or summary.pubdate
    where = f"https://pubmed.ncbi.nlm.nih.gov/{summary.uid}/"
    return {"id": summary.uid, "title": summary.title, "date": day, "why": why, "doi": doi, "address": where}
