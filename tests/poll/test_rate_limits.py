"""One visitor, and one network, can send only so many votes."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from explainer.poll.rate_limits import (
    DayHash,
    LimitReachedError,
    RateLimit,
    configured_limits,
    hash_network,
    hash_of_day,
)
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import counts
from explainer.poll.store import VoteStore, recount
from explainer.poll.visitor import visitor_hash
from explainer.settings import SettingError

KEY = bytes(range(32))
HERE, THERE = DayHash("a" * 64), DayHash("b" * 64)
NOON = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
HOSPITAL = "203.0.113.7"
MINUTE = timedelta(minutes=1)
FREE = {"votes_of_visitor": 0, "votes": 0, "visitors": 0, "visitors_a_day": 0}


class Clinic:
    """Visitors behind one address, who vote at times that the test sets."""

    def __init__(self, store: VoteStore, **limits: int) -> None:
        self.store, self.limits = store, limits
        self.refused: list[int] = []
        """After how many seconds each refused vote may be tried again."""

    def vote(self, who: str, question: str, reaction: str | None, at: datetime) -> bool:
        """Vote as one of them; whether it was written."""
        visitor = visitor_hash(who, KEY)
        limit = RateLimit(hash_network(HOSPITAL, KEY, at), hash_of_day(visitor, KEY, at), **self.limits)
        try:
            self.store.vote(visitor, question, reaction, limit, now=at)
        except LimitReachedError as error:
            self.refused.append(error.retry_seconds)
            return False
        return True


def limit(who: str, network: DayHash = HERE, **limits: int) -> RateLimit:
    """Limits of one visitor; those that are not named are off."""
    return RateLimit(network, hash_of_day(who, KEY), **(FREE | limits))


def test_sixty_people_behind_one_address_can_all_vote_though_ten_of_them_are_impatient(store: VoteStore) -> None:
    clinic = Clinic(store)
    impatient = [f"impatient {number}" for number in range(10)]
    patient = [f"patient {number}" for number in range(50)]
    waiting, minutes = [*patient], 0
    for minutes in range(10):
        if not waiting:
            break
        now = NOON + minutes * MINUTE
        for tap in range(14):  # they are quicker than everybody else, every minute
            for who in impatient:
                clinic.vote(who, "site", REACTION_IDS[tap % 7], now + timedelta(seconds=tap))
        waiting = [who for who in waiting if not clinic.vote(who, "site", "love", now + timedelta(seconds=40))]
    assert not waiting and minutes < 10
    assert sum(store.tally("site").values()) == 60
    assert set(clinic.refused) <= set(range(1, 61))
    assert recount(store) == {}


def test_whoever_tries_five_hundred_times_leaves_their_neighbours_what_they_need(store: VoteStore) -> None:
    clinic = Clinic(store)
    neighbour = []
    for tenth in range(11):
        now = NOON + tenth * timedelta(seconds=10)
        for attempt in range(500 // 6):
            clinic.vote("script", "site", REACTION_IDS[(tenth + attempt) % 7], now)
        neighbour.append(clinic.vote("neighbour", f"question-{tenth}", "love", now))
    assert neighbour == [True] * 11
    with store.engine.connect() as connection:
        used = connection.scalars(select(counts.c.used).where(counts.c.kind == "vote").order_by(counts.c.last_minute))
        assert list(used) == [10 + 6, 10 + 5]


def test_a_refused_vote_says_when_the_next_minute_begins(store: VoteStore) -> None:
    clinic = Clinic(store, votes_of_visitor=1)
    assert clinic.vote("ann", "site", "love", NOON + timedelta(seconds=12))
    assert not clinic.vote("ann", "site", "sad", NOON + timedelta(seconds=13))
    assert not clinic.vote("ann", "site", "sad", NOON + timedelta(seconds=59))
    assert clinic.refused == [47, 1]
    assert clinic.vote("ann", "site", "sad", NOON + timedelta(seconds=60))


def test_a_class_of_sixty_in_one_minute_is_told_when_to_try_again_and_then_all_can_vote(store: VoteStore) -> None:
    clinic = Clinic(store)
    told = [who for who in range(60) if not clinic.vote(f"pupil {who}", "site", "wow", NOON + timedelta(seconds=20))]
    assert len(told) == 30 and set(clinic.refused) == {40}
    assert all(clinic.vote(f"pupil {who}", "site", "wow", NOON + timedelta(seconds=60)) for who in told)


def test_voting_and_taking_back_in_turn_makes_nobody_a_new_visitor_again(store: VoteStore) -> None:
    clinic = Clinic(store, **(FREE | {"visitors": 2, "visitors_a_day": 2}))
    for turn in range(20):
        assert clinic.vote("ann", "site", "love", NOON + turn * MINUTE)
        assert clinic.vote("ann", "site", None, NOON + turn * MINUTE)
    assert clinic.vote("bob", "site", "love", NOON)


def test_a_day_brings_a_network_only_so_many_new_visitors_and_the_next_day_others(store: VoteStore) -> None:
    clinic = Clinic(store, visitors_a_day=50)
    for number in range(50):
        assert clinic.vote(f"visitor {number}", "site", "love", NOON + number * MINUTE)
    assert not clinic.vote("one more", "site", "love", NOON + timedelta(hours=1))
    assert clinic.refused == [11 * 3600]
    assert clinic.vote("visitor 7", "site", "sad", NOON + timedelta(hours=1))
    assert clinic.vote("one more", "site", "love", NOON + timedelta(hours=12))


def test_a_network_over_its_limit_cannot_vote_and_others_can(store: VoteStore) -> None:
    for visitor in "abc":
        store.vote(visitor, "site", "love", limit(visitor, votes=3))
    for question in ("site", "cost"):
        with pytest.raises(LimitReachedError):
            store.vote("d", question, "love", limit("d", votes=3))
    with pytest.raises(LimitReachedError):
        store.vote("a", "site", "sad", limit("a", votes=3))
    assert store.tally("site")["love"] == 3
    assert recount(store) == {}
    store.vote("d", "site", "love", limit("d", THERE, votes=3))


def test_over_the_limit_of_new_visitors_known_ones_can_still_vote(store: VoteStore) -> None:
    store.vote("a", "site", "love", limit("a", visitors=2))
    store.vote("b", "site", "love", limit("b", visitors=2))
    with pytest.raises(LimitReachedError):
        store.vote("c", "site", "love", limit("c", visitors=2))
    store.vote("a", "cost", "sad", limit("a", visitors=2))
    store.vote("b", "site", "sad", limit("b", visitors=2))
    assert (sum(store.tally("site").values()), sum(store.tally("cost").values())) == (2, 1)


def test_all_servers_of_a_store_share_the_limit(database: Path | str, store: VoteStore) -> None:
    other = VoteStore(database)

    def vote(number: int) -> bool:
        try:
            mine = other if number % 2 else store
            mine.vote(f"v{number}", "site", "love", limit(f"v{number}", votes=10), now=NOON)
        except LimitReachedError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(vote, range(40))) == 10
    assert store.tally("site")["love"] == 10
    other.close()


def test_servers_of_the_version_before_share_the_count_of_a_network(store: VoteStore) -> None:
    row = {"network": HERE, "kind": "vote", "minute": int(NOON.timestamp()) // 60, "used": 119}
    with store.writer.begin() as connection:
        columns = "network, kind, minute, used"
        connection.execute(
            text(f"INSERT INTO network_minutes ({columns}) VALUES (:network, :kind, :minute, :used)"), row
        )
    store.vote("ann", "site", "love", limit("ann", votes=120), now=NOON)
    with pytest.raises(LimitReachedError):
        store.vote("bob", "site", "love", limit("bob", votes=120), now=NOON)


def test_each_minute_starts_at_zero_and_past_counts_are_deleted(store: VoteStore) -> None:
    clinic = Clinic(store, votes_of_visitor=1, votes=1, visitors=1)
    for minute in range(5):
        assert clinic.vote(f"v{minute}", "site", "love", NOON + minute * MINUTE)
    with store.engine.connect() as connection:
        kinds = Counter(connection.scalars(select(counts.c.kind)))
    assert kinds == {"vote": 2, "visitor": 2, "votes of visitor": 2, "visitor day": 1, "seen": 5}
    assert clinic.vote("v1", "site", "sad", NOON + timedelta(days=1))
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(counts)) == 3


def test_the_counts_hold_no_hash_that_the_votes_hold(store: VoteStore) -> None:
    assert Clinic(store).vote("ann", "site", "love", NOON)
    with store.engine.connect() as connection:
        assert visitor_hash("ann", KEY) not in set(connection.scalars(select(counts.c.who)))


def test_zero_means_no_limit(store: VoteStore) -> None:
    for number in range(50):
        store.vote("ann", "site", REACTION_IDS[number % 7], limit("ann"))
    assert sum(store.tally("site").values()) == 1


STEPS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from([None, "love", "sad"]), st.integers(0, 40)), max_size=30
)
"""Who, which reaction, and how many seconds after the step before."""


@given(steps=STEPS)
@settings(max_examples=15)
def test_no_order_of_votes_gets_past_a_limit_and_a_refused_one_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None, int]]
) -> None:
    store = VoteStore(tmp_path_factory.mktemp("votes") / "votes.sqlite3")
    clinic = Clinic(store, votes_of_visitor=3, votes=5, visitors=2, visitors_a_day=3)
    now, chosen = NOON, dict[str, str | None]()
    of_visitor, of_network, new_in_minute, ever = Counter[tuple[str, datetime]](), Counter[datetime](), {}, set[str]()
    for who, reaction, seconds in steps:
        now += timedelta(seconds=seconds)
        minute = now.replace(second=0)
        if reaction == chosen.get(who):
            assert clinic.vote(who, "site", reaction, now)  # nothing changes, so nothing counts
            continue
        new = new_in_minute.setdefault(minute, set())
        is_new = who not in ever
        too_new = is_new and (len(new) >= 2 or len(ever) >= 3)
        fits = of_visitor[who, minute] < 3 and of_network[minute] < 5 and not too_new
        assert clinic.vote(who, "site", reaction, now) is fits
        if fits:
            chosen[who] = reaction
            of_visitor[who, minute] += 1
            of_network[minute] += 1
            if is_new:
                new.add(who)
                ever.add(who)
    votes = Counter(each for each in chosen.values() if each)
    assert store.tally("site") == {each: votes[each] for each in REACTION_IDS}
    store.close()


def test_environment_variables_set_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPLAINER_VOTES_A_MINUTE", raising=False)
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "7")
    monkeypatch.setenv("EXPLAINER_VISITORS_A_DAY", "0")
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE_A_VISITOR", "")
    expected = RateLimit(HERE, THERE, votes_of_visitor=10, votes=120, visitors=7, visitors_a_day=0)
    assert RateLimit.from_environment(HERE, THERE) == expected


@pytest.mark.parametrize("text", ["many", "-1", "1.5", "²"])
def test_a_setting_that_is_no_whole_number_is_refused_by_name(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_VISITORS_A_DAY", text)
    with pytest.raises(SettingError, match=r"EXPLAINER_VISITORS_A_DAY is .* a whole number"):
        configured_limits()


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
        ("127.0.0.1", "::1", True),
        ("127.0.0.1", None, True),
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
