"""What a condition's trials gained and what they cost: benefit and harm of the same people, side by side."""

from collections.abc import Sequence
from itertools import islice

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.derived import difference_of
from explainer.evidence.findings import Finding
from explainer.evidence.hundred import hundred
from explainer.evidence.same_trials import TrialBalance, balances, harms_known
from explainer.views import blocks as b
from explainer.views.inline import Inline
from explainer.views.trial_card import hundred_block, result_link
from explainer.words.hundred import OUR_INTERVALS, difference, group_words, interval_words
from explainer.words.sentences import source_name

PICTURES = 1
"""Pictures of benefit, and of harm, above the table of a trial; the table has every result."""


def balance_blocks(content: Content, condition: str) -> b.Blocks:
    """Benefit and harm trial by trial, and in how many trials harms by group are known."""
    known, counted = harms_known(content, condition)
    if not counted:
        return ()
    words = f"We know the harms in both groups for {known or 'none'} of {counted} trials."
    if known < counted:
        words += " Trials that are not listed here may have had harms too."
    folds = (_fold(balance) for balance in balances(content, condition))
    return (b.Heading("Benefit and harm in the same trials", 2, "same-trials"), b.Paragraph(words), *folds)


def _fold(balance: TrialBalance) -> b.Fold:
    name, comparator = source_name(balance.source), balance.harms[0].row.comparator
    widest = sorted(balance.harms, key=_gap, reverse=True)
    drawn = (*_drawn(balance.benefits), *_drawn(widest))
    rows = tuple(_line(each) for each in (*balance.benefits, *balance.harms))
    header = ("what happened", "with the drug", "comparison group", "difference")
    notes = dict.fromkeys(each.row.note for each in balance.harms if each.row.note)
    blocks = (
        *drawn,
        b.Table(header, rows, f"Benefits and harms in {name}"),
        *(
            (b.Paragraph(OUR_INTERVALS, note=True),)
            if any(map(difference_of, (*balance.benefits, *balance.harms)))
            else ()
        ),
        *(b.Paragraph(note, note=True) for note in notes),
    )
    return b.Fold(f"{name}, against {comparator}", blocks, key=f"balance-{balance.trial}", lazy=True)


def _drawn(findings: Sequence[Finding[TrialResult]]) -> b.Blocks:
    made = ((each, picture) for each in findings if (picture := hundred(each)))
    return tuple(hundred_block(picture) for _, picture in islice(made, PICTURES))


def _gap(finding: Finding[TrialResult]) -> int:
    picture = hundred(finding)
    return picture.gap if picture else 0


def _line(finding: Finding[TrialResult]) -> tuple[Inline, ...]:
    """Return a row of the table. A rare event has no picture and so no share of 100, which would say too much."""
    row, picture = finding.row, hundred(finding)
    what = ", ".join(part for part in (row.outcome, row.timepoint, row.dose_of_arm) if part)
    gap = f"{difference(picture)}{interval_words(difference_of(finding))}" if picture else ""
    return result_link(row, what), group_words(finding.arms.drug), group_words(finding.arms.comparison), gap
