"""Names like one that was mistyped."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

LIKE = 45
"""Least similarity (of 100, rapidfuzz's weighted ratio) for a name to be offered."""


def nearest(name: str, names: Iterable[str], most: int = 3) -> list[str]:
    """The names most like a name, the most similar first; empty if none is like it."""
    matches = process.extract(
        name[:100], list(names), scorer=fuzz.WRatio, processor=utils.default_process, limit=most, score_cutoff=LIKE
    )
    return [match for match, _, _ in matches]
