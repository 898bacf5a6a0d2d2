"""The view of each page."""

from collections.abc import Callable, Mapping

from explainer.content import Content
from explainer.find.state import State
from explainer.site import (
    CHANGES,
    CLAIMS,
    CONDITIONS,
    FAQ,
    GLOSSARY,
    MECHANISMS,
    OVERVIEW,
    SAFETY,
    SEARCH,
    SHEET,
    SOURCES,
    TIMELINE,
    SitePage,
)
from explainer.views.blocks import View
from explainer.views.changes import changes
from explainer.views.claims import claims
from explainer.views.conditions import conditions
from explainer.views.faq import faq
from explainer.views.glossary import glossary
from explainer.views.mechanisms import mechanisms
from explainer.views.overview import overview
from explainer.views.safety import safety
from explainer.views.search import search_page
from explainer.views.sheet import sheet
from explainer.views.sources import sources
from explainer.views.timeline import timeline

VIEWS: Mapping[SitePage, Callable[[Content, State], View]] = {
    OVERVIEW: overview,
    CONDITIONS: conditions,
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


def view(content: Content, page: SitePage, state: State) -> View:
    """What a page shows for the query of an address."""
    return VIEWS[page](content, state)
