"""The sheet: one page for a condition, to print and take to the doctor (``?condition=ptsd``). Nothing is stored."""

import streamlit as st

from explainer.content import content
from explainer.evidence.near import nearest
from explainer.evidence.summary import summaries
from explainer.ui.parts import page_head
from explainer.ui.sheet import sheet_html
from explainer.ui.site_map import link

data = content()
rows = {row.id: row for row in summaries(data)}
asked = st.query_params.get("condition")
topics = list(dict.fromkeys(each.topic for each in data.sheet_questions))

with st.container(key="sheet-controls"):
    page_head(data, "sheet")
    if asked and asked not in rows:
        st.warning("There is no condition of this name here.", title="Not found")
        for near in nearest(asked, [row.name for row in rows.values()]):
            found = next(row for row in rows.values() if row.name == near)
            link("sheet", f"Did you mean {near}?", condition=found.id)
    names = [row.name for row in rows.values()]
    start = names.index(rows[asked].name) if asked in rows else None
    name = st.selectbox("Condition", names, index=start, placeholder="Choose a condition", key=f"sheet-{asked}")
    matters = st.pills("What matters to you", topics, selection_mode="multi", key="matters", wrap=True)
    st.caption("To print: your browser's menu, then Print. It fits one A4 or Letter page.")

if name:
    chosen = next(row for row in rows.values() if row.name == name)
    if chosen.id != asked:
        st.query_params["condition"] = chosen.id
    st.html(sheet_html(data, chosen, matters, data.pages["sheet"].sections["nothing"]))
    with st.container(key="sheet-links"):
        link("conditions", f"All that is known on {chosen.name.lower()} →", condition=chosen.id)
