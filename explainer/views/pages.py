"""The view of each page."""

from collections.abc import Callable, Mapping

from explainer.content import Content
from explainer.find.state import State
from explainer.site import GLOSSARY, SitePage
from explainer.views.blocks import View
from explainer.views.glossary import glossary

VIEWS: Mapping[SitePage, Callable[[Content, State], View]] = {
    GLOSSARY: glossary,
}


def view(content: Content, page: SitePage, state: State) -> View:
    """What a page shows for the query of an address."""
    return VIEWS[page](content, state)
