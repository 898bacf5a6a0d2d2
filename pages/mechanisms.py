"""How it works: the chain from dose to effect, mechanisms by conditions, and what the body does (``?step=...``)."""

import streamlit as st

from explainer.charts.chain import DASHES, chain_chart
from explainer.charts.matrix import matrix_chart
from explainer.charts.ranges import Span, range_chart
from explainer.content import content
from explainer.evidence.sentences import source_name
from explainer.ui.device import is_dark
from explainer.ui.mechanism import show_mechanism
from explainer.ui.parts import page_head
from explainer.ui.site_map import link, path_of
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain, prose

data = content()
sections = data.pages["mechanisms"].sections
mechanisms = list(data.mechanisms.values())
names = {mechanism.id: mechanism.name for mechanism in mechanisms}

page_head(data, "mechanisms")
st.header("From the dose to its effects", anchor="chain")
picture = chain_chart(mechanisms, data.steps, dark=is_dark())
st.markdown(f"**{picture.title}**")
st.caption(
    "● green: seen in people · ▲ orange: seen in animals · ■ blue: seen in the laboratory. "
    f"Lines: {', '.join(DASHES)} (full, dashed, dotted). Choose a mark for its story."
)
chosen = st.vega_lite_chart(picture.spec, key="chain", on_select="rerun", alt=picture.alt)
picked = chosen.selection.get("mechanism", [])
asked = picked[0]["id"] if picked else st.query_params.get("step")
if picked and asked in names:
    st.query_params["step"] = asked
if asked in names:
    show_mechanism(data, data.mechanisms[asked])
elif asked and asked != "dose":
    st.warning("There is no mechanism with this name here. The link may be old or mistyped.", title="Not found")
with st.expander("Every step in words"):
    st.markdown(bullets([plain(line) for line in picture.rows]))
with st.expander("Every mechanism in words, with links"):
    for mechanism in mechanisms:
        link("mechanisms", f"{mechanism.name}: {mechanism.standing}", step=mechanism.id)

st.header("Where each is thought to matter", anchor="matrix")
only = st.multiselect("Mechanisms", list(names.values()), key="which", bind="query-params")
where = st.multiselect(
    "Conditions", [condition.name for condition in data.conditions.values()], key="where", bind="query-params"
)
kept_names = {key: name for key, name in names.items() if not only or name in only}
kept = [
    condition
    for condition in data.conditions.values()
    if (not where or condition.name in where) and any(each.id in kept_names for each in condition.mechanisms)
]
if kept:
    grid = matrix_chart(kept, kept_names)
    st.markdown(f"**{grid.title}**")
    st.caption(" · ".join(f"{number} {name}" for number, name in enumerate(kept_names.values(), start=1)))
    cell = st.vega_lite_chart(grid.spec, key="grid", on_select="rerun", alt=grid.alt)
    if cell.selection.get("cell", []):
        st.switch_page(path_of("conditions"), query_params={"condition": cell.selection["cell"][0]["id"]})
    with st.expander("The same in words"):
        st.markdown(bullets([plain(line) for line in grid.rows]))
    if only:
        link("conditions", "These conditions in the table →", mechanism=only[0])
else:
    st.info("Choose fewer mechanisms or conditions.", title="None of these mechanisms is linked to these conditions")

st.header("In the body", anchor="body")
st.markdown(prose(sections["body"]))
spans = [
    Span(
        f"{each.route}: {source_name(data.sources[data.rows[each.row].source])} ({each.people})",
        each.molecule,
        data.figure(each.row, each.field),
    )
    for each in data.bioavailability
]
reach = range_chart(
    spans, "percent of a dose that reaches the blood", "Sources disagree on the nose spray.", dark=is_dark()
)
st.markdown(f"**{reach.title}**")
st.vega_lite_chart(reach.spec, key="reach", alt=reach.alt)
with st.expander("The same in words, with sources"):
    rows = dict.fromkeys(each.row for each in data.bioavailability)
    st.markdown(bullets([row_line(data, data.rows[row]) for row in rows]))
for quantity in ("onset and duration", "half-life", "metabolism", "targets"):
    st.subheader(quantity.capitalize(), anchor=False)
    st.markdown(bullets([row_line(data, row) for row in data.pharmacology if row.quantity == quantity]))
st.subheader("Ketamine, esketamine, arketamine", anchor="forms")
st.markdown(prose(sections["forms"]))
st.markdown(bullets([row_line(data, row) for row in data.pharmacology if row.quantity == "potency"]))
