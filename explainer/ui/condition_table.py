"""The conditions as a table, as cards and as a file; all three show the same rows."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer.evidence.counts import TrialCounts, people_text
from explainer.evidence.summary import ConditionSummary
from explainer.ui.parts import reading_mark
from explainer.ui.site_map import text_link
from explainer.ui.text import bullets, plain

SORTS = {
    "family": None,
    "how sure we are": lambda row: (row.step.order, row.name),
    "name": lambda row: row.name,
    "people randomised": lambda row: -_people(row.counts),
    "randomised trials": lambda row: -_trials(row.counts),
}


def _people(counts: TrialCounts) -> int:
    return counts.review[1] if counts.review else counts.people


def _trials(counts: TrialCounts) -> int:
    return counts.review[0] if counts.review else counts.trials


def in_order(rows: Sequence[ConditionSummary], sort: str) -> list[ConditionSummary]:
    """The rows sorted by one of ``SORTS``; "family" is the order they come in."""
    key = SORTS[sort]
    return list(rows) if key is None else sorted(rows, key=key)


def condition_frame(rows: Sequence[ConditionSummary]) -> pd.DataFrame:
    """One record a condition, with the columns a reader sees; unknown figures are empty."""
    return pd.DataFrame.from_records([_record(row) for row in rows])


def _record(row: ConditionSummary) -> dict[str, object]:
    counts = row.counts
    listed = not counts.reviews_only
    return {
        "Condition": row.name,
        "Reading": f"{row.step.symbol} {row.reading.reading}",
        "Approved in": row.approved_text,
        "Trials": counts.trials if listed else (counts.review or (None,))[0],
        "People (known)": counts.people if listed else (counts.review or (None, None))[1],
        "Met": counts.met if listed else None,
        "Missed": counts.missed if listed else None,
        "Other": counts.other if listed else None,
        "Drug": ", ".join(row.drugs),
        "Routes": ", ".join(row.routes),
        "Mechanisms": ", ".join(row.mechanisms),
    }


def as_csv(rows: Sequence[ConditionSummary]) -> bytes:
    """The same rows, in the same order, as a CSV file."""
    return condition_frame(rows).to_csv(index=False).encode()


def show_table(rows: Sequence[ConditionSummary]) -> None:
    """All columns as text: to read, to find with the browser's own search, to print; a name opens its condition."""
    shown = condition_frame(rows).assign(
        Condition=[text_link("conditions", plain(row.name), condition=row.id) for row in rows],
        Reading=[reading_mark(row.step) for row in rows],
    )
    with st.container(key="conditions-table"):
        st.table(
            shown.style.format(na_rep="–", thousands=",", precision=0),
            hide_index=True,
            border="horizontal",
            alt="Conditions with their reading, approvals, trials, people, main outcomes, drugs, routes and mechanisms",
        )


def show_cards(rows: Sequence[ConditionSummary]) -> None:
    """A list of cards, one a condition: readable on a phone and by a screen reader, and drawn at once."""
    with st.container(key="condition-cards"):
        st.markdown(bullets([_card(row) for row in rows]))


def _card(row: ConditionSummary) -> str:
    name = text_link("conditions", f"**{plain(row.name)}**", condition=row.id)
    approved = f"Approved: {plain(row.approved_text)}. " if row.places else "No approval known. "
    rest = f"{approved}{plain(people_text(row.counts).capitalize())}. {plain(row.reading.why)}"
    return f"{name}  \n  {reading_mark(row.step)}  \n  :small[{rest}]"
