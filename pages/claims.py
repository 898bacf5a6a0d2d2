"""Claims: what popular articles say, each with a verdict and its evidence; one claim (``?claim=...``)."""

import streamlit as st

from explainer.charts.verdicts import verdict_bar
from explainer.content import content
from explainer.ui.claim import VERDICTS, show_claim, verdict_mark
from explainer.ui.parts import page_head
from explainer.ui.text import plain

data = content()
sections = data.pages["claims"].sections
asked = st.query_params.get("claim")
about = {data.conditions[claim.condition].name: claim.condition for claim in data.claims if claim.condition}

page_head(data, "claims")
picture = verdict_bar(data.claims)
st.markdown(f"**{picture.title}**")
st.altair_chart(picture.chart, alt=picture.alt, key="verdicts")
with st.expander("What the verdicts mean"):
    for verdict in VERDICTS:
        st.markdown(f"{verdict_mark(verdict)}: {plain(sections[verdict])}")

verdicts = st.pills("Verdict", list(VERDICTS), selection_mode="multi", key="verdict", bind="query-params", wrap=True)
conditions = st.multiselect("Condition", sorted(about), key="about", bind="query-params")
wanted = {about[name] for name in conditions}
shown = [
    claim
    for claim in data.claims
    if (not verdicts or claim.verdict in verdicts) and (not wanted or claim.condition in wanted)
]
st.markdown(f"**{len(shown)} of {len(data.claims)}** claims.")
if asked is not None:
    first = [claim for claim in data.claims if claim.id == asked]
    if first:
        shown = [*first, *(claim for claim in shown if claim.id != asked)]
    else:
        st.warning("There is no claim with this name here. The link may be old or mistyped.", title="Not found")
if not shown:
    st.info("Choose another verdict or condition.", title="No claim matches both")
for each in shown:
    show_claim(data, each, is_open=each.id == asked)
