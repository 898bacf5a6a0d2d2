"""How it works: the chain from dose to effect, mechanisms by conditions, and what the body does (``?step=...``)."""

import streamlit as st

from explainer.charts.chain import chain_chart
from explainer.charts.matrix import matrix_chart
from explainer.content import content
from explainer.ui import mechanism as show
from explainer.ui.address import keep
from explainer.ui.device import is_dark
from explainer.ui.parts import condition_links, page_head
from explainer.ui.site_map import link, text_link
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain, prose


def choose_step() -> None:
    """Put the chosen mechanism into the address; a callback, so that going back is not undone by the chart."""
    picked = st.session_state["chain"].selection.get("mechanism", [])
    if picked:
        st.query_params["step"] = picked[0]["id"]


def choose_spot() -> None:
    """Put the chosen mark of the grid into the address; a callback, as above."""
    picked = st.session_state["grid"].selection.get("cell", [])
    if picked:
        st.query_params["spot"] = picked[0]["id"]


data = content()
sections = {key: prose(text) for key, text in data.pages["mechanisms"].sections.items()}
mechanisms = list(data.mechanisms.values())
names = {mechanism.id: mechanism.name for mechanism in mechanisms}

page_head(data, "mechanisms")
st.header("From the dose to its effects", anchor="chain")
asked = st.query_params.get("step")
if asked is not None:
    keep("step", asked)
picture = chain_chart(mechanisms, data.steps, chosen=asked if asked in names else None, dark=is_dark())
st.markdown(f"**{picture.title}**")
st.caption(sections["chain_key"])
st.vega_lite_chart(picture.spec, key="chain", on_select=choose_step, alt=picture.alt)
if asked in names:
    show.show_mechanism(data, data.mechanisms[asked])
elif asked is not None:
    st.warning(
        "There is no mechanism with this name here. The link may be old or mistyped. All are in the picture above.",
        title="Not found",
    )
with st.expander("Every step in words"):
    st.markdown(bullets([plain(line) for line in picture.rows]))
with st.expander("Every mechanism in words, with links"):
    st.markdown(bullets([text_link("mechanisms", f"{m.name}: {m.standing}", step=m.id) for m in mechanisms]))

st.header("Where each is thought to matter", anchor="matrix")
st.markdown(sections["matrix"])
only = st.multiselect(
    "Mechanisms", list(names.values()), key="which", bind="query-params", placeholder="All mechanisms"
)
where = st.multiselect(
    "Conditions",
    [condition.name for condition in data.conditions.values()],
    key="where",
    bind="query-params",
    placeholder="All conditions",
)
kept, kept_names = show.linked(data, only, where)
if kept:
    grid = matrix_chart(kept, list(kept_names.items()), dark=is_dark())
    st.markdown(f"**{grid.title}**")
    st.caption(sections["matrix_key"])
    st.caption(" · ".join(f"{number} {name}" for number, name in enumerate(kept_names.values(), start=1)))
    st.vega_lite_chart(grid.spec, key="grid", on_select=choose_spot, alt=grid.alt)
    show.show_spot(data, st.query_params.get("spot"))
    with st.expander("The same in words"):
        st.markdown(bullets([plain(line) for line in grid.rows]))
    for name in only:
        link("conditions", f"“{name}”: its conditions in the table →", mechanism=name)
    if where:
        st.markdown(" · ".join(condition_links(data, (condition.id for condition in kept))))
else:
    st.info("Choose fewer mechanisms or conditions.", title="None of these mechanisms is linked to these conditions")

st.header("In the body", anchor="body")
st.markdown(sections["body"])
show.show_routes(data)
show.show_reach(data)
for quantity in ("onset and duration", "half-life", "metabolism", "targets"):
    with st.expander(quantity.capitalize()):
        st.markdown(bullets([row_line(data, row) for row in data.pharmacology if row.quantity == quantity]))
st.subheader("Ketamine, esketamine, arketamine", anchor="forms")
st.markdown(sections["forms"])
forms = [row for row in data.pharmacology if row.quantity == "potency" and row.molecule == "both"]
st.markdown(bullets([row_line(data, row) for row in forms]))
