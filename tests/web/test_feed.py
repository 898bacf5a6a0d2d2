"""The Atom feed of what changed."""

import time

import feedparser
import pytest
from starlette.applications import Starlette

from explainer.content import Content
from explainer.site import page_named
from explainer.web.feed import MOST, feed_routes
from explainer.web.head import head
from tests.web.asgi import Answer, request
from tests.web.menu import html_of


def ask(path: str = "/changes.atom", base: str = "") -> Answer:
    return request(Starlette(routes=feed_routes(base)), path, scheme="https", host="example.org")


def test_a_reader_of_feeds_finds_every_new_change_with_its_date_and_its_page(site_content: Content) -> None:
    answer = ask()
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.body)
    assert not feed.bozo and feed.version == "atom10"
    assert len(feed.entries) == min(MOST, len(site_content.changes))
    for entry, change in zip(feed.entries, site_content.changes, strict=False):
        assert entry.content[0].value == change.what
        assert time.strftime("%Y-%m-%d", entry.updated_parsed).startswith(change.date)
        assert entry.link == f"https://example.org/{page_named(change.page).address().removeprefix('./')}"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_ids_stay_wherever_the_site_is() -> None:
    here, there = (
        feedparser.parse(ask(path, base).body) for path, base in (("/changes.atom", ""), ("/k/changes.atom", "/k"))
    )
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert there.entries[0].link.startswith("https://example.org/k/")


@pytest.mark.parametrize("path", ["/", "/faq"])
def test_every_page_tells_of_the_feed(site_content: Content, path: str) -> None:
    assert 'type="application/atom+xml" title="What changed" href="https://example.org/changes.atom"' in head(
        html_of(site_content, path), "https://example.org/"
    )
