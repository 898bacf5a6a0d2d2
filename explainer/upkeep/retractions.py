"""``make retractions``: ask Crossref whether a journal published a notice about a paper that the site cites.

Crossref gives a paper's notices as ``updated-by`` of its record, those of Retraction Watch among them
(https://crossref.gitlab.io/tutorials/get-rw-metadata/). What is found goes into ``var/retractions.csv``, never into
``data/``: a person reads the notice first.
"""

import sys
from collections.abc import Iterator
from urllib.parse import quote

from pydantic import Field

from explainer.content import Content, load
from explainer.content.reference import RetractionKind, Source
from explainer.settings import data_dir, var_dir
from explainer.upkeep.finds import Find, write_finds
from explainer.upkeep.http import Answer, Service, address, command, contact

PAUSE = 0.2
"""Seconds between requests: Crossref asks for no more than a few a second."""
COLUMNS = ("source", "doi", "kind", "date", "notice", "reported_by", "known")
KINDS: dict[str, RetractionKind] = {
    **dict.fromkeys(("retraction", "withdrawal", "removal"), "retraction"),
    "expression_of_concern": "expression of concern",
    **dict.fromkeys(("correction", "corrigendum", "erratum"), "correction"),
}
"""Our kind of notice for Crossref's; others (a new version, a partial retraction) keep Crossref's word."""


class _Date(Answer):
    date_parts: tuple[tuple[int, ...], ...] = Field(default=(), alias="date-parts")


class _Notice(Answer):
    doi: str = Field(default="", alias="DOI")
    type: str
    source: str = ""
    updated: _Date = _Date()


class _Work(Answer):
    updated_by: tuple[_Notice, ...] = Field(default=(), alias="updated-by")


class _Message(Answer):
    message: _Work


def notices(service: Service, source: Source) -> list[Find] | None:
    """The notices about a source, each once; ``None`` where Crossref does not know its DOI."""
    answer = service.get(f"/works/{quote(source.doi, safe='')}", {}, _Message)
    if answer is None:
        return None
    found: dict[tuple[str, str], Find] = {}
    for notice in answer.message.updated_by:
        kind = KINDS.get(notice.type.replace("-", "_"), notice.type)
        known = "yes" if kind == source.retracted_kind else "no"
        find = {"source": source.id, "doi": source.doi, "kind": kind, "date": _date(notice.updated), "known": known}
        where = f"https://doi.org/{notice.doi}" if notice.doi else ""
        found.setdefault((kind, notice.doi.lower()), find | {"notice": where, "reported_by": notice.source})
    return list(found.values())


def _date(date: _Date) -> str:
    """``2021-03-05``, or as much of it as is known."""
    year, *rest = date.date_parts[0] if date.date_parts and date.date_parts[0] else (0,)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)]) if year else ""


def ask(content: Content, service: Service) -> tuple[list[Find], list[str]]:
    """All notices, those we do not know first, and the ids of sources whose DOI Crossref does not know."""
    finds, unknown = [], []
    for source in _with_doi(content):
        found = notices(service, source)
        finds += found or []
        unknown += [source.id] if found is None else []
    return sorted(finds, key=lambda find: (find["known"], find["kind"] == "correction", find["source"])), unknown


def _with_doi(content: Content) -> Iterator[Source]:
    return (source for source in content.sources.values() if source.doi)


def run() -> None:
    """Ask about every DOI of ``data/sources.csv`` and write what was found. Raises ``NoAnswerError``."""
    content = load(data_dir())
    with Service(address("EXPLAINER_CROSSREF", "https://api.crossref.org"), contact(), PAUSE) as service:
        print(f"Asking {service.base} about {sum(1 for _ in _with_doi(content))} papers; that takes a few minutes.")
        finds, unknown = ask(content, service)
    path = var_dir() / "retractions.csv"
    write_finds(path, COLUMNS, finds)
    new = [find for find in finds if find["known"] == "no"]
    for find in new:
        print(f"  {find['source']}: {find['kind']}, {find['date']}, {find['notice']}")
    print(f"{len(new)} notices are not in data/sources.csv yet: read them before you fill in the columns. See {path}")
    if unknown:
        print(f"Crossref does not know the DOI of: {', '.join(unknown)}")


if __name__ == "__main__":
    sys.exit(command(run))
