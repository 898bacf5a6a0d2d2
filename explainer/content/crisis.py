"""Check that every text that speaks of suicide, overdose or use at home has crisis help.

The key ``crisis_help`` in the TOML files decides where readers see it. The words in ``speaks_of`` of
``data/pages/site.toml`` are only a safety net: they find texts whose key was forgotten.
"""

import re
from collections.abc import Iterable, Iterator

from explainer.content.faults import Fault
from explainer.content.model import Content

HELP_WORDS = (
    "help_title", "danger", "until_help", "crisis", "line_talk", "free_at_any_hour", "at_any_hour",
    "free", "directory", "directory_place",
)  # fmt: skip
"""Sections of ``data/pages/site.toml`` that the crisis help is made of."""


def missing_help(content: Content) -> Iterator[Fault]:
    """A fault for each text without the crisis help that it needs, and for help without its parts."""
    site = content.pages.get("site")
    if site is None:
        return  # said by the check of pages
    yield from _parts(content)
    for file, texts, has_help in _texts(content):
        word = spoken_of(content, texts)
        if word and not has_help:
            yield Fault(
                file,
                0,
                "crisis_help",
                f'is missing though the text speaks of {word!r}: add crisis_help = "top" or "line"',
            )
    for page in content.pages.values():
        file = f"data/pages/{page.id}.toml"
        for part in page.parts:
            word = spoken_of(content, [part.heading])
            if word and part.crisis_help is None:
                message = f"is missing though the heading speaks of {word!r}"
                yield Fault(file, 0, f"parts.{part.anchor}.crisis_help", message)


def spoken_of(content: Content, texts: Iterable[str]) -> str:
    """Return the first beginning of a word from ``speaks_of`` that the texts have, in lower case; empty if none."""
    words = "|".join(re.escape(word) for word in content.pages["site"].speaks_of)
    found = re.search(rf"(?<!\w)(?:{words})", " ".join(" ".join(texts).split()), re.IGNORECASE) if words else None
    return found[0].lower() if found else ""


def _parts(content: Content) -> Iterator[Fault]:
    site = content.pages["site"]
    for key in HELP_WORDS:
        if key not in site.sections:
            yield Fault("data/pages/site.toml", 0, f"sections.{key}", "is missing: the crisis help needs it")
    if not site.speaks_of:
        yield Fault("data/pages/site.toml", 0, "speaks_of", "is empty: no text would be looked through for crisis help")
    for kind in ("emergency number", "crisis line"):
        if not any(row.kind == kind for row in content.access):
            yield Fault("data/access.csv", 0, "kind", f"has no row of kind {kind!r}: the crisis help needs it")


def _texts(content: Content) -> Iterator[tuple[str, list[str], bool]]:
    """The file of each thing that has an address, its texts, and whether it has crisis help."""
    for condition in content.conditions.values():
        outcomes = [row.outcome for row in content.results if row.condition == condition.id]
        reading = content.readings.get(condition.id)
        own = [condition.name, *condition.other_names, reading.why if reading else "", *outcomes]
        texts = [*own, *(text for _, text in condition.texts())]
        yield f"data/conditions/{condition.id}.toml", texts, condition.crisis_help is not None
    for answer in content.faq.values():
        texts = [answer.question, *answer.also_asked, *(text for _, text in answer.texts())]
        yield f"data/faq/{answer.id}.toml", texts, answer.crisis_help is not None
    for mechanism in content.mechanisms.values():
        texts = [text for _, text in mechanism.texts()]
        yield f"data/mechanisms/{mechanism.id}.toml", texts, mechanism.crisis_help is not None
    listed = rows_of_pages(content)
    for page in content.pages.values():
        if not page.speaks_of:  # the file that holds the words of the help itself
            texts = [*(text for _, text in page.texts()), *listed.get(page.id, ())]
            yield f"data/pages/{page.id}.toml", texts, page.crisis_help is not None


def rows_of_pages(content: Content) -> dict[str, list[str]]:
    """Return, by page id, the texts of rows that the page lists; each row's own address has the page's help."""
    return {
        "claims": [text for claim in content.claims for text in (claim.claim, claim.why)],
        "timeline": [text for event in content.events for text in (event.title, event.statement)],
        "glossary": [text for term in content.glossary.values() for text in (*term.forms, term.explanation)],
        "sources": [source.title for source in content.sources.values()],
    }
