"""The words of a picture of 100 people in each group."""

from explainer.evidence.derived import Difference
from explainer.evidence.findings import Arm
from explainer.evidence.hundred import Hundred

OUR_INTERVALS = "We calculated the 95% intervals from the head-counts, using Newcombe's method."


def difference(picture: Hundred) -> str:
    """The difference between the groups with its denominator: ``31 more of 100 with ketamine``."""
    drawn = picture.with_ketamine - picture.without
    if not drawn and not picture.gap:
        return f"{picture.with_ketamine} of 100 in both groups"
    about = "" if picture.gap == drawn else "about "
    if not picture.gap:
        return f"under 1 {'more' if drawn > 0 else 'fewer'} out of 100 with {picture.drug}"
    return f"{about}{abs(picture.gap)} {'more' if picture.gap > 0 else 'fewer'} out of 100 with {picture.drug}"


def hundred_title(picture: Hundred) -> str:
    """What happened, and the difference: ``Response at 24 h: 36 more of 100 with ketamine.``"""
    return f"{picture.event[:1].upper()}{picture.event[1:]}: {difference(picture)}."


def hundred_remarks(picture: Hundred) -> str:
    """What a reader must know of how the pictures were made; empty where there is nothing to know."""
    crossover = "A crossover: the same people stand in both pictures." if picture.is_crossover else ""
    percentages = "" if picture.arms.are_counted else "Only percentages are known, not head-counts."
    return " ".join(part for part in (percentages, _rounding(picture), crossover) if part)


def counted(arm: Arm) -> str:
    """``91 of 336 people``; empty where only a percentage is known."""
    return f"{arm.events:,} of {arm.people:,} people" if arm.events is not None and arm.people else ""


def _rounding(picture: Hundred) -> str:
    """A sentence about rounding where the drawn difference is not the difference that the words give; else empty."""
    drawn = picture.with_ketamine - picture.without
    if drawn == picture.gap:
        return ""
    return f"Each group is rounded to whole people, so the pictures differ by {abs(drawn)}."


def interval_words(made: Difference | None) -> str:
    """`` (interval 8 to 21)``, `` (interval from 2 fewer to 6 more)``: whole people of 100; empty for ``None``."""
    if made is None:
        return ""
    low, high = round(made.low), round(made.high)
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        return f" (interval {near} to {far})"
    return f" (interval from {-low} fewer to {high} more)"


def could_be(made: Difference) -> str:
    """``The true difference could be from 2 fewer to 6 more of 100 (our 95% interval).``"""
    low, high = round(made.low), round(made.high)
    ends = " to ".join(f"{abs(end)} {'more' if end > 0 else 'fewer'}" if end else "none" for end in (low, high))
    return f"The true difference could be from {ends} of 100 people (95% interval, our calculation)."


def group_words(arm: Arm) -> str:
    """``12 of 180``, or ``40.8 of 100`` where only the percentage is known."""
    return f"{arm.events:,} of {arm.people:,}" if arm.events is not None and arm.people else f"{arm.percent} of 100"
