"""Trials: results of one condition as forest plots with their words, by outcome; one result in full (``?row=...``)."""

import pandas as pd
import streamlit as st

from explainer.content import content
from explainer.evidence.forest import families_of
from explainer.evidence.near import nearest
from explainer.evidence.sentences import is_part_of_a_trial, source_name
from explainer.ui import trial_results as parts
from explainer.ui.parts import page_head
from explainer.ui.site_map import link
from explainer.ui.text import plain, prose
from explainer.ui.trial_card import show_trial
from explainer.ui.trial_filters import choose_trial_filters, clear_trial_filters

data = content()
names = {c.name: c.id for c in data.conditions.values() if any(row.condition == c.id for row in data.trials)}
sections = data.pages["trials"].sections
asked = st.query_params.get("of")
if asked is not None and asked in names.values():  # a short link with the condition's id
    st.session_state["of"] = data.conditions[asked].name

page_head(data, "trials")
if asked and asked not in names and asked not in names.values():
    near = nearest(asked, names)
    st.warning("There is no condition with this name among the trials.", title="Not found")
    for name in near:
        link("trials", f"Did you mean {name}?", of=name)

condition = names[st.selectbox("Condition", list(names), key="of", bind="query-params")]
of_condition = [row for row in data.trials if row.condition == condition]
families = {data.families[name].label: name for name in families_of(of_condition)}
if st.session_state.get("outcome") not in families:
    st.session_state["outcome"] = next(iter(families))
family = families[st.selectbox("Outcome", list(families), key="outcome", bind="query-params")]
candidates = [row for row in of_condition if row.family == family]

st.markdown(prose(sections["lens"]))
filters = choose_trial_filters(of_condition)
shown = [row for row in candidates if filters.keep(row)]
trials = {row.trial_id for row in shown}
whole = [row for row in shown if not is_part_of_a_trial(row)]
people = sum(max((row.n_randomised or 0 for row in whole if row.trial_id == trial), default=0) for trial in trials)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{len(shown)} of {len(candidates)}** results; trials: {len(trials)}; people randomised: {people:,}.")
    st.button("Clear filters", on_click=clear_trial_filters)

picked = None
if shown:
    pooled = [row for row in data.pooled if row.condition == condition and row.family == family]
    st.caption(
        "Shape: ● active placebo, ▲ placebo anyone can see through, ■ another treatment, ◆ pooled. "
        "Colour: green (✓), main outcome met; red (✗), missed; grey, not the main outcome. Choose a mark for its card."
    )
    picked = parts.show_plots(data, shown, pooled)
else:
    st.info("Choose another comparison, time or design, or clear the filters.", title="No result passes these filters")

if picked and picked != st.query_params.get("row"):
    st.query_params["row"] = picked
row_id = picked or st.query_params.get("row")
card = next((row for row in data.trials if row.id == row_id), None)
if card:
    show_trial(data, card)
elif row_id and row_id not in data.rows:
    st.warning("There is no result with this name here. The link may be old or mistyped.", title="Not found")

if shown:
    st.download_button(
        f"Download the results shown: {len(shown)} (CSV)",
        pd.DataFrame.from_records([row.model_dump() for row in shown]).to_csv(index=False).encode(),
        "ketamine-trials.csv",
        "text/csv",
        on_click="ignore",
    )
    asked_of_it = [row for row in of_condition if row.id not in data.other_questions]
    parts.show_how_long([row for row in asked_of_it if filters.keep(row)])
    parts.show_hundreds(data, shown, sections["harms"])
    parts.show_repooling(shown, sections["repool"])
with st.expander(f"A card for each result ({len(shown)})"):
    for row in shown:
        label = f"{source_name(data.sources[row.source])}: {row.outcome}, {row.timepoint}"
        link("trials", plain(label), of=condition, outcome=data.families[row.family].label, row=row.id)
