"""The pages of the site, and links between them.

To add a page: write ``pages/name.py`` and ``data/pages/name.toml``, and add a line to ``PAGES``.
"""

from dataclasses import dataclass

import streamlit as st

from explainer.settings import PAGES as FOLDER


@dataclass(frozen=True)
class SitePage:
    """A page: its file in ``pages/``, its name in the menu, its address."""

    name: str
    menu: str
    help: str

    @property
    def path(self) -> str:
        """Absolute path of its script, as Streamlit and its tests want it."""
        return str(FOLDER / f"{self.name}.py")


PAGES = (
    SitePage("overview", "Overview", "All conditions in one picture, what is approved, where to get help."),
    SitePage("conditions", "Conditions", "What ketamine was tried for: filter, compare, open one."),
    SitePage("trials", "Trials", "Every trial result, as plots and in words, with the blinding lens."),
    SitePage("claims", "Claims", "What articles say about ketamine, checked against the evidence."),
    SitePage("mechanisms", "How it works", "From the dose to its effects, and how well each step is supported."),
    SitePage("safety", "Safety", "Side effects with their rates, long-term harms, interactions, approvals."),
    SitePage("sheet", "Sheet", "One page for a condition, to print and take to the doctor."),
    SitePage("timeline", "Timeline", "Dated events since the first synthesis, as a picture and as a list."),
    SitePage("faq", "Questions", "Plain answers to what people ask, with sources and a reaction poll."),
    SitePage("sources", "Sources", "Every publication, label and law behind the statements."),
)
HOME = PAGES[0]


def path_of(name: str) -> str:
    """Path of a page's script by its name."""
    return next(page.path for page in PAGES if page.name == name)


def link(page: str, label: str, **query: str) -> None:
    """A link to a page of the site, with its view in the address."""
    st.page_link(path_of(page), label=label, help="", query_params=query or None)
