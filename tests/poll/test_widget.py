"""The poll's widget, alone on a page: what a reader sees when a vote is not saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer.poll import widget
from explainer.poll.process_store import vote_store

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
    assert [warning.value for warning in page.warning] == [widget.LIMIT_REACHED]
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
    assert [warning.value for warning in page.warning] == [widget.NOT_SAVED]
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


def test_a_malformed_limit_does_not_break_the_page(open_poll: OpenPoll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE", "many")
    page = react(open_poll(), "site", "love")
    assert [warning.value for warning in page.warning] == [widget.NOT_SAVED]
