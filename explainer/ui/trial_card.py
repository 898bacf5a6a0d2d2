"""A trial's result in full: design, people, comparator, what was found, what to keep in mind, where it was read."""

import re

import streamlit as st

from explainer.content import Content
from explainer.content.trials import DRUGS, ROUTES, TrialResult
from explainer.evidence.forest import BLINDING
from explainer.evidence.hundred import hundred
from explainer.evidence.sentences import is_part_of_a_trial, result_line, source_name
from explainer.ui.sources import identifiers, source_link
from explainer.ui.text import plain
from explainer.ui.trial_results import show_hundred

_NOTE_TO_US = re.compile(
    r"[^.;]*\b(stored (page|abstract)|not seen in a stored|plot (and count )?only|extractor|check the paper"
    r"|replaces the|replaces [a-z]+-\d{4}|see day \d+ row)\b[^.;]*[.;]?\s*",
    re.IGNORECASE,
)


def for_readers(note: str) -> str:
    """A note without the parts that speak of how it was collected."""
    return _NOTE_TO_US.sub("", note).strip()


def show_trial(content: Content, row: TrialResult) -> None:
    """The card of one result."""
    line = result_line(content, row)
    with st.container(border=True):
        st.subheader(source_name(content.sources[row.source]), anchor=False)
        st.markdown(f"{plain(line.found)} **{plain(line.verdict)}**")
        st.table(_table(content, row), hide_header=True, border="horizontal", alt="Design and results of this trial")
        if for_readers(row.note):
            st.markdown(f"**In words.** {plain(for_readers(row.note))}")
        picture = hundred(row)
        if picture:
            show_hundred(f"card-{row.id}", picture)
        source = content.sources[row.source]
        st.caption(f"{source_link(source)} · {identifiers(source)} · read: {row.proof_kind}")


def _table(content: Content, row: TrialResult) -> dict[str, str]:
    """What the card lists, as label and text; empty figures are left out."""
    people = f"{row.n_randomised:,} randomised" if row.n_randomised else "not known"
    if row.n_randomised and is_part_of_a_trial(row):
        people += " in the whole trial; this is a part of it"
    blinding = f", {row.blinding} blind" if row.blinding in ("double", "single") else f", {row.blinding}"
    listed = {
        "Condition": content.conditions[row.condition].name,
        "Design": row.design + (blinding if row.blinding else ""),
        "People": people,
        "Given": f"{DRUGS[row.drug]}, {ROUTES[row.route]}, {row.dose or 'dose not known'}; {row.schedule}",
        "Compared with": f"{row.comparator} ({BLINDING[row.comparator_kind]})",
        "Measured": f"{row.outcome}, {row.timepoint}" + (f" (scale: {row.scale})" if row.scale else ""),
        "Main outcome": _main(row),
        "p value": row.p_value,
        "Checked": "on a second page" if row.second_check == "confirmed" else row.second_check,
        "Another question": content.other_questions[row.id].why if row.id in content.other_questions else "",
    }
    return {label: plain(text) for label, text in listed.items() if text}


def _main(row: TrialResult) -> str:
    if row.is_primary is None:
        return "not known whether it was the main outcome"
    if not row.is_primary:
        return "no, a further one"
    return {True: "yes, met", False: "yes, missed", None: "yes; not known whether it was met"}[row.primary_met]
