"""The words of a trial's mark, and of the picture of all trials."""

from collections.abc import Iterable, Sequence

from explainer.evidence.counts import MET, MISSED, how_it_went
from explainer.evidence.marks import FEWEST_LARGE, LARGE, MarkKind, SizeCount, TrialMark
from explainer.words.sentences import source_name

KIND_WORDS: dict[MarkKind, str] = {
    "met": "met its main outcome",
    "missed": "missed it",
    "part": "met one, missed another",
    "beside": "met one that was not about symptoms",
    "other": "not counted",
}
"""The legend of the marks."""
SIGNS: dict[MarkKind, str] = {"met": "●", "missed": "○", "part": "◐", "beside": "⊙", "other": "•"}
_OF_ONE = {
    MET: "met its main outcome",
    MISSED: "missed its main outcome",
    "have a main outcome whose result is not known": "the result of its main outcome is not known",
}


def trial_name(mark: TrialMark) -> str:
    """``Feder et al. 2021``."""
    return source_name(mark.source)


def legend_words(kinds: Iterable[MarkKind]) -> str:
    """``● met its main outcome ○ missed it``."""
    return " ".join(f"{SIGNS[kind]} {KIND_WORDS[kind]}" for kind in kinds)


def short_name(mark: TrialMark) -> str:
    """``Feder 2021``: the name without "et al."."""
    return trial_name(mark).replace(" et al.", "")


def mark_line(mark: TrialMark) -> str:
    """``Feder et al. 2021, 30 people: met its main outcome``."""
    size = f"{mark.people:,} people" if mark.people else "number of people not known"
    return f"{trial_name(mark)}, {size}: {mark_verdict(mark)}"


def mark_verdict(mark: TrialMark) -> str:
    """How the main outcome of one trial went."""
    how = how_it_went(mark.outcome)
    return _OF_ONE.get(how, how)


def met_words(marks: Sequence[TrialMark]) -> str:
    """``11 of 17 met``: of the trials that met or missed their main outcome, or met one in part."""
    counted = [mark for mark in marks if mark.kind != "other"]
    if not counted:
        return "none counted" if marks else ""
    return f"{sum(mark.kind == 'met' for mark in counted)} of {len(counted)} met"


def size_sentence(count: SizeCount) -> str:
    """What the picture of all trials shows about small and large trials, whatever that is."""
    small = f"{count.small_met} of {count.small} trials with fewer than {LARGE} people met their main outcome."
    if count.large < FEWEST_LARGE:
        return f"{small} Too few larger trials to compare: {count.large}."
    return f"{small} Of the {count.large} larger ones, {count.large_met} did."
