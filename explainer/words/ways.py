"""The words of "what moves the answer"."""

from collections.abc import Sequence

from explainer.evidence.ways import FEWEST, SWITCHES, Way

LABELS = {switch.key: switch.label for switch in SWITCHES}


def way_count(way: Way) -> str:
    """``4 of 7``, or that too few trials are left."""
    return f"too few to tell ({way.counted} left)" if way.is_too_few else f"{way.met} of {way.counted}"


def way_line(way: Way) -> str:
    """``against an active placebo, 100 people or more: 4 of 7``."""
    names = ", ".join(LABELS[key] for key in way.switches) or "all trials"
    return f"{names}: {way_count(way)}"


def ways_sentence(chosen: Way, ways: Sequence[Way]) -> str:
    """How many met their main outcome in all, with the switches that are on, and over all ways."""
    whole = next(way for way in ways if not way.switches)
    sentence = f"{whole.met} of {whole.counted} trials met their main outcome."
    if chosen.switches and chosen.is_too_few:
        sentence += f" With your choices {chosen.counted} are left: too few to tell."
    elif chosen.switches:
        sentence += f" With your choices, {chosen.met} of {chosen.counted} did."
    return f"{sentence} {_range(ways)}"


def _range(ways: Sequence[Way]) -> str:
    told = [way for way in ways if not way.is_too_few]
    if len(told) < 2:
        return f"Every other choice leaves fewer than {FEWEST} trials."
    best, worst = told[0], told[-1]
    return f"Over all {len(ways)} ways to choose, the answer goes from {way_count(worst)} to {way_count(best)}."
