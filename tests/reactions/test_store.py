import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import SQLAlchemyError

from explainer.reactions.kinds import REACTION_IDS
from explainer.reactions.store import UnknownReactionError, VoteStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "votes.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[VoteStore]:
    opened = VoteStore(file)
    yield opened
    opened.close()


def test_without_votes_all_seven_reactions_stand_at_nought(store: VoteStore) -> None:
    assert store.tally("site") == dict.fromkeys(REACTION_IDS, 0)
    assert len(REACTION_IDS) == 7
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


def test_questions_and_visitors_are_kept_apart(store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    store.vote("ann", "cost", "angry")
    store.vote("bob", "cost", "sad")
    store.vote("bob", "cost", None)
    assert (store.reaction_of("ann", "site"), store.reaction_of("ann", "cost")) == ("love", "angry")
    assert store.reaction_of("bob", "site") is None
    assert store.tally("cost")["angry"] == 1 == sum(store.tally("cost").values())


@pytest.mark.parametrize("reaction", ["", "LOVE", "hate", "👍", "love ", "'; drop table votes; --"])
def test_a_reaction_that_is_none_of_the_seven_is_refused_and_changes_nothing(store: VoteStore, reaction: str) -> None:
    store.vote("ann", "site", "wow")
    with pytest.raises(UnknownReactionError):
        store.vote("ann", "site", reaction)
    assert store.reaction_of("ann", "site") == "wow"


def test_votes_are_still_there_after_a_restart(file: Path) -> None:
    before = VoteStore(file)
    before.vote("ann", "site", "funny")
    before.close()
    after = VoteStore(file)
    assert (after.reaction_of("ann", "site"), after.tally("site")["funny"]) == ("funny", 1)
    after.close()


def test_two_processes_on_one_file_see_each_others_votes(file: Path, store: VoteStore) -> None:
    other = VoteStore(file)
    store.vote("ann", "site", "like")
    other.vote("bob", "site", "like")
    other.vote("ann", "site", "wow")
    assert store.tally("site") == other.tally("site") == dict.fromkeys(REACTION_IDS, 0) | {"like": 1, "wow": 1}
    other.close()


def test_a_crowd_voting_at_once_loses_no_vote(file: Path, store: VoteStore) -> None:
    other = VoteStore(file)
    start = Barrier(20)

    def crowd(number: int) -> None:
        mine = other if number % 2 else store
        start.wait()
        for reaction in REACTION_IDS:
            mine.vote(f"visitor-{number}", "site", reaction)
            mine.tally("site")

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(crowd, range(20))) == [None] * 20
    assert store.tally("site") == dict.fromkeys(REACTION_IDS, 0) | {REACTION_IDS[-1]: 20}
    other.close()


def test_one_visitor_in_two_tabs_has_one_vote(store: VoteStore) -> None:
    start = Barrier(8)

    def tab(number: int) -> None:
        start.wait()
        store.vote("ann", "site", REACTION_IDS[number % 7])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tab, range(8)))
    assert sum(store.tally("site").values()) == 1


def test_a_vote_is_on_disk_before_it_is_acknowledged_and_readers_never_wait(store: VoteStore) -> None:
    with store.engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}  # 2 is FULL


def test_reading_works_while_another_process_writes(file: Path, store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM votes")
    assert store.tally("site")["love"] == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_nothing_but_the_hash_the_question_the_reaction_and_the_time_is_kept(file: Path, store: VoteStore) -> None:
    store.vote("ann", "site", "love")
    connection = sqlite3.connect(file)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(votes)")]
    assert columns == ["visitor", "question", "reaction", "voted_at"]
    assert connection.execute("SELECT count(*) FROM votes").fetchone() == (1,)
    connection.close()


def test_a_file_that_is_no_database_is_an_error_and_not_an_empty_poll(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(SQLAlchemyError):
        VoteStore(file)


RUNS = count()
"""Questions of a run of their own, for all runs share one file."""
STEPS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["site", "cost"]), st.sampled_from([None, *REACTION_IDS])),
    max_size=12,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoteStore]:
    opened = VoteStore(tmp_path_factory.mktemp("votes") / "votes.sqlite3")
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
        chosen = [reaction for (_, asked), reaction in last.items() if asked == question]
        assert shared.tally(f"{question}-{run}") == {each: chosen.count(each) for each in REACTION_IDS}
