"""``/changes.atom``: what changed on the site, for readers of feeds.

There is none for a single condition: a row of ``data/changes.csv`` names a page, not a condition.
"""

import datetime
from importlib import import_module
from uuid import NAMESPACE_URL, uuid5

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.content import Content, content
from explainer.content.dates import date_span
from explainer.content.reference import Change
from explainer.settings import SITE_NAME
from explainer.site import CHANGES, FEED, page_named
from explainer.web.head import site_address
from explainer.words.citation import CONTRIBUTORS

MOST = 60
"""Entries in the feed, the newest."""


def feed_routes(base: str = "") -> list[Route]:
    """The route, below the site's own path."""

    def feed(request: Request) -> Response:
        atom = atom_feed(content(), site_address(request.scope, base))
        return Response(atom, media_type="application/atom+xml", headers={"cache-control": "public, max-age=3600"})

    return [Route(f"{base}/{FEED}", feed)]


def atom_feed(content: Content, site: str) -> bytes:
    """The feed as Atom 1.0 (RFC 4287), the newest change first. ``site`` is the address of the site."""
    feed = import_module("feedgen.feed").FeedGenerator()  # with lxml it holds 5 MB: only where a feed is made
    feed.id(f"{site}{FEED}")
    feed.title(f"{SITE_NAME}: what changed")
    feed.author(name=CONTRIBUTORS)
    feed.language("en")
    feed.link(href=f"{site}{FEED}", rel="self", type="application/atom+xml")
    feed.link(href=f"{site}{CHANGES.name}", rel="alternate", type="text/html")
    newest = content.changes[:MOST]
    feed.updated(max(map(_moment, newest)))
    for change in newest:
        page = page_named(change.page)
        entry = feed.add_entry(order="append")
        entry.id(_id(change))
        entry.title(f"{page.menu}: {change.kind}")
        entry.link(href=f"{site}{page.address().removeprefix('./')}")
        entry.updated(_moment(change))
        entry.content(change.what, type="text")
    return bytes(feed.atom_str(pretty=True))


def _moment(change: Change) -> datetime.datetime:
    """The beginning of the day of a change; of the first day that it may mean where only month or year is known."""
    return datetime.datetime.combine(date_span(change.date)[0], datetime.time(), datetime.UTC)


def _id(change: Change) -> str:
    """An id that stays, wherever the site is, as long as the row does."""
    return uuid5(NAMESPACE_URL, f"{change.date} {change.page} {change.what}").urn
