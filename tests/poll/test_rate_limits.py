"""One network can send only so many votes a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from explainer.poll.rate_limits import LimitReachedError, Network, RateLimit, hash_network
from explainer.poll.schema import network_minutes
from explainer.poll.store import VoteStore, recount

KEY = bytes(range(32))
HERE, THERE = Network("a" * 64), Network("b" * 64)
NOON = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)


def test_a_network_over_its_limit_cannot_vote_and_others_can(store: VoteStore) -> None:
    here = RateLimit(HERE, votes=3, visitors=10)
    for visitor in "abc":
        store.vote(visitor, "site", "love", here)
    for question in ("site", "cost"):
        with pytest.raises(LimitReachedError):
            store.vote("d", question, "love", here)
    with pytest.raises(LimitReachedError):
        store.vote("a", "site", "sad", here)
    assert store.tally("site")["love"] == 3
    assert recount(store) == {}
    store.vote("d", "site", "love", RateLimit(THERE, votes=3, visitors=10))


def test_over_the_limit_of_new_visitors_known_ones_can_still_vote(store: VoteStore) -> None:
    here = RateLimit(HERE, votes=100, visitors=2)
    store.vote("a", "site", "love", here)
    store.vote("b", "site", "love", here)
    with pytest.raises(LimitReachedError):
        store.vote("c", "site", "love", here)
    store.vote("a", "cost", "sad", here)
    store.vote("b", "site", "sad", here)
    assert (sum(store.tally("site").values()), sum(store.tally("cost").values())) == (2, 1)


def test_all_servers_of_a_store_share_the_limit(database: Path | str, store: VoteStore) -> None:
    other = VoteStore(database)

    def vote(number: int) -> bool:
        try:
            mine = other if number % 2 else store
            mine.vote(f"v{number}", "site", "love", RateLimit(HERE, votes=10, visitors=0))
        except LimitReachedError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(vote, range(40))) in (10, 20)  # 20 if the clock's minute changed in between
    assert store.tally("site")["love"] in (10, 20)
    other.close()


def test_each_minute_starts_at_zero_and_past_minutes_are_deleted(store: VoteStore) -> None:
    for minutes in range(5):
        with store.writer.begin() as connection:
            limit = RateLimit(HERE, votes=1, visitors=1)
            limit.count_vote(connection, is_new_visitor=True, now=NOON + timedelta(minutes=minutes))
            RateLimit(THERE).count_vote(connection, is_new_visitor=True, now=NOON + timedelta(minutes=minutes))
    with store.engine.connect() as connection:
        kept = connection.scalars(select(network_minutes.c.minute)).all()
        assert max(kept) - min(kept) <= 1
        assert connection.scalar(select(func.count()).select_from(network_minutes)) == len(kept) <= 8


def test_votes_over_the_limit_are_not_written(store: VoteStore) -> None:
    here = RateLimit(HERE, votes=1, visitors=0)
    store.vote("a", "site", "love", here)
    for _ in range(3):
        with pytest.raises(LimitReachedError):
            store.vote("a", "site", "sad", here)
    with store.engine.connect() as connection:
        assert connection.scalars(text("SELECT used FROM network_minutes")).all() == [1]


def test_zero_means_no_limit(store: VoteStore) -> None:
    for number in range(50):
        store.vote(f"v{number}", "site", "love", RateLimit(HERE, votes=0, visitors=0))
    assert store.tally("site")["love"] == 50


def test_environment_variables_set_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLAINER_VOTES_A_MINUTE", raising=False)
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "7")
    assert RateLimit.from_environment(HERE) == RateLimit(HERE, votes=RateLimit.votes, visitors=7)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::1", True),
        (None, "not an address", True),
        (None, "203.0.113.7", False),
    ],
)
def test_a_network_is_an_ipv4_address_or_an_ipv6_64_prefix(one: str | None, other: str | None, same: bool) -> None:
    assert (hash_network(one, KEY, NOON) == hash_network(other, KEY, NOON)) is same


def test_the_hash_of_an_address_changes_every_day() -> None:
    today = hash_network("203.0.113.7", KEY, NOON)
    assert today != hash_network("203.0.113.7", KEY, NOON + timedelta(days=1))
    assert today != hash_network("203.0.113.7", KEY[::-1], NOON)
    assert today == hash_network("203.0.113.7", KEY, NOON + timedelta(hours=11))
    assert "203" not in today and len(today) == 64
