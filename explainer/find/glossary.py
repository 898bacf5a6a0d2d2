"""Which words of the glossary occur in a text, and where."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from explainer.content import Content
from explainer.content.reference import Term


def terms_in(content: Content, texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that occur in the texts, in the order of the alphabet.

    The longest form wins: "open-label" is not also "label". Capitals matter in short forms such as OR and CI.
    """
    pattern, owners = _pattern(content)
    ids = {owners[match.group().casefold()] for text in texts for match in pattern.finditer(text)}
    return tuple(sorted((content.glossary[term] for term in ids), key=lambda term: term.term.casefold()))


def first_terms(content: Content, text: str, seen: set[str]) -> Iterator[str | tuple[str, Term]]:
    """Cut a text at terms of the glossary whose ids are not in ``seen`` yet, and add them to it.

    Gives the pieces in order: words as they are, and each such term as it is written, with its record.
    """
    pattern, owners = _pattern(content)
    end = 0
    for match in pattern.finditer(text):
        term = content.glossary[owners[match.group().casefold()]]
        if term.id in seen:
            continue
        seen.add(term.id)
        if match.start() > end:
            yield text[end : match.start()]
        yield match.group(), term
        end = match.end()
    if end < len(text):
        yield text[end:]


@lru_cache(maxsize=8)
def _pattern(content: Content) -> tuple[re.Pattern[str], dict[str, str]]:
    """One expression for all forms, and whose each form is.

    Forms stand together by their first letter, so that few are tried at each word: it takes a quarter of the time.
    """
    owners = {form.casefold(): term.id for term in content.glossary.values() for form in term.forms}
    by_letter: dict[str, list[str]] = {}
    for form in sorted((form for term in content.glossary.values() for form in term.forms), key=len, reverse=True):
        written = re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})"
        by_letter.setdefault(form[0].casefold(), []).append(written)
    either = "|".join(f"(?=(?i:{re.escape(first)}))(?:{'|'.join(forms)})" for first, forms in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{either})(?!\w|-\w)"), owners
