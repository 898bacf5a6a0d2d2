"""What a poll says: its words, their order and their states, for the app's widget and the form of the HTML alike."""

from collections.abc import Mapping
from typing import Literal

from explainer.poll.cast import NotSavedError, Standing
from explainer.poll.reactions import REACTIONS

MIN_VOTES_FOR_PERCENT = 10
"""With fewer votes a percentage would look more exact than it is."""

NO_VOTES = "No reactions yet."
MEANING = "This is how readers feel, not whether it is true."
TAKE_BACK = "Take back"
RESTING = "The poll is not working just now. It will come back by itself. The rest of the page works."
TRY_AGAIN, STILL_RESTING = "Try again", "Still not working."
NO_COOKIE = "Your browser has no cookie of this site, so your reaction counts for this visit only."
COOKIE_NOT_KEPT = (
    "If you have just reacted, it was counted. Your browser has not kept our cookie, so this page cannot show which "
    "reaction is yours, and you cannot change it."
)

Refusal = Literal["outage", "invalid", "minute", "hours", "tomorrow"]
"""Why a vote was not saved, as an address says it."""

_MANY = "Many reactions came from you or your network, so yours was not counted. Please try again"
REFUSALS: Mapping[Refusal, str] = {
    "outage": "Your reaction could not be saved. Please try again.",
    "invalid": "Your reaction was not counted: this page is from before an update. Open it again, then choose.",
    "minute": f"{_MANY} in about a minute.",
    "hours": f"{_MANY} in a few hours.",
    "tomorrow": f"{_MANY} tomorrow.",
}
_MINUTE, _HOURS = 120, 6 * 3600
"""Up to how many seconds a reader is told to wait for a minute, or for a few hours."""


def refusal(error: NotSavedError) -> Refusal:
    """Why a vote was not saved; for a limit, when the same vote may pass."""
    if error.why != "limit":
        return error.why
    return "minute" if error.retry_seconds <= _MINUTE else "hours" if error.retry_seconds <= _HOURS else "tomorrow"


def result_line(now: Standing) -> str:
    """The votes of all readers and the visitor's own reaction in words, and what they mean."""
    total = sum(now.tally.values())
    if not total:
        return NO_VOTES
    words = [f"{r.word} {_share(now.tally[r.id], total)}" for r in REACTIONS if now.tally[r.id]]
    people = "1 reader" if total == 1 else f"{total:,} readers"
    own = f" Your reaction: {now.own}." if now.own else ""
    return f"{people}: {', '.join(words)}.{own} {MEANING}"


def _share(votes: int, total: int) -> str:
    return f"{votes:,}" if total < MIN_VOTES_FOR_PERCENT else f"{votes:,} ({round(100 * votes / total)}%)"


def bar(now: Standing) -> str:
    """A thin stacked bar as HTML; nothing without votes. Screen readers skip it: the line of words says the same."""
    parts = "".join(f'<i class="{r.id}" style="flex:{now.tally[r.id]}"></i>' for r in REACTIONS if now.tally[r.id])
    return f'<div class="poll-bar" aria-hidden="true">{parts}</div>' if parts else ""


_COLOURS = "".join(f".poll-bar .{r.id}{{background:{r.colour}}}" for r in REACTIONS)
BAR_STYLE = (
    "<style>.poll-bar{display:flex;gap:2px;height:8px;max-width:32rem}.poll-bar i{border-radius:4px}"
    f"{_COLOURS}</style>"
)
"""How the bar looks."""
