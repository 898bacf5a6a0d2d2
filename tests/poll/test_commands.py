"""The commands of ``python -m explainer.poll``."""

import csv
import io
from pathlib import Path

import pytest

from explainer.poll.__main__ import main
from explainer.poll.database import to_url
from explainer.poll.process_store import RestingError, close_store, end_rest, vote_store
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import VERSION
from explainer.poll.store import VoteStore, add_to_tallies


@pytest.fixture
def site(database: Path | str, own_var: Path, monkeypatch: pytest.MonkeyPatch) -> VoteStore:
    """Open the store that the site and the commands use, with three votes."""
    if isinstance(database, str):
        monkeypatch.setenv("DATABASE_URL", database)
    store = vote_store()
    store.vote("ann", "site", "love")
    store.vote("bob", "site", "love")
    store.vote("bob", "is-it-safe", "sad")
    return store


def test_tally_prints_a_line_of_numbers_for_each_question(site: VoteStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally"]) == 0
    header, *rows = (line.split() for line in capsys.readouterr().out.splitlines())
    assert header == ["question", *REACTION_IDS, "all"]
    assert rows == [
        ["is-it-safe", "0", "0", "0", "0", "0", "1", "0", "1"],
        ["site", "0", "0", "2", "0", "0", "0", "0", "2"],
    ]


def test_export_counts_by_day_without_visitors(site: VoteStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    out = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["question"], row["reaction"], row["votes"]) for row in rows] == [
        ("is-it-safe", "sad", "1"),
        ("site", "love", "2"),
    ]
    assert list(rows[0]) == ["question", "reaction", "day", "votes"]
    assert "ann" not in out and "bob" not in out


def test_recount_checks_and_corrects_the_tallies(site: VoteStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recount"]) == 0
    assert "3 votes: all tallies are right" in capsys.readouterr().out
    with site.writer.begin() as connection:
        add_to_tallies(connection, {("site", "love"): 40})
    assert main(["recount"]) == 1
    assert "site, love: the tally was 42, but there are 2 votes; corrected" in capsys.readouterr().out
    assert main(["recount"]) == 0


def test_forget_deletes_the_votes_of_one_visitor(site: VoteStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", "bob"]) == 0
    assert "2 votes deleted" in capsys.readouterr().out
    assert main(["forget", "bob"]) == 1
    assert site.tally("site")["love"] == 1


def test_a_server_with_another_key_takes_no_votes_until_the_key_is_accepted(
    site: VoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_store()
    monkeypatch.setenv("EXPLAINER_SECRET", "another key of a site")
    with pytest.raises(RestingError, match="EXPLAINER_SECRET"):
        vote_store()
    assert main(["accept-key"]) == 0
    end_rest()
    assert vote_store().tally("site")["love"] == 2


def test_a_lost_key_is_replaced_by_a_new_one_only_when_the_operator_says_so(
    database: Path | str, tmp_path: Path, own_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", str(to_url(database)))
    vote_store().vote("ann", "site", "love")
    close_store()
    lost = tmp_path / "new machine"
    monkeypatch.setenv("EXPLAINER_VAR", str(lost))
    with pytest.raises(RestingError, match=r"visitor\.key is missing.*accept-key"):
        vote_store()
    assert not (lost / "visitor.key").exists()
    assert main(["accept-key"]) == 0
    end_rest()
    assert vote_store().tally("site")["love"] == 1
    assert (lost / "visitor.key").exists()
    close_store()


def test_a_key_that_is_refused_gives_a_message_without_a_traceback(
    own_var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_var.mkdir()
    (own_var / "visitor.key").touch()
    assert main(["accept-key"]) == 2
    message = capsys.readouterr().err
    assert str(own_var / "visitor.key") in message and "Traceback" not in message


def test_a_newer_store_gives_a_message_without_a_traceback(site: VoteStore, capsys: pytest.CaptureFixture[str]) -> None:
    with site.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET value = '99' WHERE name = 'version'")
    assert main(["tally"]) == 2
    message = capsys.readouterr().err
    assert f"store version 99, this one knows {VERSION}" in message and "Traceback" not in message


def test_an_unreachable_database_gives_a_message_without_a_traceback(
    own_var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/votes")
    assert main(["tally"]) == 2
    message = capsys.readouterr().err
    assert "refused" in message and "Traceback" not in message
