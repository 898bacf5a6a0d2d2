"""The words of a picture of 100 people in each group."""

from explainer.evidence.derived import Difference
from explainer.evidence.findings import Arm
from explainer.evidence.hundred import Hundred

OUR_INTERVALS = "Intervals (95%) are our calculation from the head-counts, after Newcombe."


def difference(picture: Hundred) -> str:
    """The difference between the groups with its denominator: ``31 more of 100 with ketamine``."""
    drawn = picture.with_ketamine - picture.without
    if not drawn and not picture.gap:
        return f"{picture.with_ketamine} of 100 in both groups"
    about = "" if picture.gap == drawn else "about "
    if not picture.gap:
        return f"under 1 of 100 {'more' if drawn > 0 else 'fewer'} with {picture.drug}"
    return f"{about}{abs(picture.gap)} {'more' if picture.gap > 0 else 'fewer'} of 100 with {picture.drug}"


def head_counts(picture: Hundred) -> str:
    """What was counted in both groups, or that only percentages are known."""
    crossover = " A crossover: the same people stand in both pictures." if picture.is_crossover else ""
    if not picture.arms.are_counted:
        return f"Only percentages are known, not head-counts.{_rounding(picture)}{crossover}"
    drug, comparison = (f"{arm.events:,} of {arm.people:,}" for arm in (picture.arms.drug, picture.arms.comparison))
    return f"Counted: {drug} with {picture.drug} against {comparison}.{_rounding(picture)}{crossover}"


def _rounding(picture: Hundred) -> str:
    """A sentence about rounding where the drawn difference is not the difference that the words give; else empty."""
    drawn = picture.with_ketamine - picture.without
    if drawn == picture.gap:
        return ""
    return f" Each group is rounded to whole people, so the pictures differ by {abs(drawn)}."


def interval_words(made: Difference | None) -> str:
    """`` (interval 8 to 21)``, `` (interval from 2 fewer to 6 more)``: whole people of 100; empty for ``None``."""
    if made is None:
        return ""
    low, high = round(made.low), round(made.high)
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        return f" (interval {near} to {far})"
    return f" (interval from {-low} fewer to {high} more)"


def group_words(arm: Arm) -> str:
    """``12 of 180``, or ``40.8 of 100`` where only the percentage is known."""
    return f"{arm.events:,} of {arm.people:,}" if arm.events is not None and arm.people else f"{arm.percent} of 100"
