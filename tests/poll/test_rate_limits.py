"""How much one network may vote in a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from explainer.poll.rate_limits import Allowance, LimitReachedError, Network, network_of
from explainer.poll.schema import network_minutes
from explainer.poll.store import VoteStore, recount

KEY = bytes(range(32))
HERE, THERE = Network("a" * 64), Network("b" * 64)
NOON = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)


def test_over_its_limit_a_network_gets_no_vote_and_others_still_do(store: VoteStore) -> None:
    here = Allowance(HERE, votes=3, visitors=10)
    for visitor in "abc":
        store.vote(visitor, "site", "love", here)
    for question in ("site", "cost"):
        with pytest.raises(LimitReachedError):
            store.vote("d", question, "love", here)
    with pytest.raises(LimitReachedError):
        store.vote("a", "site", "sad", here)
    assert store.tally("site")["love"] == 3
    assert recount(store) == {}
    store.vote("d", "site", "love", Allowance(THERE, votes=3, visitors=10))


def test_new_visitors_are_limited_and_known_ones_go_on(store: VoteStore) -> None:
    here = Allowance(HERE, votes=100, visitors=2)
    store.vote("a", "site", "love", here)
    store.vote("b", "site", "love", here)
    with pytest.raises(LimitReachedError):
        store.vote("c", "site", "love", here)
    store.vote("a", "cost", "sad", here)
    store.vote("b", "site", "sad", here)
    assert (sum(store.tally("site").values()), sum(store.tally("cost").values())) == (2, 1)


def test_the_limit_is_shared_by_all_servers_of_a_store_even_at_once(place: Path | str, store: VoteStore) -> None:
    other = VoteStore(place)

    def vote(number: int) -> bool:
        try:
            mine = other if number % 2 else store
            mine.vote(f"v{number}", "site", "love", Allowance(HERE, votes=10, visitors=0))
        except LimitReachedError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(vote, range(40))) in (10, 20)  # 20 if the clock's minute changed in between
    assert store.tally("site")["love"] in (10, 20)
    other.close()


def test_the_next_minute_begins_anew_and_past_minutes_are_forgotten(store: VoteStore) -> None:
    for minutes in range(5):
        with store.writer.begin() as connection:
            allowance = Allowance(HERE, votes=1, visitors=1)
            allowance.use(connection, is_new=True, now=NOON + timedelta(minutes=minutes))
            Allowance(THERE).use(connection, is_new=True, now=NOON + timedelta(minutes=minutes))
    with store.engine.connect() as connection:
        kept = connection.scalars(select(network_minutes.c.minute)).all()
        assert max(kept) - min(kept) <= 1
        assert connection.scalar(select(func.count()).select_from(network_minutes)) == len(kept) <= 8


def test_what_is_refused_for_the_limit_is_not_written_at_all(store: VoteStore) -> None:
    here = Allowance(HERE, votes=1, visitors=0)
    store.vote("a", "site", "love", here)
    for _ in range(3):
        with pytest.raises(LimitReachedError):
            store.vote("a", "site", "sad", here)
    with store.engine.connect() as connection:
        assert connection.scalars(text("SELECT used FROM network_minutes")).all() == [1]


def test_nought_is_no_limit(store: VoteStore) -> None:
    for number in range(50):
        store.vote(f"v{number}", "site", "love", Allowance(HERE, votes=0, visitors=0))
    assert store.tally("site")["love"] == 50


def test_an_operator_may_set_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLAINER_VOTES_A_MINUTE", raising=False)
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "7")
    assert Allowance.configured(HERE) == Allowance(HERE, votes=Allowance.votes, visitors=7)


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
def test_a_network_is_one_ipv4_address_or_one_ipv6_64(one: str | None, other: str | None, same: bool) -> None:
    assert (network_of(one, KEY, NOON) == network_of(other, KEY, NOON)) is same


def test_tomorrow_the_same_address_cannot_be_known_again() -> None:
    today = network_of("203.0.113.7", KEY, NOON)
    assert today != network_of("203.0.113.7", KEY, NOON + timedelta(days=1))
    assert today != network_of("203.0.113.7", KEY[::-1], NOON)
    assert today == network_of("203.0.113.7", KEY, NOON + timedelta(hours=11))
    assert "203" not in today and len(today) == 64
