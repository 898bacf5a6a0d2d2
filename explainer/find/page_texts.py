"""What a page says, as texts: enough to know which words of the field it uses."""

from collections.abc import Iterable
from functools import lru_cache

from explainer.content import Content
from explainer.content.model import Row
from explainer.content.prose import Condition
from explainer.content.reference import Term
from explainer.find.glossary import terms_in
from explainer.words.sentences import row_sentence

LABELS = {
    "trials": ("interval", "p value", "prediction interval", "variation between trials", "risk difference"),
    "mechanisms": ("bioavailability", "half-life"),
    "sheet": ("main outcome",),
}
"""Words of the field that a page's tables and pictures add to its texts."""


@lru_cache(maxsize=256)
def terms_of_page(content: Content, page: str, condition: str = "") -> tuple[Term, ...]:
    """The words of the glossary that a page uses, or its view of one condition."""
    return terms_in(content, texts_of(content, page, condition))


def texts_of(content: Content, page: str, condition: str = "") -> list[str]:
    """The texts of a page, or of its view of one condition; empty for a page that is not known."""
    words = content.pages.get(page)
    if words is None:
        return []
    texts = [text for key, text in words.texts() if key != "description"]
    opened = content.conditions.get(condition)
    if page in ("conditions", "sheet") and opened:
        return [*texts[2:], *_condition(content, opened)]
    return [*texts, *LABELS.get(page, ()), *_LISTED.get(page, _nothing)(content)]


def _condition(content: Content, condition: Condition) -> list[str]:
    rows = (*condition.key_results, *condition.safety, *condition.speed.rows, *condition.duration.rows)
    texts = [text for _, text in condition.texts()]
    return [*texts, content.readings[condition.id].why, *_sentences(content, (content.rows[row] for row in rows))]


def _sentences(content: Content, rows: Iterable[Row]) -> list[str]:
    return [row_sentence(content, row) for row in rows]


def _nothing(content: Content) -> list[str]:
    return []


def _meanings(content: Content) -> list[str]:
    return [step.meaning for step in content.scale.values()]


def _overview(content: Content) -> list[str]:
    return [*_meanings(content), *(approval.indication for approval in content.approvals)]


def _trials(content: Content) -> list[str]:
    return [text for row in content.results for text in (row.outcome, row.design, row.comparator, row.scale, row.drug)]


def _claims(content: Content) -> list[str]:
    return [text for claim in content.claims for text in (claim.claim, claim.why)]


def _mechanisms(content: Content) -> list[str]:
    said = [text for each in content.mechanisms.values() for _, text in each.texts()]
    return [*said, *_sentences(content, content.pharmacology)]


def _safety(content: Content) -> list[str]:
    tables = (content.adverse_effects, content.interactions, content.misuse, content.approvals)
    return [row.statement for table in tables for row in table]


def _timeline(content: Content) -> list[str]:
    return [text for event in content.events for text in (event.title, event.statement)]


def _faq(content: Content) -> list[str]:
    return [text for answer in content.faq.values() for _, text in answer.texts()]


_LISTED = {
    "overview": _overview,
    "conditions": _meanings,
    "trials": _trials,
    "claims": _claims,
    "mechanisms": _mechanisms,
    "safety": _safety,
    "timeline": _timeline,
    "faq": _faq,
}
