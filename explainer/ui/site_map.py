"""The pages of the site, and links between them.

To add a page: write ``pages/name.py`` and ``data/pages/name.toml``, and add a line to ``PAGES`` and to ``SITE_PAGES``
of :mod:`explainer.content.links`. A page never calls ``st.stop``: that would stop the router too, and the foot be lost.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from explainer.settings import PAGES as FOLDER
from explainer.site import SitePage as Page


@dataclass(frozen=True)
class SitePage:
    """A page: its file in ``pages/``, its name in the menu, its address, and where readers go on from it."""

    name: str
    menu: str
    help: str
    near: tuple[str, ...]
    in_menu: bool = True
    """Pages that are not in the menu are linked above or below every page."""

    @property
    def path(self) -> str:
        """Absolute path of its script, as Streamlit and its tests want it."""
        return str(FOLDER / f"{self.name}.py")


PAGES = (
    SitePage(
        "overview",
        "Overview",
        "All conditions in one picture, what is approved, where to get help.",
        ("conditions", "faq", "safety"),
    ),
    SitePage(
        "conditions",
        "Conditions",
        "What ketamine was tried for: filter, compare, open one.",
        ("trials", "mechanisms", "sheet"),
    ),
    SitePage(
        "trials",
        "Trials",
        "Every trial result, as plots and in words, with the blinding lens.",
        ("conditions", "claims", "sources"),
    ),
    SitePage(
        "claims",
        "Claims",
        "What articles say about ketamine, checked against the evidence.",
        ("trials", "conditions", "faq"),
    ),
    SitePage(
        "mechanisms",
        "How it works",
        "From the dose to its effects, and how well each step is supported.",
        ("conditions", "safety", "glossary"),
    ),
    SitePage(
        "safety",
        "Safety",
        "Side effects with their rates, long-term harms, interactions, approvals.",
        ("faq", "sheet", "conditions"),
    ),
    SitePage(
        "sheet", "Sheet", "One page for a condition, to print and take to the doctor.", ("conditions", "safety", "faq")
    ),
    SitePage(
        "timeline",
        "Timeline",
        "Dated events since the first synthesis, as a picture and as a list.",
        ("claims", "mechanisms", "changes"),
    ),
    SitePage(
        "faq",
        "Questions",
        "Plain answers to what people ask, with sources and a reaction poll.",
        ("safety", "conditions", "sheet"),
    ),
    SitePage(
        "sources",
        "Sources",
        "Every publication, label and law behind the statements.",
        ("trials", "changes", "timeline"),
    ),
    SitePage("search", "Search", "Find anything on this site.", ("overview", "conditions", "faq"), in_menu=False),
    SitePage("glossary", "Glossary", "Every scale and term in plain words.", ("trials", "faq"), in_menu=False),
    SitePage("changes", "What changed", "What is new since a year you choose.", ("timeline", "sources"), in_menu=False),
)
HOME = PAGES[0]


def page_named(name: str) -> SitePage:
    """A page by its name, which is empty for the first page in Streamlit's view."""
    return next((page for page in PAGES if page.name == name), HOME)


def path_of(name: str) -> str:
    """Path of a page's script by its name."""
    return next(page.path for page in PAGES if page.name == name)


def text_link(page: str, label: str, **query: str) -> str:
    """A link to a page of the site, with its view in the address, in Markdown; so is its label.

    A script of the page opens it in the running app (``explainer/web/own_links.js``).
    """
    address = f"./{'' if page == HOME.name else page}"
    return f"[{label}]({address}?{urlencode(query)})" if query else f"[{label}]({address})"


def link(page: str, label: str, **query: str) -> None:
    """The same on a line of its own."""
    st.markdown(text_link(page, label, **query))


def script_of(page: Page) -> str:
    """Path of a page's script, as Streamlit and its tests want it."""
    return str(FOLDER / f"{page.name}.py")
