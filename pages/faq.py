"""Questions people ask: expandable answers, a search over them, and the poll under each (``?q=is-it-safe``)."""

import streamlit as st

from explainer.content import content
from explainer.content.prose import Answer
from explainer.poll.reactions import SITE
from explainer.poll.widget import poll
from explainer.ui.address import keep
from explainer.ui.answer import answers_to, show_answer
from explainer.ui.parts import count_line, page_head

data = content()
asked = st.query_params.get("q")


def open_all(is_open: bool) -> None:
    """Open or close every answer; a callback."""
    for answer in data.faq.values():
        st.session_state[f"answer-{answer.id}"] = is_open


@st.fragment
def expandable(answer: Answer) -> None:
    """One question; opening it reruns nothing but itself."""
    with st.expander(
        f"**{answer.question}**", key=f"answer-{answer.id}", expanded=answer.id == asked, on_change="rerun"
    ) as body:
        if body.open:
            show_answer(data, answer)
            poll(answer.id, "How does this answer make you feel?")


page_head(data, "faq")
if asked is not None:
    keep("q", asked)
if asked is not None and asked not in data.faq:
    st.warning("There is no question with this name here. The link may be old or mistyped.", title="Not found")
query = st.text_input(
    "Search the questions", key="ask", type="search", bind="query-params", placeholder="for example driving"
)
found = answers_to(data, query)
with st.container(horizontal=True, vertical_alignment="center"):
    st.button("Open all", on_click=open_all, args=(True,))
    st.button("Close all", on_click=open_all, args=(False,))
    count_line(f"**{len(found)} of {len(data.faq)}** questions.")
if not found:
    st.info("Try one word, such as “bladder”, “cost” or “driving”.", title="No question matches")
for each in sorted(found, key=lambda answer: answer.id != asked):
    expandable(each)

st.header("The whole site", anchor="site-poll")
poll(SITE, data.pages["faq"].sections["site_poll"])
