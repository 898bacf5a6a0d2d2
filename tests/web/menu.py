"""The pages of the site by name, and the first HTML of an address."""

from urllib.parse import urlencode

from explainer.content import Content
from explainer.site import PAGES
from explainer.web.first_html import FirstHtml, first_html

NAMES = tuple(page.name for page in PAGES)


def html_of(content: Content, path: str, **query: str) -> FirstHtml:
    """The first HTML of a path with a query."""
    return first_html(content, path, urlencode(query))
