"""The sheet: one page for a condition, to print and take to the doctor (``?condition=ptsd``). Nothing is stored."""

import streamlit as st

from explainer.content import content
from explainer.evidence.summary import summaries
from explainer.find.near import nearest
from explainer.ui.address import keep
from explainer.ui.parts import page_head
from explainer.ui.sheet import sheet_html
from explainer.ui.site_map import link

data = content()
rows = {row.id: row for row in summaries(data)}
ids = {row.name: row.id for row in rows.values()}
asked = st.query_params.get("condition")
topics = list(dict.fromkeys(each.topic for each in data.sheet_questions))


def choose() -> None:
    """Put the chosen condition into the address; a callback, so that going back is not undone by the box."""
    st.query_params["condition"] = ids[st.session_state["sheet-of"]]


if asked is not None:
    keep("condition", asked)
st.session_state["sheet-of"] = rows[asked].name if asked in rows else None

with st.container(key="sheet-controls"):
    page_head(data, "sheet", rows[asked].condition.crisis_help if asked in rows else None)
    if asked and asked not in rows:
        st.warning("There is no condition of this name here. Choose one below.", title="Not found")
        for near in nearest(asked, list(ids)):
            link("sheet", f"Did you mean {near}?", condition=ids[near])
    st.selectbox("Condition", list(ids), index=None, placeholder="Choose a condition", key="sheet-of", on_change=choose)
    matters = st.pills("What matters to you", topics, selection_mode="multi", key="matters", wrap=True)
    st.caption("To print: your browser's menu, then Print. It fits one A4 or Letter page.")

if asked in rows:
    chosen = rows[asked]
    st.html(sheet_html(data, chosen, matters))
    with st.container(key="sheet-links"):
        link("conditions", f"All that is known on {chosen.name.lower()} →", condition=chosen.id)
        link("safety", "Safety →", **({"from": chosen.id} if chosen.condition.crisis_help == "top" else {}))
