"""Claims: what popular articles say, each with a verdict and its evidence; one claim (``?claim=...``)."""

import streamlit as st

from explainer.charts.verdicts import verdict_bar
from explainer.content import content
from explainer.find.near import nearest
from explainer.ui.address import keep
from explainer.ui.claim import VERDICTS, show_claim, verdict_mark
from explainer.ui.device import is_dark
from explainer.ui.parts import count_line, page_head
from explainer.ui.site_map import link
from explainer.ui.text import plain

data = content()
sections = data.pages["claims"].sections
asked = st.query_params.get("claim")
about = {data.conditions[claim.condition].name: claim.condition for claim in data.claims if claim.condition}


def close() -> None:
    """Back to all claims; a callback."""
    st.query_params.pop("claim", None)


page_head(data, "claims")
by_id = {claim.id: claim for claim in data.claims}
with st.container(key="one-claim"):  # always there: what follows must keep its place to stay in the address
    if asked in by_id:
        keep("claim", asked)
        show_claim(data, by_id[asked], is_open=True)
        st.button("← All claims", on_click=close)
    elif asked is not None:
        st.warning("There is no claim with this name here. The link may be old or mistyped.", title="Not found")
        for near in nearest(asked, by_id):
            link("claims", plain(f"Did you mean “{by_id[near].claim}”?"), claim=near)

picture = verdict_bar(data.claims)
st.markdown(f"**{picture.title}**")
st.vega_lite_chart(picture.spec(dark=is_dark()), alt=picture.alt, key="verdicts")
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
count_line(f"**{len(shown)} of {len(data.claims)}** claims.")
if not shown:
    st.info("Choose another verdict or condition.", title="No claim matches both")
for each in shown:
    if each.id != asked:  # it stands at the top
        show_claim(data, each, is_open=False)
