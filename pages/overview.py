"""Overview: what ketamine is, all conditions in one picture, what is approved, how to read this site, help."""

import streamlit as st

from explainer.charts.overview import overview_chart
from explainer.content import content
from explainer.evidence.summary import summaries
from explainer.ui.device import is_dark
from explainer.ui.parts import crisis_line, help_now, page_head, reading_mark
from explainer.ui.site_map import path_of, text_link
from explainer.ui.text import bullets, plain, prose

data = content()
words = data.pages["overview"]
rows = summaries(data)

page_head(data, "overview")
st.markdown(prose(words.sections["what_it_is"]))

crisis_line(data)

st.header("All conditions in one picture", anchor="picture")
st.caption(prose(data.pages["site"].sections["reading_line"]))
arranged = st.segmented_control(
    "Group by", ["family", "how sure we are"], default="family", required=True, key="arrange", bind="query-params"
)
picture = overview_chart(rows, by_family=arranged != "how sure we are", dark=is_dark())
st.markdown(f"**{picture.title}**")
st.markdown(":small[" + " · ".join(f":{s.colour}[{s.symbol}] {s.reading}" for s in data.scale.values()) + "]")
chosen = st.vega_lite_chart(picture.spec, key="overview-picture", on_select="rerun", alt=picture.alt)
picked = chosen.selection.get("condition", [])
if picked:
    st.switch_page(path_of("conditions"), query_params={"condition": picked[0]["id"]})
with st.expander("The picture in words, with links"):
    marks = {row.id: f"{row.step.symbol} {row.name}: {row.reading.reading}" for row in rows}
    st.markdown(bullets([text_link("conditions", said, condition=row) for row, said in marks.items()]))

st.header("What the marks mean", anchor="marks")
for step in data.scale.values():
    number = sum(row.step is step for row in rows)
    st.markdown(f"{reading_mark(step)} ({number} of {len(rows)}): {plain(step.meaning)}")

st.header("What is approved", anchor="approved")
best = next(iter(data.scale))
for row in rows:
    if row.approvals:
        with st.container(border=True):
            seen = dict.fromkeys(f"**{plain(a.place)}**, {a.molecule}: {plain(a.indication)}" for a in row.approvals)
            st.markdown(f"{text_link('conditions', f'**{row.name}**', condition=row.id)}\n\n{bullets(list(seen))}")
            if row.reading.reading != best:
                less = "approved_for_less" if row.approved_only_for else "approved_in_one_place"
                st.caption(f"{words.sections[less]} {row.step.symbol} {row.reading.reading}.")
st.caption(f"For the other {sum(not row.approvals for row in rows)} conditions no approval is known.")

st.header("How to read this site", anchor="how-to-read")
st.markdown(prose(words.sections["how_to_read"]))

help_now(data)
