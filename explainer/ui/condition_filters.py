"""The filters over the conditions: widgets bound to the address, and one click to clear them."""

from collections.abc import Iterable, Sequence

import streamlit as st

from explainer.evidence.summary import ConditionSummary
from explainer.find.condition_filters import NOWHERE, Filters
from explainer.ui.filters_on import Choice

LABELS = {
    "text": "search",
    "family": "family",
    "reading": "reading",
    "mechanism": "mechanism",
    "approved": "approved in",
    "drug": "drug",
    "route": "route",
    "controlled": "only with controlled trials",
}
KEYS = {name: "find" if name == "text" else name for name in LABELS}
"""Key of each filter's widget, which is also its name in the address."""


def choose_filters(rows: Sequence[ConditionSummary]) -> Filters:
    """Draw the filters and give back what is chosen."""
    st.text_input(
        "Search by name, other name or mechanism",
        key="find",
        type="search",
        placeholder="for example PTSD, nerve pain, opioid",
        bind="query-params",
    )
    on = len(_now().active()) - bool(_now().text)
    with st.expander(f"Filters ({on} on)" if on else "Filters", key="condition-filters", expanded=on > 0):
        _pills("Family", "family", (row.family for row in rows))
        _pills("Reading", "reading", (row.reading.reading for row in sorted(rows, key=lambda row: row.step.order)))
        _pills("Approved in", "approved", (*(place for row in rows for place in row.places), NOWHERE))
        _pills("Drug studied", "drug", (drug for row in rows for drug in row.drugs))
        _pills("Route studied", "route", (route for row in rows for route in row.routes))
        mechanisms = dict.fromkeys(name for row in rows for name in row.mechanisms)
        st.multiselect("Mechanism thought to matter", list(mechanisms), key="mechanism", bind="query-params")
        st.toggle("Only with controlled trials", key="controlled", bind="query-params")
    return _now()


def _pills(label: str, key: str, options: Iterable[str]) -> None:
    st.pills(label, list(dict.fromkeys(options)), selection_mode="multi", key=key, bind="query-params", wrap=True)


def _now() -> Filters:
    state = st.session_state
    several = {name: tuple(state.get(name) or ()) for name in LABELS if name not in ("text", "controlled")}
    return Filters(text=state.get("find") or "", controlled=bool(state.get("controlled")), **several)


def clear(*names: str) -> None:
    """Turn the named filters off, or all of them. For use as a callback."""
    for name in names or tuple(KEYS):
        st.session_state[KEYS[name]] = {"text": "", "controlled": False}.get(name, [])


def take_away(choice: Choice) -> None:
    """Take one choice away and leave the rest; a callback."""
    key = KEYS[choice.key]
    if choice.key in ("text", "controlled"):
        clear(choice.key)
    else:
        st.session_state[key] = [each for each in st.session_state.get(key) or () if each != choice.value]
