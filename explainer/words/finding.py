"""The finding of a condition in one sentence: for what others show of a link to its page."""

from explainer.evidence.summary import ConditionSummary
from explainer.words.counts import counts_sentence, people_text
from explainer.words.marks import met_words

SHORT = 110
"""Letters that fit on two lines of a preview."""


def finding_sentence(row: ConditionSummary) -> str:
    """``Mixed results: 5 randomised trials, 297 people: 2 met the main outcome, ...``"""
    reading = row.step.reading
    return f"{reading[:1].upper()}{reading[1:]}: {counts_sentence(row.counts)}"


def trials_in_short(row: ConditionSummary) -> str:
    """How many trials and people, and how many met their main outcome; the whole sentence where that is short."""
    whole = counts_sentence(row.counts)
    if len(whole) <= SHORT or not row.marks:
        return whole
    return (
        f"{row.counts.trials} randomised trials, {people_text(row.counts)}: {met_words(row.marks)} their main outcome."
    )


def question_about(name: str) -> str:
    """``Does ketamine help with post-traumatic stress disorder?``; a name in capitals keeps them."""
    starts_a_word = name[1:2].islower() or not name[1:2].isalpha()
    return f"Does ketamine help with {name[:1].lower() if starts_a_word else name[:1]}{name[1:]}?"
