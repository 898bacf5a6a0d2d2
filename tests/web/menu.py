"""The pages of the site by name, and the first HTML of an address."""

from functools import cache
from urllib.parse import urlencode

from explainer.content import Content
from explainer.site import PAGES
from explainer.web.first_html import FirstHtml, first_html, no_page
from explainer.web.page_address import PageAddress, page_address

NAMES = tuple(page.name for page in PAGES)


@cache
def html_of(content: Content, path: str, **query: str) -> FirstHtml:
    """The first HTML of a path with a query; made once, as several tests go through the whole site."""
    address = page_address(content, path, urlencode(query))
    return first_html(content, address.page, address.state) if isinstance(address, PageAddress) else no_page(content)
