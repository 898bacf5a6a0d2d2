"""The row of seven reactions under an answer. The one module of the poll that knows Streamlit."""

import logging
from collections.abc import Mapping

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from explainer.reactions.kinds import REACTION_IDS, REACTIONS
from explainer.reactions.store import VoteStore
from explainer.reactions.visitor import COOKIE, is_token, new_token, secret_key, visitor_hash
from explainer.settings import var_dir

log = logging.getLogger(__name__)

FEWEST_FOR_PERCENT = 10
"""Below ten votes a percentage says more than there is to know."""


@st.cache_resource(show_spinner=False)
def vote_store() -> VoteStore:
    """The site's votes, opened once a process."""
    return VoteStore(var_dir() / "votes.sqlite3")


@st.cache_resource(show_spinner=False)
def _key() -> bytes:
    return secret_key(var_dir())


def visitor_token() -> tuple[str, bool]:
    """The visitor's token, and whether their browser will bring it back. Tests replace this function."""
    cookie = st.context.cookies.get(COOKIE)
    if cookie is not None and is_token(cookie):
        return cookie, True
    return st.session_state.setdefault("poll-session-token", new_token()), False


@st.fragment
def poll(question: str, label: str) -> None:
    """The reactions to one question: choose, change or take back with one click. Only this row reruns."""
    token, lasting = visitor_token()
    key = f"poll-{question}"
    failed = st.session_state.pop(f"{key}-failed", False)
    try:
        visitor = visitor_hash(token, _key())
        mine = vote_store().reaction_of(visitor, question)
        tally = vote_store().tally(question)
    except (SQLAlchemyError, OSError):
        log.exception("the votes on %s can't be read", question)
        st.caption("The poll is resting just now. Please try again in a while; the rest of the page works.")
        return
    st.session_state[key] = mine
    st.pills(
        label,
        REACTION_IDS,
        key=key,
        format_func={r.id: f"{r.emoji} {r.word} {tally[r.id]:,}" for r in REACTIONS}.__getitem__,
        on_change=_save,
        args=(key, visitor, question),
    )
    if failed:
        st.warning("Your reaction could not be saved. Please try again.")
    _spread(tally, mine)
    if not lasting:
        st.caption("Your browser keeps no cookie for this site, so your reaction counts for this visit only.")


def _save(key: str, visitor: str, question: str) -> None:
    try:
        vote_store().vote(visitor, question, st.session_state[key])
    except (SQLAlchemyError, OSError, ValueError):
        log.exception("a vote on %s was not saved", question)
        st.session_state[f"{key}-failed"] = True


def _spread(tally: Mapping[str, int], mine: str | None) -> None:
    """A small bar of how readers feel, with its numbers in words."""
    total = sum(tally.values())
    if not total:
        st.caption("No reactions yet.")
        return
    st.html(_bar(tally, total))
    words = [f"{r.word} {_number(tally[r.id], total)}" for r in REACTIONS if tally[r.id]]
    people = "1 reader" if total == 1 else f"{total:,} readers"
    yours = f" Your reaction: {mine}." if mine else ""
    st.caption(f"{people}: {', '.join(words)}.{yours} This is how readers feel, not whether it is true.")


def _number(votes: int, total: int) -> str:
    return f"{votes:,}" if total < FEWEST_FOR_PERCENT else f"{votes:,} ({round(100 * votes / total)}%)"


def _bar(tally: Mapping[str, int], total: int) -> str:
    """The spread as one thin stacked bar; the words below it carry the same numbers, so it is hidden from readers."""
    parts = "".join(
        f'<span style="width:{100 * tally[r.id] / total:.2f}%;background:{r.colour}"></span>'
        for r in REACTIONS
        if tally[r.id]
    )
    return (
        "<style>.poll-bar{display:flex;gap:2px;height:8px;max-width:32rem}.poll-bar span{border-radius:4px}</style>"
        f'<div class="poll-bar" aria-hidden="true">{parts}</div>'
    )
