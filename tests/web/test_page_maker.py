"""What is made of a page and kept: once for all who ask, within a limit, and nothing that is for one reader."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message

from explainer.poll.cast import cast, trusted_key
from explainer.poll.visitor import new_cookie, token_of
from explainer.web import page_maker, ready_page
from tests.web.asgi import nothing, request
from tests.web.shared_cache import SharedCache
from tests.web.test_page_base import ask, based


def test_a_page_is_made_once_for_all_who_ask_for_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counted(*args: Any) -> object:
        made.append(args)
        return first_html(*args)

    first_html = page_maker.first_html
    monkeypatch.setattr(page_maker, "first_html", counted)
    bodies: list[bytes] = []

    async def send(message: Message) -> None:
        bodies.append(message.get("body", b""))

    async def ask_at_once() -> None:
        site = based()
        scope = {
            "type": "http", "method": "GET", "scheme": "http", "path": "/glossary", "query_string": b"",
            "headers": [(b"host", b"example.org")],
        }  # fmt: skip
        await asyncio.gather(*(site(dict(scope), nothing, send) for _ in range(20)))

    asyncio.run(ask_at_once())
    assert len(made) == 1 and len(set(filter(None, bodies))) == 1 and len(bodies) == 40


def test_what_is_kept_has_a_limit_whatever_readers_ask_for() -> None:
    site = based(room=60_000)
    for number in range(12):
        request(site, "/changes", query=f"since={number}", host="example.org", accept_encoding="br")
        request(site, "/glossary", query=f"term=nothing{number}", host="example.org", accept_encoding="br")
        request(site, "/glossary", query=f"word=w{number}", host="example.org", accept_encoding="br")
    kept = site.maker.kept
    assert 30_000 < kept.size <= 60_000 and kept.size == sum(len(page.body) for page in kept.pages())
    answer = request(site, "/changes", query="since=11", host="example.org", accept_encoding="br")
    assert answer.body in [page.body for page in kept.pages()], "the last one stays"


def test_pages_with_free_text_and_pages_that_are_not_there_are_not_kept() -> None:
    site = based()
    for query in ("find=pain", "condition=nope", "reacted=driving", "&".join(["a=b"] * 300)):
        request(site, "/conditions", query=query)
    assert site.maker.kept.size == 0
    request(site, "/conditions", query="utm_source=x")
    assert site.maker.kept.size > 0


def test_an_address_with_more_parameters_than_anybody_means_is_lost() -> None:
    assert ask("/conditions", "&".join(["condition=ptsd"] * 300)).status == 404


QUESTION = "driving"
AFTER_VOTING = f"q={QUESTION}&reacted={QUESTION}"


def cookie_of_a_voter(reaction: str) -> str:
    """The cookie of a new visitor who has reacted to the question."""
    key = trusted_key()
    cookie = new_cookie(key)
    cast(token_of(cookie, key) or "", QUESTION, reaction, None)
    return f"visitor={cookie}"


def mark(reaction: str) -> str:
    return f"Your reaction: {reaction}."


@pytest.mark.usefixtures("own_var")
def test_two_visitors_behind_a_shared_cache_never_see_each_others_marks() -> None:
    cache = SharedCache(based())
    for reaction, cookie in {each: cookie_of_a_voter(each) for each in ("love", "sad")}.items():
        after_voting = cache.get("/faq", AFTER_VOTING, cookie=cookie).body.decode()
        assert mark(reaction) in after_voting and after_voting.count("Your reaction") == 1
        for query in ("", f"q={QUESTION}"):
            assert "Your reaction" not in cache.get("/faq", query, cookie=cookie).body.decode()
    assert list(cache.kept) == ["/faq?", f"/faq?q={QUESTION}"]
    assert "Your reaction" not in cache.get("/faq", AFTER_VOTING).body.decode()


@pytest.mark.usefixtures("own_var")
def test_a_page_after_a_vote_is_for_one_reader_and_has_the_address_of_all() -> None:
    answer = request(based(), "/faq", query=AFTER_VOTING, host="example.org", if_none_match="*")
    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    assert "etag" not in answer.headers
    assert b'<link rel="canonical" href="http://example.org/faq?q=driving">' in answer.body


@pytest.mark.usefixtures("own_var")
def test_the_votes_on_a_page_are_seconds_old_and_other_pages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    site, now = based(), 1000.0
    monkeypatch.setattr(ready_page, "monotonic", lambda: now)

    def etags() -> list[str]:
        return [request(site, path).headers["etag"] for path in ("/faq", "/glossary")]

    first = etags()
    cookie_of_a_voter("love")
    assert etags() == first
    now += page_maker.POLL_SECONDS
    faq, glossary = etags()
    assert faq != first[0] and glossary == first[1]
