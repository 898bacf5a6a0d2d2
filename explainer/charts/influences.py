"""Groups of trials as bars: how many met their main outcome, missed it, or neither."""

from collections.abc import Sequence
from typing import Any

from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once
from explainer.evidence.influences import GroupCount, TrialOutcome
from explainer.words.influences import OUTCOME_WORDS, influence_line, influence_title

LEAST_FOR_A_NUMBER = 0.04
"""Smallest part, as a share of the longest bar, that has room for its number; other numbers are only in the words."""
PARTS: dict[TrialOutcome, str] = {"met": "green", "missed": "red", "other": "gray"}


@drawn_once
def influence_bars(what: str, groups: Sequence[GroupCount]) -> Picture:
    """A bar for each group, its parts in numbers."""
    title = influence_title(what, groups)
    longest = max(group.settled + group.other for group in groups)
    records = [record for group in groups for record in _parts(group, longest)]
    parts = {OUTCOME_WORDS[part]: colour for part, colour in PARTS.items()}
    draw = plot("influences", records, [group.group for group in groups], parts)
    return Picture(title, f"Bars. {title}", tuple(map(influence_line, groups)), draw)


def _parts(group: GroupCount, longest: int) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    start = 0
    counts: tuple[tuple[TrialOutcome, int], ...] = (
        ("met", group.met),
        ("missed", group.missed),
        ("other", group.other),
    )
    for part, number in counts:
        if number:
            where = {
                "from": start,
                "to": start + number,
                "number": str(number) if number >= LEAST_FOR_A_NUMBER * longest else "",
            }
            records.append({"group": group.group, "went": OUTCOME_WORDS[part], **where})
        start += number
    return records
