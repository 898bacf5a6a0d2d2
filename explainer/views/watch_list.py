"""The watch list: trials without a published result, those past their end first."""

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.facts import WatchedTrial
from explainer.site import CHANGES
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, joined
from explainer.views.parts import row_line

LAST = "9999"
"""Sorts trials without a planned end behind the others."""
ENDED, RUNNING, STOPPED = "Ended or overdue, with no paper that we could find", "Running", "Stopped"


def watch_list(content: Content) -> b.Blocks:
    """The trials of ``data/watch_list.csv``, and the timeline's trials under way, which have their own sentences."""
    today = max(change.date for change in content.changes)
    parts: dict[str, list[Inline]] = {ENDED: [], RUNNING: [], STOPPED: []}
    for trial in sorted(content.watch_list, key=lambda trial: (trial.planned_end or LAST, trial.title)):
        parts[_part(trial, today)].append(_line(content, trial))
    parts[RUNNING] += [row_line(content, event) for event in content.events if event.ongoing]
    folds = (b.Fold(f"{label} ({len(lines)})", b.bullets(lines)) for label, lines in parts.items() if lines)
    return (b.Heading(content.pages[CHANGES.name].sections["watch"], 2, "watch-list"), *folds)


def _part(trial: WatchedTrial, today: str) -> str:
    if trial.state == "stopped":
        return STOPPED
    return ENDED if trial.state == "ended" or is_overdue(trial, today) else RUNNING


def is_overdue(trial: WatchedTrial, today: str) -> bool:
    """Whether a running trial should have ended before ``today`` (an ISO date); a year or month counts to its end."""
    end = trial.planned_end
    return trial.state == "running" and end is not None and end < today[: len(end)]


def _line(content: Content, trial: WatchedTrial) -> Inline:
    people = f"{trial.people:,} people" if trial.people else "size not known"
    verb = "ended" if trial.state == "ended" else "due to end"
    end = f"; {verb} {date_words(trial.planned_end)}" if trial.planned_end else ""
    return joined((Bold(trial.title), f"({people}{end}).", row_line(content, trial)), " ")
