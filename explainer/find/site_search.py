"""Search over everything that has an address of its own on the site."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from explainer.find.items import Item
from explainer.find.search import SHORTEST_FUZZY, is_like, words_of

LONGEST = 200
"""Letters of a query that are read."""
ALIKE_ENOUGH = 0.5
"""Lowest similarity of a suggestion to the word not found (normalised Damerau-Levenshtein, from 0 to 1)."""
EXACT, BEGINS, LIKE = 3, 2, 1
"""Points that an item gets for a query word: for how well the word matches ..."""
TEXT, NAME, TITLE = 0, 4, 6
"""... plus points for where the item has it. Only the best match of each query word counts."""


@dataclass(frozen=True, eq=False)
class Index:
    """The items, and for each word: the numbers of the items that have it, each with the points of its best place."""

    items: tuple[Item, ...]
    words: Mapping[str, Mapping[int, int]] = field(repr=False)


def index_of(items: Sequence[Item]) -> Index:
    """Build the index of some items. Places go from fewest to most points, so that the best one stays."""
    words: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, item in enumerate(items):
        for worth, texts in ((TEXT, item.texts), (NAME, item.names), (TITLE, (item.title,))):
            for word in (word for text in texts for word in words_of(text)):
                words[word][number] = worth
    return Index(tuple(items), dict(words))


def search(index: Index, query: str) -> dict[str, list[Item]]:
    """The results by kind: kinds with a match by name first, and the best match first within a kind.

    Each word of the query must be the beginning of a word of the item. If a query word begins no word of any item,
    similar words count instead. A query without a word finds nothing.
    """
    wanted = dict.fromkeys(words_of(query[:LONGEST]))
    if not wanted:
        return {}
    scores = [_scores(index, word) for word in wanted]
    common = set.intersection(*(set(each) for each in scores))
    score = {number: sum(each[number] for each in scores) for number in common}
    by_kind: dict[str, list[int]] = {}
    for number in sorted(common):
        by_kind.setdefault(index.items[number].kind, []).append(number)
    by_name = NAME * len(wanted)
    kinds = sorted(by_kind, key=lambda kind: max(score[number] for number in by_kind[kind]) < by_name)
    return {
        kind: [index.items[number] for number in sorted(by_kind[kind], key=lambda number: -score[number])]
        for kind in kinds
    }


def _scores(index: Index, word: str) -> dict[int, int]:
    """How well a word of the query fits each item that it fits at all."""
    scores: dict[int, int] = {}
    for quality, candidate in _candidates(index, word):
        for number, worth in index.words[candidate].items():
            scores[number] = max(scores.get(number, 0), quality + worth)
    return scores


def _candidates(index: Index, word: str) -> Iterator[tuple[int, str]]:
    beginning = [candidate for candidate in index.words if candidate.startswith(word)]
    if beginning:
        yield from ((EXACT if candidate == word else BEGINS, candidate) for candidate in beginning)
        return
    yield from ((LIKE, candidate) for candidate in index.words if is_like(word, candidate))


def suggestions(index: Index, query: str, most: int = 3) -> list[str]:
    """Return words of names and titles that are most like the first query word without a match; for "did you mean"."""
    lost = next((word for word in words_of(query[:LONGEST]) if not _scores(index, word)), "")
    names = [word for word, items in index.words.items() if any(items.values()) and len(word) >= SHORTEST_FUZZY]
    alike = process.extract(
        lost, names, scorer=DamerauLevenshtein.normalized_similarity, limit=most, score_cutoff=ALIKE_ENOUGH
    )
    return [word for word, _, _ in alike]
