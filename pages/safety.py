"""Safety: rates with their setting, long-term harms, interactions, misuse, approvals, help."""

import pandas as pd
import streamlit as st

from explainer.content import content
from explainer.ui import safety
from explainer.ui.approvals import show_approvals
from explainer.ui.parts import help_now, page_head
from explainer.ui.site_map import link
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain, prose


def head(anchor: str) -> None:
    """The heading of a section."""
    st.header(headings[anchor], anchor=anchor)


data = content()
headings = data.pages["safety"].headings
words = {key: prose(text) for key, text in data.pages["safety"].sections.items()}

page_head(data, "safety")
if st.query_params.get("from") == "suicidal-ideation":
    help_now(data)
st.markdown("**On this page:** " + " · ".join(f"[{name}](#{anchor})" for anchor, name in headings.items()))

head("label")
st.markdown(words["label"])
st.caption(words["label_now"])
safety.show_label_rates(data)

head("blood-pressure")
st.markdown(words["pressure"])
safety.show_blood_pressure(data)
safety.show_harms(data, groups=["blood pressure"], without=(safety.LABEL, *safety.PRESSURE))
head("dissociation")
st.markdown(words["dissociation"])
three = (f"{safety.LABEL}dissociation", "ae-spravato-dissociation-reported-trd", "ae-spravato-dissociation-cadss")
safety.show_harms(data, groups=["dissociation"], without=safety.LABEL, first=three)
st.markdown(words["sedation"])
two = (f"{safety.LABEL}sedation", "ae-spravato-sedation-moaas")
safety.show_harms(data, groups=["sedation"], without=safety.LABEL, first=two)
head("long-term")
years = ("ae-sustain3-serious", "ae-sustain3-common", "ae-sustain1-dissociation")
safety.show_harms(data, settings=["long-term use"], first=years)
head("bladder")
treated = (f"{safety.LABEL}pollakiuria", "ae-esketamine-urinary", "ae-uropathy-recreational")
safety.show_harms(data, groups=["bladder"], without=safety.LABEL, first=treated)
head("liver")
safety.show_harms(data, groups=["liver"])
head("treatment")
with st.expander("Show the list"):
    safety.show_harms(
        data,
        settings=["ketamine infusion for depression or anxiety", "pain", "after childbirth", "addiction"],
    )

head("anaesthesia")
st.markdown(words["children"])
st.subheader("Children sedated in emergency departments", anchor="children")
seen = ("registry-38910-critical", "green-2025-critical-rare", "bellolio-2016-laryngospasm-ketamine")
safety.show_harms(data, settings=["sedation of children"], first=seen)
st.subheader("Emergence reactions: dreams or confusion on waking", anchor="emergence")
safety.show_harms(data, groups=["mental state"], settings=["anaesthesia in adults"], first=("ketalar-emergence-12pct",))
st.subheader("Intubation of very ill adults, against etomidate", anchor="intubation")
safety.show_anaesthesia_trials(data, against="etomidate")
st.subheader("Adults sedated with propofol, with and without ketamine", anchor="sedation-trials")
safety.show_anaesthesia_trials(data, against="etomidate", but=True)
st.subheader("Other harms in anaesthesia of adults", anchor=False)
other = ["breathing", "nausea and vomiting", "nervous system", "general", "blood pressure", "death and serious events"]
safety.show_harms(data, groups=other, settings=["anaesthesia in adults"])

head("who-should-not")
never = ("spravato-contraindications", "ketamine-contraindications", "caution-psychosis")
safety.show_harms(data, groups=["who should not take it"], first=never)
head("pregnancy")
safety.show_harms(data, groups=["pregnancy"])
head("driving")
st.markdown(bullets([row_line(data, row) for row in data.access if row.kind == "driving"]))
head("interactions")
table = pd.DataFrame(
    [(plain(row.other_medicine), plain(row.effect), row.evidence) for row in data.interactions],
    columns=["Other medicine", "What it may do", "How it is known"],
)
st.table(table, hide_index=True, border="horizontal", alt="Other medicines and what they may do with ketamine")
with st.expander("In words, with sources"):
    st.markdown(bullets([row_line(data, row) for row in data.interactions]))

head("misuse")
st.markdown(words["misuse"])
safety.show_misuse(data)
head("home")
safety.show_harms(data, settings=["home use"])
warnings = [event for event in data.events if event.id.startswith("fda-alert")]
st.markdown(bullets([row_line(data, event) for event in warnings]))

head("approved")
st.markdown(words["approved"])
show_approvals(data)
link("timeline", "The same on the timeline →", kind="medicine")

if st.query_params.get("from") != "suicidal-ideation":
    help_now(data)
