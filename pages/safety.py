"""Safety: rates with their setting, long-term harms, interactions, misuse, approvals, help."""

import pandas as pd
import streamlit as st

from explainer.content import content
from explainer.ui import safety
from explainer.ui.parts import help_now, page_head
from explainer.ui.site_map import link
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain, prose

data = content()
words = {key: prose(data.filled(text)) for key, text in data.pages["safety"].sections.items()}

page_head(data, "safety")
if st.query_params.get("from") == "suicidal-ideation":
    help_now(data)

st.header("Esketamine spray: the label's table", anchor="label")
st.markdown(words["label"])
st.caption(words["label_now"])
safety.show_label_rates(data)

st.header("Blood pressure", anchor="blood-pressure")
safety.show_blood_pressure(data)
safety.show_harms(data, groups=["blood pressure"], without=(safety.LABEL, *safety.PRESSURE))
st.header("Sedation and dissociation", anchor="dissociation")
st.markdown(words["dissociation"])
safety.show_harms(data, groups=["dissociation", "sedation"], without=safety.LABEL)
st.header("Long-term treatment", anchor="long-term")
safety.show_harms(data, settings=["long-term use"])
st.header("Bladder", anchor="bladder")
safety.show_harms(data, groups=["bladder"], without=safety.LABEL)
st.header("Liver", anchor="liver")
safety.show_harms(data, groups=["liver"])
st.header("Other harms in treatment for mood, anxiety and pain", anchor="treatment")
with st.expander("Show the list"):
    safety.show_harms(
        data,
        settings=["ketamine infusion for depression or anxiety", "pain", "after childbirth", "addiction"],
    )

st.header("Anaesthesia and children in emergency departments", anchor="anaesthesia")
st.markdown(words["children"])
st.subheader("Children", anchor=False)
safety.show_harms(data, settings=["sedation of children"])
st.subheader("Adults", anchor=False)
safety.show_harms(data, settings=["anaesthesia in adults"])
intubation = [row for row in data.trials if row.condition == "anaesthesia" and row.outcome_role == "harm"]
st.subheader("Intubation and sedation trials", anchor=False)
st.markdown(bullets([row_line(data, row) for row in intubation]))

st.header("Who should not take it", anchor="who-should-not")
safety.show_harms(data, groups=["who should not take it"])
st.header("Pregnancy and breastfeeding", anchor="pregnancy")
safety.show_harms(data, groups=["pregnancy"])
st.header("Driving", anchor="driving")
st.markdown(bullets([row_line(data, row) for row in data.access if row.kind == "driving"]))
st.header("With other medicines", anchor="interactions")
table = pd.DataFrame(
    [(plain(row.other_medicine), plain(row.effect), row.evidence) for row in data.interactions],
    columns=["Other medicine", "What it may do", "How it is known"],
)
st.table(table, hide_index=True, border="horizontal", alt="Other medicines and what they may do with ketamine")
with st.expander("In words, with sources"):
    st.markdown(bullets([row_line(data, row) for row in data.interactions]))

st.header("Misuse and dependence", anchor="misuse")
st.markdown(words["misuse"])
safety.show_misuse(data)
st.header("At home, and regulators' warnings", anchor="home")
safety.show_harms(data, settings=["home use"])
warnings = [event for event in data.events if event.id.startswith("fda-alert")]
st.markdown(bullets([row_line(data, event) for event in warnings]))

st.header("Approved where", anchor="approved")
st.markdown(words["approved"])
safety.show_approvals(data)
link("timeline", "The same on the timeline →", kind="medicine")

if st.query_params.get("from") != "suicidal-ideation":
    help_now(data)
