"""The row of seven reactions under an answer. The only module of the poll that uses Streamlit."""

import logging
from typing import cast as typed

import streamlit as st

from explainer.poll.cast import NotSavedError, Standing, cast, standing, trusted_key
from explainer.poll.process_store import RestingError, end_rest, read_votes
from explainer.poll.reactions import REACTION_IDS, REACTIONS
from explainer.poll.visitor import COOKIE, new_token, token_of
from explainer.poll.words import (
    BAR_STYLE,
    NO_COOKIE,
    REFUSALS,
    RESTING,
    STILL_RESTING,
    TRY_AGAIN,
    Refusal,
    bar,
    refusal,
    result_line,
)

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
"""How often a resting poll tries to reach the store."""
SEEN = "OK"
"""The button by which a reader says that they have seen that a vote was not saved."""
NO_COOKIE_KEY = "no-cookie"
"""Ends the key of the words that are shown only in browsers that keep no cookies; `app.css` knows it."""


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
    try:
        token, has_cookie = visitor_token()
        now = standing(question, token)
    except RestingError:
        _not_saved(question)
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
        args=(token, question),
    )
    _not_saved(question)
    _result(now)
    # A cookie given a moment ago may not be kept: then the page itself shows the words (`begin.js`).
    with st.container(key=f"{key}-{NO_COOKIE_KEY}") if has_cookie else st.container():
        st.caption(NO_COOKIE)


def _save(token: str, question: str) -> None:
    """Write the chosen reaction. The page shows only what it then reads from the store, never an unsaved vote."""
    _forget(question)
    try:
        cast(token, question, st.session_state[f"poll-{question}"], st.context.ip_address)
    except NotSavedError as error:
        st.session_state[_refused(question)] = refusal(error)


def _not_saved(question: str) -> None:
    """Say that the last vote was not saved, here or by the form of the HTML, until the reader has seen it."""
    by_form = st.query_params.get("refused") if st.query_params.get("reacted") == question else None
    why = st.session_state.get(_refused(question), by_form)
    if why in REFUSALS:
        st.warning(REFUSALS[typed(Refusal, why)])
        st.button(SEEN, key=f"poll-{question}-seen", on_click=_forget, args=(question,))


def _forget(question: str) -> None:
    """Forget that a vote was not saved; a callback."""
    st.session_state.pop(_refused(question), None)
    if st.query_params.get("reacted") == question:
        st.query_params.pop("refused", None)


def _refused(question: str) -> str:
    """The key in the session of why the last vote was not saved."""
    return f"poll-{question}-refused"


@st.fragment(run_every=RETRY_SECONDS)
def _resting(question: str) -> None:
    """Say that the poll rests, and try again every few seconds or at a click."""
    st.caption(RESTING)
    clicked = st.button(TRY_AGAIN, key=f"poll-{question}-again", on_click=end_rest)
    try:
        read_votes(lambda votes: votes.store.ping())
    except RestingError:
        if clicked:
            st.caption(STILL_RESTING)
        return
    st.rerun()


def _result(now: Standing) -> None:
    """Draw the votes of all readers as a bar and as words."""
    shown = bar(now)
    if shown:
        st.html(BAR_STYLE + shown)
    st.caption(result_line(now))
