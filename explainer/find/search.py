"""Search that forgives case, accents and a mistyped letter or two."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

SHORTEST_FUZZY = 4
"""Words of fewer letters must match exactly: one edit turns OCD into ACD."""
ALIKE = 0.75
"""Share of letters that must agree (normalised Damerau-Levenshtein similarity): one slip in four letters."""


def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words without accents or punctuation, in any script."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return tuple(re.findall(r"[^\W_]+", plain.casefold()))


_kept_words = lru_cache(maxsize=20_000)(words_of)
"""For the short texts of a table, which each change of a filter reads again."""


def matches(query: str, *texts: str) -> bool:
    """Whether every word of the query begins a word of the texts, or is like one.

    An empty query matches everything.
    """
    wanted = words_of(query)
    if not wanted:
        return True
    present = [word for text in texts for word in _kept_words(text)]
    return all(any(is_like(word, candidate) for candidate in present) for word in wanted)


def is_like(word: str, candidate: str) -> bool:
    """Whether a word of a query begins another word, or is one slip in four letters away from it."""
    if candidate.startswith(word):
        return True
    if len(word) < SHORTEST_FUZZY or abs(len(word) - len(candidate)) > 2:
        return False
    return DamerauLevenshtein.normalized_similarity(word, candidate, score_cutoff=ALIKE) >= ALIKE
