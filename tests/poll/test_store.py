from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select

from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import votes
from explainer.poll.store import (
    InvalidVisitorError,
    UnknownQuestionError,
    UnknownReactionError,
    VoteStore,
    add_to_tallies,
    recount,
)
from explainer.poll.store_notes import (
    KEY_NOTE,
    MOVED_NOTE,
    MovedError,
    OtherKeyError,
    mark_of,
    write_note,
    write_note_once,
)
from tests.poll.postgres import new_database, shared_postgres

CROWD = 200
"""Visitors who vote at once, half of them through a second store object."""


def rows(store: VoteStore) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(votes)) or 0


def test_without_votes_every_reaction_has_zero(store: VoteStore) -> None:
    assert store.tally("site") == dict.fromkeys(REACTION_IDS, 0)
    assert store.reaction_of("ann", "site") is None


def test_a_vote_is_counted_and_remembered(store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    store.vote("bob", "site", "love")
    assert store.reaction_of("ann", "site") == "love"
    assert store.tally("site") == dict.fromkeys(REACTION_IDS, 0) | {"love": 2}


def test_a_changed_vote_counts_once(store: VoteStore) -> None:
    for reaction in ("love", "love", "sad"):
        store.vote("ann", "site", reaction)
    assert store.tally("site") == dict.fromkeys(REACTION_IDS, 0) | {"sad": 1}


def test_a_vote_taken_back_is_gone(store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    store.vote("ann", "site", None)
    store.vote("ann", "site", None)
    assert store.reaction_of("ann", "site") is None
    assert sum(store.tally("site").values()) == 0


def test_questions_and_visitors_are_independent(store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    store.vote("ann", "cost", "angry")
    store.vote("bob", "cost", "sad")
    store.vote("bob", "cost", None)
    assert (store.reaction_of("ann", "site"), store.reaction_of("ann", "cost")) == ("love", "angry")
    assert store.reaction_of("bob", "site") is None
    assert store.tally("cost")["angry"] == 1 == sum(store.tally("cost").values())


@pytest.mark.parametrize("reaction", ["", "LOVE", "hate", "👍", "love ", "'; drop table votes; --"])
def test_an_unknown_reaction_changes_nothing(store: VoteStore, reaction: str) -> None:
    store.vote("ann", "site", "wow")
    with pytest.raises(UnknownReactionError):
        store.vote("ann", "site", reaction)
    assert store.reaction_of("ann", "site") == "wow"


def test_votes_survive_a_restart(database: Path | str) -> None:
    before = VoteStore(database)
    before.vote("ann", "site", "funny")
    before.close()
    after = VoteStore(database)
    assert (after.reaction_of("ann", "site"), after.tally("site")["funny"]) == ("funny", 1)
    after.close()


def test_two_processes_on_one_store_see_each_others_votes(database: Path | str, store: VoteStore) -> None:
    other = VoteStore(database)
    store.vote("ann", "site", "like")
    other.vote("bob", "site", "like")
    other.vote("ann", "site", "wow")
    assert store.tally("site") == other.tally("site") == dict.fromkeys(REACTION_IDS, 0) | {"like": 1, "wow": 1}
    other.close()


def test_a_crowd_that_votes_at_once_loses_no_vote(database: Path | str, store: VoteStore) -> None:
    other = VoteStore(database)
    start = Barrier(CROWD)

    def crowd(number: int) -> None:
        mine = other if number % 2 else store
        start.wait()
        for reaction in (REACTION_IDS[number % 7], None, REACTION_IDS[(number + 1) % 7]):
            mine.vote(f"visitor-{number}", "site", reaction)
            mine.tally("site")

    with ThreadPoolExecutor(CROWD) as pool:
        assert list(pool.map(crowd, range(CROWD))) == [None] * CROWD
    chosen = [REACTION_IDS[(number + 1) % 7] for number in range(CROWD)]
    assert store.tally("site") == {reaction: chosen.count(reaction) for reaction in REACTION_IDS}
    assert rows(store) == CROWD
    assert recount(store) == {}
    other.close()


def test_one_visitor_in_many_tabs_has_one_vote(database: Path | str, store: VoteStore) -> None:
    other = VoteStore(database)
    start = Barrier(8)

    def tab(number: int) -> None:
        start.wait()
        for turn in range(5):
            reaction = None if (number + turn) % 4 == 0 else REACTION_IDS[(number + turn) % 7]
            (other if number % 2 else store).vote("ann", "site", reaction)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tab, range(8)))
    mine = store.reaction_of("ann", "site")
    assert store.tally("site") == {reaction: int(reaction == mine) for reaction in REACTION_IDS}
    assert recount(store) == {}
    other.close()


@pytest.mark.parametrize(
    "name", ["", "Site", "no such", "'; drop table votes; --", "<script>alert(1)</script>", "a" * 65, "x\0y", "سلام"]
)
def test_malformed_ids_change_nothing(store: VoteStore, name: str) -> None:
    with pytest.raises(UnknownQuestionError):
        store.vote("ann", name, "love")
    with pytest.raises(InvalidVisitorError):
        store.vote(name, "site", "love")
    assert rows(store) == 0 == sum(store.tally("site").values())


def test_only_questions_of_the_site_take_votes(database: Path | str) -> None:
    store = VoteStore(database, questions={"site", "cost"})
    store.vote("ann", "cost", "sad")
    with pytest.raises(UnknownQuestionError):
        store.vote("ann", "another", "sad")
    assert rows(store) == 1
    store.close()


def test_a_recount_returns_wrong_tallies_and_corrects_them(store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    store.vote("bob", "site", "sad")
    assert recount(store) == {}
    with store.writer.begin() as connection:
        add_to_tallies(connection, {("site", "love"): 5, ("cost", "wow"): 2})
    assert recount(store) == {("cost", "wow"): (2, 0), ("site", "love"): (6, 1)}
    assert recount(store) == {}
    assert store.tally("site")["love"] == 1


def test_a_forgotten_visitor_leaves_no_vote(store: VoteStore) -> None:
    for question in ("site", "cost"):
        store.vote("ann", question, "love")
        store.vote("bob", question, "love")
    assert store.forget("ann") == 2
    assert store.forget("ann") == 0
    assert (store.tally("site")["love"], store.tally("cost")["love"], rows(store)) == (1, 1, 2)
    assert recount(store) == {}


def test_a_vote_under_another_key_or_in_votes_that_were_moved_away_is_not_written(store: VoteStore) -> None:
    write_note_once(store.writer, KEY_NOTE, mark_of(b"the right key"))
    store.vote("ann", "site", "love", key=b"the right key")
    with pytest.raises(OtherKeyError):
        store.vote("ann", "site", "sad", key=b"another key")
    with store.writer.begin() as connection:
        write_note(connection, MOVED_NOTE, "2026-11-22T12:00:00+00:00")
    with pytest.raises(MovedError):
        store.vote("ann", "site", "sad", key=b"the right key")
    assert store.reaction_of("ann", "site") == "love"


def test_a_vote_keeps_only_hash_question_reaction_and_time(store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    columns = [column["name"] for column in inspect(store.engine).get_columns("votes")]
    assert columns == ["visitor", "question", "reaction", "voted_at"]
    assert rows(store) == 1


RUNS = count()
"""Each run votes on questions of its own, because all runs share one database."""
STEPS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["site", "cost"]), st.sampled_from([None, *REACTION_IDS])),
    max_size=12,
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoteStore]:
    file = tmp_path_factory.mktemp("votes") / "votes.sqlite3"
    opened = VoteStore(file if request.param == "sqlite" else new_database(shared_postgres()))
    yield opened
    opened.close()


@given(steps=STEPS)
@settings(max_examples=30)
def test_the_tally_is_always_the_last_choice_of_every_visitor(
    shared: VoteStore, steps: list[tuple[str, str, str | None]]
) -> None:
    run = next(RUNS)
    last: dict[tuple[str, str], str] = {}
    for visitor, question, reaction in steps:
        shared.vote(visitor, f"{question}-{run}", reaction)
        last.pop((visitor, question), None)
        if reaction:
            last[visitor, question] = reaction
    for question in ("site", "cost"):
        chosen = [reaction for (_, voted_on), reaction in last.items() if voted_on == question]
        assert shared.tally(f"{question}-{run}") == {each: chosen.count(each) for each in REACTION_IDS}
    assert recount(shared) == {}
