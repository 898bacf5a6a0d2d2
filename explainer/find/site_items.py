"""Everything on the site that has an address of its own: what it is called, what it is about, where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.trials import DRUGS, TrialResult
from explainer.evidence.summary import summaries
from explainer.words.sentences import people_words, source_name

LONGEST_DETAIL = 150


@dataclass(frozen=True)
class Item:
    """One thing to be found: ``names`` count for more than ``texts``; page and query are its address."""

    kind: str
    title: str
    detail: str
    page: str
    query: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()


def site_items(content: Content) -> tuple[Item, ...]:
    """All items, by kind, each kind in the order of its page."""
    kinds = (_conditions, _questions, _terms, _mechanisms, _claims, _trials, _events, _sources)
    return tuple(item for kind in kinds for item in kind(content))


def _short(text: str) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_DETAIL else text[:LONGEST_DETAIL].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _conditions(content: Content) -> Iterator[Item]:
    for row in summaries(content):
        summary = row.condition.summary
        names = (row.name, *row.condition.other_names)
        texts = (summary, row.mechanism_words, row.family, row.reading.reading)
        detail = f"{row.reading.reading}: {row.reading.why}"
        yield Item("conditions", row.name, _short(detail), "conditions", (("condition", row.id),), names, texts)


def _questions(content: Content) -> Iterator[Item]:
    for answer in content.faq.values():
        said = (answer.short, answer.answer)
        names = (answer.question, *answer.also_asked)
        yield Item("questions", answer.question, _short(said[0]), "faq", (("q", answer.id),), names, said)


def _terms(content: Content) -> Iterator[Item]:
    for term in content.glossary.values():
        said = term.explanation
        yield Item("words", term.term, _short(said), "glossary", (("term", term.id),), term.forms, (said,))


def _mechanisms(content: Content) -> Iterator[Item]:
    for each in content.mechanisms.values():
        said = each.summary
        names = (each.name, *each.other_names)
        yield Item("mechanisms", each.name, _short(said), "mechanisms", (("step", each.id),), names, (said,))


def _claims(content: Content) -> Iterator[Item]:
    for claim in content.claims:
        detail = _short(f"{claim.verdict}: {claim.why}")
        yield Item("claims", claim.claim, detail, "claims", (("claim", claim.id),), (claim.claim,), (claim.why,))


def _trials(content: Content) -> Iterator[Item]:
    """One item a trial and condition; it leads to the main outcome, or to the first result."""
    results: dict[tuple[str, str], list[TrialResult]] = {}
    for row in content.results:
        results.setdefault((row.trial, row.condition), []).append(row)
    for (_, condition), rows in results.items():
        row = next((row for row in rows if row.is_primary), rows[0])
        source = content.sources[row.source]
        name = content.conditions[condition].name
        against = "no comparison group" if row.comparator_kind == "none" else f"against {row.comparator}"
        detail = _short(", ".join(part for part in (people_words(row), against) if part))
        query = (("of", condition), ("outcome", row.family), ("row", row.id))
        names = (source_name(source), row.trial)
        texts = (name, source.title, row.comparator, DRUGS[row.drug], *(row.outcome for row in rows))
        yield Item("trials", f"{names[0]}: {_inside(name)}", detail, "trials", query, names, texts)


def _inside(name: str) -> str:
    """A condition's name as it stands inside a sentence."""
    return name[0].lower() + name[1:]


def _events(content: Content) -> Iterator[Item]:
    for event in content.events:
        if event.id in content.duplicates:
            continue
        when = date_words(event.date) if event.date else "no date known"
        names, texts = (event.title,), (event.statement, event.date or "", event.kind)
        detail = _short(f"{when}: {event.statement}")
        yield Item("events", event.title, detail, "timeline", (("event", event.id),), names, texts)


def _sources(content: Content) -> Iterator[Item]:
    for source in content.sources.values():
        known = (source_name(source), source.kind, source.publisher)
        texts = (source.publisher, source.doi, source.pmid, source.nct, source.kind, source.id)
        names = (source.title, source.authors_short, str(source.year or ""))
        detail = _short(" · ".join(dict.fromkeys(part for part in known if part)))
        yield Item("sources", source.title, detail, "sources", (("source", source.id),), names, texts)
