"""The poll's widget, alone on a page: what a reader sees when a vote is not saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer.poll import widget
from explainer.poll.process_store import close_store, end_rest, vote_store
from explainer.poll.words import REFUSALS, RESTING

TOKEN = "0123456789abcdef0123456789abcdef"

OpenPoll = Callable[..., AppTest]


@pytest.fixture
def open_poll(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPoll:
    def page(question: str) -> None:
        from explainer.poll.widget import poll

        poll(question, "How does it make you feel?")

    def run(question: str = "site", token: str = TOKEN) -> AppTest:
        monkeypatch.setattr(widget, "visitor_token", lambda: (token, True))
        return AppTest.from_function(page, args=(question,), default_timeout=30).run()

    return run


def react(page: AppTest, question: str, reaction: str) -> AppTest:
    page.pills(key=f"poll-{question}").set_value(reaction).run()
    assert not page.exception
    return page


def test_a_reader_over_the_limit_is_told_and_can_vote_later(
    open_poll: OpenPoll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "2")
    for number in range(2):
        assert not react(open_poll(token=f"{number}" * 32), "site", "love").warning
    page = react(open_poll(token="9" * 32), "site", "love")
    assert [warning.value for warning in page.warning] == [REFUSALS["minute"]]
    assert page.pills(key="poll-site").value is None
    assert vote_store().tally("site")["love"] == 2
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "3")
    assert not react(page, "site", "love").warning


@pytest.mark.parametrize(
    "question", ["no-such-question", "SITE", "x'; DROP TABLE votes; --", "<script>alert(1)</script>"]
)
def test_an_unknown_question_takes_no_vote(
    open_poll: OpenPoll, question: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = react(open_poll(question), question, "love")
    assert [warning.value for warning in page.warning] == [REFUSALS["invalid"]]
    assert "UnknownQuestionError" in caplog.text
    assert sum(vote_store().tally(question).values()) == 0


def test_a_resting_poll_comes_back_when_the_reader_tries_again(open_poll: OpenPoll, own_var: Path) -> None:
    own_var.mkdir()
    votes = own_var / "votes.sqlite3"
    votes.write_bytes(b"not a database" * 100)
    page = open_poll()
    assert any("The poll is not working just now." in caption.value for caption in page.caption)
    page.button(key="poll-site-again").click().run()
    assert not page.exception and not page.pills
    votes.unlink()
    page.button(key="poll-site-again").click().run()
    assert not page.exception
    assert len(page.run().pills) == 1


def test_a_vote_refused_in_an_outage_is_said_until_the_reader_has_seen_it(open_poll: OpenPoll, own_var: Path) -> None:
    page = react(open_poll(), "site", "wow")
    votes, aside = own_var / "votes.sqlite3", own_var / "aside"
    close_store()
    votes.rename(aside)
    votes.write_bytes(b"not a database" * 100)
    react(page, "site", "love")
    assert said(page) == ([REFUSALS["outage"]], True), "while the poll rests"
    end_rest()
    assert said(page.run()) == ([REFUSALS["outage"]], True), "and as long as it rests"
    close_store()
    aside.replace(votes)
    assert said(page.run()) == ([REFUSALS["outage"]], False), "and when it is back"
    assert page.pills(key="poll-site").value == "wow"
    page.button(key="poll-site-seen").click().run()
    assert said(page) == ([], False)
    assert not page.button


def said(page: AppTest) -> tuple[list[str], bool]:
    """The warnings, and whether the poll says that it rests."""
    return [warning.value for warning in page.warning], RESTING in [caption.value for caption in page.caption]


def test_the_next_vote_takes_the_place_of_one_that_was_not_saved(
    open_poll: OpenPoll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE", "many")
    page = react(open_poll(), "site", "love")
    assert page.warning
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE", "3")
    react(page, "site", "love")
    assert not page.warning and page.pills(key="poll-site").value == "love"


@pytest.mark.parametrize(("why", "shown"), [("minute", [REFUSALS["minute"]]), ("<b>made up</b>", [])])
def test_a_vote_that_the_form_could_not_save_is_said_by_the_app_too(
    open_poll: OpenPoll, why: str, shown: list[str]
) -> None:
    page = open_poll()
    page.query_params["reacted"], page.query_params["refused"] = "site", why
    assert [warning.value for warning in page.run().warning] == shown
    react(page, "site", "love")
    assert not page.warning and "refused" not in page.query_params


def test_a_malformed_limit_does_not_break_the_page(open_poll: OpenPoll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE", "many")
    page = react(open_poll(), "site", "love")
    assert [warning.value for warning in page.warning] == [REFUSALS["outage"]]
