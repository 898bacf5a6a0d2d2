"""A trial's result in full: design, people, comparator, what was found, what to keep in mind, where it was read."""

import streamlit as st

from explainer.content import Content
from explainer.content.trials import DRUGS, ROUTES, PooledResult, TrialResult
from explainer.evidence.hundred import hundred
from explainer.find.near import nearest
from explainer.ui.address import keep
from explainer.ui.site_map import link
from explainer.ui.sources import identifiers, source_link
from explainer.ui.text import plain
from explainer.ui.trial_results import CLOSED, show_hundred
from explainer.words.forest import BLINDING
from explainer.words.sentences import result_line, source_name


def show_asked(content: Content, row_id: str) -> None:
    """Open the card of a result, or say calmly that there is none and which are like it."""
    keep("row", row_id)
    row = content.rows.get(row_id)
    if isinstance(row, TrialResult | PooledResult):
        title = plain(source_name(content.sources[row.source]))
        draw = st.dialog(title, width="medium", on_dismiss=_close)(_show)
        draw(content, row)
        return
    st.warning("There is no result with this name here. The link may be old or mistyped.", title="Not found")
    results: dict[str, TrialResult | PooledResult] = {row.id: row for row in content.results}
    results |= {row.id: row for row in content.pooled}
    for found in nearest(row_id, results):
        each = results[found]
        label = f"Did you mean {source_name(content.sources[each.source])}: {each.outcome}, {each.timepoint}?"
        link("trials", plain(label), of=each.condition, outcome=each.family, row=found)


def _close() -> None:
    """Take the result out of the address; a callback."""
    st.query_params.pop("row", None)
    st.session_state[CLOSED] = st.session_state.get(CLOSED, 0) + 1


def _show(content: Content, row: TrialResult | PooledResult) -> None:
    if isinstance(row, TrialResult):
        show_trial(content, row)
    else:
        show_pooled(content, row)


def show_pooled(content: Content, row: PooledResult) -> None:
    """The card of a published pooled result."""
    line = result_line(content, row)
    source = content.sources[row.source]
    st.markdown(f"{plain(line.found)} **{plain(line.verdict)}**")
    listed = {
        "Condition": content.conditions[row.condition].name,
        "Trials": "" if row.k_trials is None else f"{row.k_trials:,}",
        "People": "" if row.n_participants is None else f"{row.n_participants:,}",
        "Measured": ", ".join(part for part in (row.outcome, row.timepoint) if part),
        "Variation between trials": "" if row.i2 is None else f"{row.i2}%",
        "Published certainty": row.certainty,
    }
    table = {label: plain(text) for label, text in listed.items() if text}
    st.table(table, hide_header=True, border="horizontal", alt="What this pooled result rests on")
    if row.note:
        st.markdown(f"**In words.** {plain(row.note)}")
    st.caption(f"{source_link(source)} · {identifiers(source)}")


def show_trial(content: Content, row: TrialResult) -> None:
    """The card of one result."""
    line = result_line(content, row)
    source = content.sources[row.source]
    st.markdown(f"{plain(line.found)} **{plain(line.verdict)}**")
    st.table(_table(content, row), hide_header=True, border="horizontal", alt="Design and results of this trial")
    if row.note:
        st.markdown(f"**In words.** {plain(row.note)}")
    picture = hundred(row)
    if picture:
        show_hundred(f"card-{row.id}", picture)
    st.caption(f"{source_link(source)} · {identifiers(source)} · read: {row.proof_kind}")


def _table(content: Content, row: TrialResult) -> dict[str, str]:
    """What the card lists, as label and text; empty figures are left out."""
    people = f"{row.n_randomised:,} randomised" if row.n_randomised else "not known"
    if row.n_randomised and row.part_of_trial:
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
