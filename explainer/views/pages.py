"""The view of each page, and the addresses that together say everything."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from explainer.content import Content
from explainer.find.state import State
from explainer.site import (
    CHANGES,
    CLAIMS,
    CONDITIONS,
    FAQ,
    GLOSSARY,
    MECHANISMS,
    OTHER_USES,
    OVERVIEW,
    PAGES,
    SAFETY,
    SEARCH,
    SHEET,
    SOURCES,
    TIMELINE,
    TRIALS,
    SitePage,
)
from explainer.views.changes import changes
from explainer.views.claims import claims
from explainer.views.conditions import conditions
from explainer.views.explained import explained
from explainer.views.faq import faq
from explainer.views.glossary import glossary
from explainer.views.mechanisms import mechanisms
from explainer.views.opened import things
from explainer.views.other_uses import other_uses
from explainer.views.overview import overview
from explainer.views.safety import safety
from explainer.views.saved import with_addresses
from explainer.views.search import search_page
from explainer.views.sheet import sheet
from explainer.views.sources import sources
from explainer.views.timeline import timeline
from explainer.views.trials import trials
from explainer.views.view import View

VIEWS: Mapping[SitePage, Callable[[Content, State], View]] = {
    OVERVIEW: overview,
    CONDITIONS: conditions,
    OTHER_USES: other_uses,
    TRIALS: trials,
    CLAIMS: claims,
    MECHANISMS: mechanisms,
    SAFETY: safety,
    SHEET: sheet,
    TIMELINE: timeline,
    FAQ: faq,
    SOURCES: sources,
    SEARCH: search_page,
    GLOSSARY: glossary,
    CHANGES: changes,
}
NOT_EXPLAINED = (GLOSSARY, SOURCES, SEARCH)
"""Pages without explained words: the glossary itself, titles of works, what a search finds."""
TEXT_KEYS = ("find", "use", "word", "ask", "events", "works", "for")
"""Queries that hold free text."""


def view(content: Content, page: SitePage, state: State) -> View:
    """What a page shows for the query of an address, the words of the glossary explained where they stand."""
    state = state.filled
    shown = with_addresses(VIEWS[page](content, state), page, state)
    return shown if page in NOT_EXPLAINED else replace(shown, blocks=explained(content, shown.blocks))


def addresses(content: Content) -> Iterator[tuple[SitePage, State]]:
    """Every page, and every thing that a page opens by its address."""
    for page in PAGES:
        yield page, State()
        for name in things(content, page):
            yield page, State.of(**{page.key: name})
