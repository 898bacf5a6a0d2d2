"""What a reader is told when a vote is not taken. The poll stands on a page of its own here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer.poll import widget
from explainer.poll.process_store import vote_store

TOKEN = "0123456789abcdef0123456789abcdef"

Asked = Callable[..., AppTest]


@pytest.fixture
def asked(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    def page(question: str) -> None:
        from explainer.poll.widget import poll

        poll(question, "How does it make you feel?")

    def opened(question: str = "site", token: str = TOKEN) -> AppTest:
        monkeypatch.setattr(widget, "visitor_token", lambda: (token, True))
        return AppTest.from_function(page, args=(question,), default_timeout=30).run()

    return opened


def react(page: AppTest, question: str, reaction: str) -> AppTest:
    page.pills(key=f"poll-{question}").set_value(reaction).run()
    assert not page.exception
    return page


def test_over_the_limit_of_their_network_a_reader_is_told_so_kindly_and_can_try_later(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "2")
    for number in range(2):
        assert not react(asked(token=f"{number}" * 32), "site", "love").warning
    page = react(asked(token="9" * 32), "site", "love")
    assert [warning.value for warning in page.warning] == [widget.LIMIT_REACHED]
    assert page.pills(key="poll-site").value is None
    assert vote_store().tally("site")["love"] == 2
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "3")
    assert not react(page, "site", "love").warning


@pytest.mark.parametrize(
    "question", ["no-such-question", "SITE", "x'; DROP TABLE votes; --", "<script>alert(1)</script>"]
)
def test_a_question_that_is_not_the_sites_takes_no_vote(
    asked: Asked, question: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = react(asked(question), question, "love")
    assert [warning.value for warning in page.warning] == [widget.NOT_SAVED]
    assert "UnknownQuestionError" in caplog.text
    assert sum(vote_store().tally(question).values()) == 0


def test_a_resting_poll_says_so_offers_to_try_again_and_comes_back_when_asked(asked: Asked, own_var: Path) -> None:
    own_var.mkdir()
    votes = own_var / "votes.sqlite3"
    votes.write_bytes(b"not a database" * 100)
    page = asked()
    assert any("The poll is resting just now." in caption.value for caption in page.caption)
    page.button(key="poll-site-again").click().run()
    assert not page.exception and not page.pills
    votes.unlink()
    page.button(key="poll-site-again").click().run()
    assert not page.exception
    assert len(page.run().pills) == 1


def test_a_wrongly_set_limit_is_no_reason_to_fail(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE", "many")
    page = react(asked(), "site", "love")
    assert [warning.value for warning in page.warning] == [widget.NOT_SAVED]
