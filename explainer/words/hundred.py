"""The words of a picture of 100 people in each group."""

from explainer.evidence.hundred import Hundred


def difference(picture: Hundred) -> str:
    """The difference between the groups with its denominator: ``31 more of 100 with ketamine``."""
    gap = picture.with_ketamine - picture.without
    if not gap:
        return f"{picture.with_ketamine} of 100 in both groups"
    return f"{abs(gap)} {'more' if gap > 0 else 'fewer'} of 100 with {picture.drug}"


def head_counts(picture: Hundred) -> str:
    """What was counted in both groups, or that only percentages are known."""
    crossover = " A crossover: the same people stand in both pictures." if picture.is_crossover else ""
    if not picture.arms.are_counted:
        return f"Only percentages are known, not head-counts.{crossover}"
    drug, comparison = (f"{arm.events:,} of {arm.people:,}" for arm in (picture.arms.drug, picture.arms.comparison))
    return f"Counted: {drug} with {picture.drug} against {comparison}.{crossover}"
