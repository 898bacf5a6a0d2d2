"""An answer of the FAQ: its words, what is not known, what it rests on."""

import streamlit as st

from explainer.content import Content
from explainer.content.prose import Answer
from explainer.find.search import matches
from explainer.ui.parts import condition_links, help_now
from explainer.ui.site_map import text_link
from explainer.ui.sources import row_lines
from explainer.ui.text import bullets, prose


def answers_to(content: Content, query: str) -> list[Answer]:
    """The answers that a search finds, in the order of the page; all of them for an empty search."""
    return [a for a in content.faq.values() if matches(query, a.question, a.short, a.answer, *a.also_asked)]


def show_answer(content: Content, answer: Answer) -> None:
    """The body of an answer, for inside its expander."""
    if answer.id == "suicidal-thoughts":
        help_now(content)
    st.markdown(f"**{prose(answer.short)}**")
    st.markdown(prose(answer.answer))
    st.markdown("**What is not known**")
    st.markdown(bullets([prose(text) for text in answer.not_known]))
    with st.expander(f"What this rests on ({len(answer.rows)})"):  # Tab does not reach what a popover shows
        st.markdown(bullets(row_lines(content, answer.rows)))
    links = [text_link("faq", "Link to this answer", q=answer.id), *condition_links(content, answer.conditions)]
    st.markdown(" · ".join(links))
