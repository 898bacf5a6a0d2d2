"""What the trials page shows: condition and kind of outcome, as the address says (``?of=ptsd&outcome=ptsd-score``)."""

from collections.abc import Mapping, Sequence

import streamlit as st

from explainer.content import Content
from explainer.content.trials import PooledResult, TrialResult
from explainer.find.near import nearest
from explainer.ui.address import keep
from explainer.ui.site_map import link
from explainer.words.forest import families_of

BELOW = {"of": ("outcome", "row"), "outcome": ("row",)}
"""What a choice makes void: another condition has other outcomes, another outcome other results."""


def choose_condition(content: Content) -> str:
    """The condition, of those with any result; a name that is not known is met with those like it."""
    known = {row.condition for row in content.results} | {row.condition for row in content.pooled}
    names = {c.id: c.name for c in content.conditions.values() if c.id in known}
    asked = _asked("of", names)
    with st.container(key="trials-not-found"):  # always there: what follows must keep its place to stay in the address
        if asked and asked not in names:
            st.warning("There is no condition with this name among the trials.", title="Not found")
            ids = {name: condition for condition, name in names.items()}
            for name in nearest(asked, ids):
                link("trials", f"Did you mean {name}?", of=ids[name])
    return _choose("Condition", "of", names)


def choose_family(content: Content, trials: Sequence[TrialResult], pooled: Sequence[PooledResult]) -> str:
    """The kind of outcome: those of the trials first, then those that only reviews have, benefits before harms."""
    by_benefit = sorted(pooled, key=lambda row: row.outcome_role != "benefit")
    kinds = dict.fromkeys([*families_of(trials), *(row.family for row in by_benefit)])
    labels = {kind: content.families[kind].label for kind in kinds}
    asked = _asked("outcome", labels)
    with st.container(key="outcome-not-found"):  # always there, as above
        if asked and asked not in labels:
            st.warning("No result here is about this outcome. Another one is shown; choose below.", title="Not found")
    return _choose("Outcome", "outcome", labels)


def _asked(key: str, labels: Mapping[str, str]) -> str:
    """What the address asks for; a name written out, as older links had it, counts as its id."""
    asked = st.query_params.get(key, "")
    return next((each for each, label in labels.items() if label == asked), asked)


def _choose(label: str, key: str, labels: Mapping[str, str]) -> str:
    asked = _asked(key, labels)
    if asked in labels:
        st.session_state[key] = asked
        if key in st.query_params:
            keep(key, asked)
    elif st.session_state.get(key) not in labels:
        st.session_state[key] = next(iter(labels))
    return st.selectbox(label, list(labels), format_func=labels.__getitem__, key=key, on_change=_write, args=(key,))


def _write(key: str) -> None:
    """Put the choice into the address; a callback."""
    st.query_params[key] = st.session_state[key]
    for below in BELOW[key]:
        st.query_params.pop(below, None)
        st.session_state.pop(below, None)
