"""Trials: results of one condition as forest plots with their words, by outcome; one result in full (``?row=...``)."""

from collections.abc import Sequence

import streamlit as st

from explainer.content import content
from explainer.content.trials import TrialResult
from explainer.evidence.counts import people_in
from explainer.ui import trial_results as parts
from explainer.ui.filters_on import choices_on, show_filters_on
from explainer.ui.parts import count_line, page_head, show_help
from explainer.ui.repooling import show_repooling
from explainer.ui.site_map import text_link
from explainer.ui.text import bullets, plain, prose
from explainer.ui.trial_card import show_asked
from explainer.ui.trial_choice import choose_condition, choose_family
from explainer.ui.trial_filters import LABELS, choose_trial_filters, clear_trial_filters, take_trial_choice_away
from explainer.words.sentences import source_name

data = content()
sections = data.pages["trials"].sections

page_head(data, "trials")
condition = choose_condition(data)
show_help(data, data.conditions[condition].crisis_help)
of_condition = [row for row in data.results if row.condition == condition]
reviews = [row for row in data.pooled if row.condition == condition]
family = choose_family(data, of_condition, reviews)
pooled = [row for row in reviews if row.family == family]


def card_link(row: TrialResult) -> str:
    """A link that opens the card of a result, in Markdown."""
    name = f"{source_name(data.sources[row.source])}: {row.outcome}, {row.timepoint}"
    return text_link("trials", plain(name), of=condition, outcome=family, row=row.id)


def show_trials(candidates: Sequence[TrialResult]) -> None:
    """The filters, and everything that follows them."""
    st.markdown(prose(sections["lens"]))
    filters = choose_trial_filters(of_condition)
    show_filters_on(choices_on(filters, LABELS), take_trial_choice_away)
    shown = [row for row in candidates if filters.keep(row)]
    trials = len({row.trial for row in shown})
    with st.container(horizontal=True, vertical_alignment="center"):
        count = f"**{len(shown)} of {len(candidates)}** results"
        count_line(f"{count}; trials: {trials}; people randomised: {people_in(shown):,}.")
        st.button("Clear filters", on_click=clear_trial_filters, disabled=not filters.active)
    if not shown:
        st.info(
            "Choose another comparison, time or design, or clear the filters.", title="No result passes these filters"
        )
        return
    st.caption(prose(sections["legend"]))
    parts.show_plots(data, shown, pooled)
    parts.offer_table(shown)
    asked_of_it = [row for row in of_condition if row.id not in data.other_questions]
    parts.show_how_long([row for row in asked_of_it if filters.keep(row)])
    parts.show_hundreds(data, shown, sections["harms"])
    show_repooling(data, shown, sections["repool"])
    with st.expander(f"A card for each result ({len(shown)})"):
        st.markdown(bullets([card_link(row) for row in shown]))


of_family = [row for row in of_condition if row.family == family]
if of_family:
    show_trials(of_family)
else:
    st.info(prose(sections["pooled_only"]), title="No single trial here")
    parts.show_plots(data, [], pooled)
if "row" in st.query_params:
    show_asked(data, st.query_params["row"])
