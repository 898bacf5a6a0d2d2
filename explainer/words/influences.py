"""The words of "how money, blinding and size go with results"."""

from collections import Counter
from collections.abc import Sequence

from explainer.content import Content
from explainer.content.trials import PAYERS, Payer, PooledResult
from explainer.evidence.counts import TrialCounts
from explainer.evidence.influences import GroupCount, TrialOutcome, trial_outcomes
from explainer.words.sentences import fall_words

NOT_KNOWN = "not known"
OUTCOME_WORDS: dict[TrialOutcome, str] = {"met": "met", "missed": "missed", "other": "neither, or not known"}
"""How the main outcome of a trial went."""


def share_words(group: GroupCount) -> str:
    """``7 of 11``: trials that met their main outcome, of those that met or missed it; or that they are too few."""
    return "too few to compare" if group.is_small else f"{group.met} of {group.settled}"


def influence_title(what: str, groups: Sequence[GroupCount]) -> str:
    """The finding of one picture: the share that met its main outcome in each group that is large enough."""
    said = ", ".join(f"{group.group} {share_words(group)}" for group in groups if not group.is_small)
    return (
        f"{what}, and how many trials met their main outcome: {said}."
        if said
        else f"{what}: every group is too small to compare."
    )


def influence_line(group: GroupCount) -> str:
    """One group in words."""
    counts = f"{group.met} met, {group.missed} missed, {group.other} {OUTCOME_WORDS['other']}"
    return f"{group.group}: {counts}{' (too few to compare)' if group.is_small else ''}"


def payer_sentence(content: Content, counts: TrialCounts) -> str:
    """Who paid for the trials of a condition and how they went; nothing where no payer is known.

    ``A maker: 8 trials (5 met, 2 missed). Public money or a charity: 9 trials (4 met, 4 missed). Not known: 3.``
    """
    went = trial_outcomes(content)
    number = Counter[tuple[Payer, TrialOutcome]](
        (content.trials[each.trial].paid_by, went[each.trial]) for each in counts.outcomes
    )
    payers = [payer for payer in PAYERS if payer and any(number[payer, how] for how in OUTCOME_WORDS)]
    if not payers:
        return ""
    unknown = sum(number["", how] for how in OUTCOME_WORDS)
    said = [_paid(payer, number) for payer in payers] + ([f"Not known to us: {unknown}."] if unknown else [])
    return " ".join(said)


def _paid(payer: Payer, number: Counter[tuple[Payer, TrialOutcome]]) -> str:
    total = sum(number[payer, how] for how in OUTCOME_WORDS)
    name, trials = PAYERS[payer].capitalize(), "trial" if total == 1 else "trials"
    return (
        f"{name}: {total} {trials} ({number[payer, 'met']} met the main outcome, {number[payer, 'missed']} missed it)."
    )


def falls_title(rows: Sequence[PooledResult]) -> str:
    """The finding: how far scores fell in each group, in standard deviations."""
    said = " and by ".join(f"{-(row.estimate or 0)} in {row.outcome}" for row in rows)
    return f"From before to after treatment, depression scores fell by {said} (standard deviations)."


def fall_line(row: PooledResult) -> str:
    """One group in words."""
    return f"{row.n_participants:,} {row.outcome}: {fall_words(row)}"
