"""The row of seven reactions under an answer. The only module of the poll that uses Streamlit."""

import logging
from collections.abc import Mapping

import streamlit as st

from explainer.poll.cast import NotSavedError, cast, standing, trusted_key
from explainer.poll.process_store import RestingError, end_rest, read_votes
from explainer.poll.reactions import REACTION_IDS, REACTIONS
from explainer.poll.visitor import COOKIE, new_token, token_of

log = logging.getLogger(__name__)

MIN_VOTES_FOR_PERCENT = 10
"""With fewer votes a percentage would look more exact than it is."""

RETRY_SECONDS = 5
"""How often a resting poll tries to reach the store."""

NOT_SAVED = "Your reaction could not be saved. Please try again."
LIMIT_REACHED = (
    "Too many reactions came from your network in the last minute, so yours was not counted. "
    "Please try again in a minute."
)


def visitor_token() -> tuple[str, bool]:
    """Return the visitor's token, and whether it comes from a cookie. Tests replace this function.

    Without a cookie the token lasts as long as the session. Raises :class:`RestingError`.
    """
    cookie = st.context.cookies.get(COOKIE)
    token = token_of(cookie, trusted_key())
    if token is not None:
        return token, True
    if cookie is not None:
        log.warning("ignored a visitor's cookie of %d characters: its signature is not ours", len(cookie))
    return st.session_state.setdefault("poll-session-token", new_token()), False


@st.fragment
def poll(question: str, label: str) -> None:
    """Draw the reactions to one question. A click chooses, changes or takes back, and reruns only this row."""
    key = f"poll-{question}"
    warning = st.session_state.pop(f"{key}-warning", None)
    try:
        token, has_cookie = visitor_token()
        now = standing(question, token)
    except RestingError:
        _resting(question)
        return
    st.session_state[key] = now.own
    st.pills(
        label,
        REACTION_IDS,
        key=key,
        # Labels hold no counts: pills whose label changes lose the keyboard focus.
        format_func={r.id: r.word for r in REACTIONS}.__getitem__,
        on_change=_save,
        args=(key, token, question),
    )
    if warning:
        st.warning(warning)
    _result(now.tally, now.own)
    if not has_cookie:
        st.caption("Your browser does not keep cookies from this site, so your reaction counts for this visit only.")


def _save(key: str, token: str, question: str) -> None:
    """Write the chosen reaction. The page shows only what it then reads from the store, never an unsaved vote."""
    try:
        cast(token, question, st.session_state[key], st.context.ip_address)
    except NotSavedError as error:
        st.session_state[f"{key}-warning"] = LIMIT_REACHED if error.why == "limit" else NOT_SAVED


@st.fragment(run_every=RETRY_SECONDS)
def _resting(question: str) -> None:
    """Say that the poll rests, and try again every few seconds or at a click."""
    st.caption("The poll is not working just now. It will come back by itself. The rest of the page works.")
    clicked = st.button("Try again", key=f"poll-{question}-again", on_click=end_rest)
    try:
        read_votes(lambda votes: votes.store.ping())
    except RestingError:
        if clicked:
            st.caption("Still not working.")
        return
    st.rerun()


def _result(tally: Mapping[str, int], own_reaction: str | None) -> None:
    """Draw the votes of all readers as a bar and as words."""
    total = sum(tally.values())
    if not total:
        st.caption("No reactions yet.")
        return
    st.html(_bar(tally, total))
    words = [f"{r.word} {_share(tally[r.id], total)}" for r in REACTIONS if tally[r.id]]
    people = "1 reader" if total == 1 else f"{total:,} readers"
    own = f" Your reaction: {own_reaction}." if own_reaction else ""
    st.caption(f"{people}: {', '.join(words)}.{own} This is how readers feel, not whether it is true.")


def _share(votes: int, total: int) -> str:
    return f"{votes:,}" if total < MIN_VOTES_FOR_PERCENT else f"{votes:,} ({round(100 * votes / total)}%)"


def _bar(tally: Mapping[str, int], total: int) -> str:
    """Return a thin stacked bar as HTML. Screen readers skip it, because the words below say the same."""
    parts = "".join(
        f'<span style="width:{100 * tally[r.id] / total:.2f}%;background:{r.colour}"></span>'
        for r in REACTIONS
        if tally[r.id]
    )
    return (
        "<style>.poll-bar{display:flex;gap:2px;height:8px;max-width:32rem}.poll-bar span{border-radius:4px}</style>"
        f'<div class="poll-bar" aria-hidden="true">{parts}</div>'
    )
