"""The words of "how long it lasts": what was found in each stretch of time after treatment."""

from collections.abc import Sequence

from explainer.evidence.bands import LATER, BandCount


def band_words(count: BandCount) -> str:
    """``1 ketamine better, 1 no difference shown``; that there is no result; or that the groups were not compared."""
    if count.nobody_looked:
        return "no result known"
    parts = (
        (count.better, "ketamine better"),
        (count.no_difference, "no difference shown"),
        (count.worse, "the comparison better"),
    )
    words = ", ".join(f"{number} {verdict}" for number, verdict in parts if number)
    return words or "groups not compared"


def band_line(count: BandCount) -> str:
    """``within a day: 1 ketamine better``."""
    return f"{count.band}: {band_words(count)}"


def ladder_title(counts: Sequence[BandCount]) -> str:
    """The longest stretch of time in which the groups were compared."""
    compared = [count.band for count in counts if count.better or count.no_difference or count.worse]
    if not compared:
        return "How long does it last? No result compares the groups at a known time."
    when = compared[-1] if compared[-1] != LATER else "after more than three months"
    return f"How long does it last? The groups were compared {when}."
