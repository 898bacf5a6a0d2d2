"""Glossary: every scale and word of the field in plain words; one of them first (``?term=madrs``)."""

import streamlit as st

from explainer.content import content
from explainer.content.reference import Term
from explainer.find.search import matches
from explainer.ui.address import keep
from explainer.ui.parts import count_line, page_head
from explainer.ui.text import plain

data = content()
groups = data.pages["glossary"].sections
asked = st.query_params.get("term")
first = data.glossary.get(asked or "")


def word(term: Term) -> str:
    """A word, its explanation and what else it is called, in Markdown."""
    others = f"  \n:small[Also: {plain(', '.join(term.other_forms))}]" if term.other_forms else ""
    return f"**{plain(term.term)}**  \n{plain(term.explanation)}{others}"


page_head(data, "glossary")
query = st.text_input("Search words", key="word", type="search", bind="query-params", placeholder="for example MADRS")
if asked is not None:
    keep("term", asked)
if first:
    with st.container(border=True):
        st.markdown(word(first))
elif asked is not None:
    st.warning("There is no word with this name here. The link may be old or mistyped.", title="Not found")

found = [term for term in data.glossary.values() if matches(query, *term.forms, term.explanation)]
count_line(f"**{len(found)} of {len(data.glossary)}** words.")
if not found:
    st.info("Try the short form of a scale, or another word for the same thing.", title="No word matches")
for kind, heading in groups.items():
    terms = sorted((term for term in found if term.kind == kind), key=lambda term: term.term.casefold())
    if terms:
        st.header(heading, anchor=kind)
        st.markdown("\n\n".join(map(word, terms)))
