"""A popular claim: its verdict in word, mark and colour, why, and the evidence as it stands in the tables."""

import streamlit as st

from explainer.content import Content
from explainer.content.reference import Claim
from explainer.ui.parts import condition_links
from explainer.ui.site_map import text_link
from explainer.ui.sources import row_lines
from explainer.ui.text import bullets, plain

VERDICTS = {
    "supported": ("✔", "green"),
    "partly": ("◐", "blue"),
    "overstated": ("▲", "orange"),
    "unsupported": ("✖", "red"),
}


def verdict_mark(verdict: str) -> str:
    """Symbol, colour and word, in Markdown."""
    symbol, colour = VERDICTS[verdict]
    return f":{colour}[{symbol}] **{verdict}**"


def show_claim(content: Content, claim: Claim, *, is_open: bool) -> None:
    """One claim as a card with its evidence."""
    with st.container(border=True, key=f"claim-{claim.id}"):
        links = [text_link("claims", "Link to this claim", claim=claim.id)]
        if claim.condition:
            links += condition_links(content, [claim.condition])
        st.markdown(
            f":small[{claim.order} · {plain(claim.section)}]\n\n“{plain(claim.claim)}”\n\n"
            f"{verdict_mark(claim.verdict)}: {plain(claim.why)}\n\n:small[{' · '.join(links)}]"
        )
        with st.expander(f"The evidence ({len(claim.evidence)})", expanded=is_open):
            st.markdown(bullets(row_lines(content, claim.evidence)))


def claims_about(content: Content, condition: str) -> list[Claim]:
    """The claims filed under a condition, in their order."""
    return [claim for claim in content.claims if claim.condition == condition]
