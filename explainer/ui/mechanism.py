"""One mechanism in full: what happens, how sure that is, what it rests on, where it is thought to matter."""

import streamlit as st

from explainer.content import Content
from explainer.content.prose import Mechanism
from explainer.ui.site_map import link
from explainer.ui.sources import row_lines
from explainer.ui.text import bullets, prose

SEEN = {"people": "in people", "animals": "in animals", "laboratory": "in the laboratory"}


def show_mechanism(content: Content, mechanism: Mechanism) -> None:
    """The card of one mechanism."""
    with st.container(border=True):
        st.subheader(mechanism.name, anchor=False)
        st.caption(f"{mechanism.standing}; best support {SEEN[mechanism.evidence]}")
        st.markdown(prose(content.filled(mechanism.summary)))
        st.markdown("**What is not known**")
        st.markdown(bullets([prose(content.filled(text)) for text in mechanism.not_known]))
        with st.expander(f"What this rests on ({len(mechanism.rows)})"):
            st.markdown(bullets(row_lines(content, mechanism.rows)))
        linked = [c for c in content.conditions.values() if any(each.id == mechanism.id for each in c.mechanisms)]
        with st.expander(f"Where it is thought to matter ({len(linked)})"), st.container(horizontal=True):
            for condition in linked:
                link("conditions", condition.name, condition=condition.id)
        link("conditions", "These conditions in the table →", mechanism=mechanism.name)
