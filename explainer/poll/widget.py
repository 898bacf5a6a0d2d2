"""The row of seven reactions under an answer. The one module of the poll that knows Streamlit."""

import logging
from collections.abc import Mapping

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from explainer.poll.process_store import RestingError, at_store, forget_rest, vote_store
from explainer.poll.rate_limits import Allowance, LimitReachedError, network_of
from explainer.poll.reactions import REACTION_IDS, REACTIONS
from explainer.poll.store import RefusedError
from explainer.poll.visitor import COOKIE, new_token, secret_key, token_of, visitor_hash
from explainer.settings import var_dir

log = logging.getLogger(__name__)

FEWEST_FOR_PERCENT = 10
"""Below ten votes a percentage says more than there is to know."""

LOOK_AGAIN_SECONDS = 5
"""How often a resting poll looks whether the votes are back."""

NOT_SAVED = "Your reaction could not be saved. Please try again."
LIMIT_REACHED = (
    "Very many reactions came from your network in the last minute, so yours was not counted. "
    "Please try again in a minute."
)


def visitor_token() -> tuple[str, bool]:
    """The visitor's token, and whether their browser will bring it back. Tests replace this function."""
    cookie = st.context.cookies.get(COOKIE)
    token = token_of(cookie, secret_key(var_dir()))
    if token is not None:
        return token, True
    if cookie is not None:
        log.warning("a visitor's cookie of %d characters is none of ours; it is not used", len(cookie))
    return st.session_state.setdefault("poll-session-token", new_token()), False


@st.fragment
def poll(question: str, label: str) -> None:
    """The reactions to one question: choose, change or take back with one click. Only this row reruns."""
    key = f"poll-{question}"
    complaint = st.session_state.pop(f"{key}-complaint", None)
    try:
        with at_store() as store:
            token, lasting = visitor_token()
            visitor = visitor_hash(token, secret_key(var_dir()))
            mine = store.reaction_of(visitor, question)
            tally = store.tally(question)
    except RestingError:
        _resting(question)
        return
    st.session_state[key] = mine
    st.pills(
        label,
        REACTION_IDS,
        key=key,
        format_func={r.id: f"{r.emoji} {r.word}" for r in REACTIONS}.__getitem__,  # a count here would cost the focus
        on_change=_save,
        args=(key, visitor, question),
    )
    if complaint:
        st.warning(complaint)
    _spread(tally, mine)
    if not lasting:
        st.caption("Your browser keeps no cookie for this site, so your reaction counts for this visit only.")


def _save(key: str, visitor: str, question: str) -> None:
    """Write what was chosen; the page then shows what it reads from the store, so never more than is kept."""
    try:
        network = network_of(st.context.ip_address, secret_key(var_dir()))
        vote_store().vote(visitor, question, st.session_state[key], Allowance.configured(network))
    except LimitReachedError as error:
        log.warning("a network reached its limit (%s)", error)
        st.session_state[f"{key}-complaint"] = LIMIT_REACHED
    except RefusedError as error:
        log.warning("refused: %s %s", type(error).__name__, error)
        st.session_state[f"{key}-complaint"] = NOT_SAVED
    except (RestingError, SQLAlchemyError, OSError, ValueError):
        log.exception("a vote on %s was not saved", question)
        st.session_state[f"{key}-complaint"] = NOT_SAVED


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _resting(question: str) -> None:
    """Say that the poll rests, and look again by itself or when asked."""
    st.caption("The poll is resting just now. It comes back by itself; the rest of the page works.")
    asked = st.button("Try again", key=f"poll-{question}-again", on_click=forget_rest)
    try:
        with at_store() as store:
            store.ping()
    except RestingError:
        if asked:
            st.caption("Still resting.")
        return
    st.rerun()


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
