"""Everything that has an address of its own, with the words that its view shows: what the search looks in."""

from collections.abc import Iterator
from functools import lru_cache

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.evidence.summary import summaries
from explainer.find.items import Item, short
from explainer.find.reports import reports
from explainer.find.site_search import Index, index_of
from explainer.find.state import State
from explainer.site import CLAIMS, CONDITIONS, FAQ, GLOSSARY, MECHANISMS, PAGES, SOURCES, TIMELINE, TRIALS, SitePage
from explainer.views.blocks import Blocks, Paragraph
from explainer.views.claims import claim_card
from explainer.views.condition import condition_blocks
from explainer.views.faq import answer_blocks
from explainer.views.glossary import word
from explainer.views.mechanisms import mechanism_card
from explainer.views.sources import source_card
from explainer.views.text import text
from explainer.views.timeline import event_card
from explainer.views.trials import report_blocks
from explainer.words.sentences import people_words, source_name


@lru_cache(maxsize=8)
def site_index(content: Content) -> Index:
    """Return the index of the whole site, built once for each ``Content``."""
    return index_of(tuple(site_items(content)))


def site_items(content: Content) -> Iterator[Item]:
    """All items, by kind, each kind in the order of its page."""
    for kind in (_pages, _conditions, _questions, _words, _mechanisms, _claims, _trials, _events, _sources):
        yield from kind(content)


def _at(page: SitePage, name: str) -> tuple[tuple[str, str], ...]:
    return ((page.key, name),)


def _texts(blocks: Blocks) -> tuple[str, ...]:
    return (text(blocks),)


def _pages(content: Content) -> Iterator[Item]:
    """The pages themselves, by the words of the menu and by what else they may be called."""
    for page in PAGES:
        yield Item("pages", page.menu, page.help, page, (), (page.menu, page.name, *page.called))


def _conditions(content: Content) -> Iterator[Item]:
    for row in summaries(content):
        names = (row.name, *row.condition.other_names)
        texts = _texts(condition_blocks(content, row, State()))
        detail = short(f"{row.reading.reading}: {row.reading.why}")
        more = (row.mechanism_words, row.family)
        yield Item("conditions", row.name, detail, CONDITIONS, _at(CONDITIONS, row.id), names, (*texts, *more))


def _questions(content: Content) -> Iterator[Item]:
    for answer in content.faq.values():
        names = (answer.question, *answer.also_asked)
        detail = short(answer.short)
        texts = _texts(answer_blocks(content, answer))
        yield Item("questions", answer.question, detail, FAQ, _at(FAQ, answer.id), names, texts)


def _words(content: Content) -> Iterator[Item]:
    for term in content.glossary.values():
        texts = _texts((Paragraph(word(term)),))
        yield Item("words", term.term, short(term.explanation), GLOSSARY, _at(GLOSSARY, term.id), term.forms, texts)


def _mechanisms(content: Content) -> Iterator[Item]:
    for each in content.mechanisms.values():
        names = (each.name, *each.other_names)
        detail = short(each.summary)
        texts = _texts((mechanism_card(content, each),))
        yield Item("mechanisms", each.name, detail, MECHANISMS, _at(MECHANISMS, each.id), names, texts)


def _claims(content: Content) -> Iterator[Item]:
    for claim in content.claims:
        detail = short(f"{claim.verdict}: {claim.why}")
        texts = _texts((claim_card(content, claim),))
        yield Item("claims", claim.claim, detail, CLAIMS, _at(CLAIMS, claim.id), (claim.claim,), texts)


def _trials(content: Content) -> Iterator[Item]:
    """One item a trial and condition; it leads to the result that speaks for the trial."""
    for report in reports(content):
        row = report.main
        source = content.sources[row.source]
        against = "no comparison group" if row.comparator_kind == "none" else f"against {row.comparator}"
        detail = short(", ".join(part for part in (people_words(row), against) if part))
        texts = (source.title, *_texts(report_blocks(content, report)))
        yield Item("trials", report.title, detail, TRIALS, report.query, (source_name(source), row.trial), texts)


def _events(content: Content) -> Iterator[Item]:
    for event in content.events:
        if event.id not in content.duplicates:
            when = date_words(event.date) if event.date else "no date known"
            texts = (*_texts((event_card(content, event),)), event.date or "")
            detail = short(f"{when}: {event.statement}")
            yield Item("events", event.title, detail, TIMELINE, _at(TIMELINE, event.id), (event.title,), texts)


def _sources(content: Content) -> Iterator[Item]:
    for source in content.sources.values():
        kind = content.pages[SOURCES.name].sections[source.kind]
        known = dict.fromkeys(part for part in (source_name(source), kind, source.publisher) if part)
        names = (source.title, source.authors_short, str(source.year or ""), source.doi)
        texts = (*_texts(source_card(content, source).blocks[:2]), source.kind, source.id)
        detail = short(" · ".join(known))
        yield Item("sources", source.title, detail, SOURCES, _at(SOURCES, source.id), names, texts)
