"""Polls in the first HTML: for everybody, for one visitor, after a vote, and while the poll rests."""

from pathlib import Path

import pytest

from explainer.content import Content
from explainer.find.state import NOTHING, State
from explainer.poll.cast import cast
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.words import COOKIE_NOT_KEPT, REFUSALS, RESTING
from explainer.site import CONDITIONS, FAQ
from explainer.web.first_html import first_html
from explainer.web.polls import Reacted, has_polls, reacted, with_polls

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def faq(site_content: Content, own_var: Path) -> str:
    return first_html(site_content, FAQ, State.of(q="driving")).body


def poll(page: str, question: str = "driving") -> str:
    """The form of one poll."""
    return page.split(f'id="poll-{question}"')[1].split("</form>")[0]


def test_each_answer_and_the_site_have_a_poll_and_other_pages_have_none(faq: str, site_content: Content) -> None:
    assert has_polls(faq)
    page = with_polls(faq)
    assert page.count('action="./react"') == len(site_content.faq) + 1
    assert not has_polls(page)
    other = first_html(site_content, CONDITIONS, NOTHING).body
    assert not has_polls(other) and with_polls(other) is other


def test_a_poll_has_its_seven_reactions_in_order_and_nobodys_mark(faq: str) -> None:
    cast(TOKEN, "driving", "love", None)
    shown = poll(with_polls(faq))
    places = [shown.index(f'value="{reaction}"') for reaction in REACTION_IDS]
    assert places == sorted(places)
    assert "1 reader: love 1. This is how readers feel" in shown
    assert "Your reaction" not in shown and "aria-pressed" not in shown and "Take back" not in shown


def test_a_visitors_own_page_marks_their_reaction_and_lets_them_take_it_back(faq: str) -> None:
    cast(TOKEN, "driving", "love", None)
    cast(TOKEN[::-1], "driving", "sad", None)
    page = with_polls(faq, TOKEN, Reacted("driving"))
    shown = poll(page)
    assert 'value="love" aria-pressed="true"' in shown and 'value="sad" aria-pressed="false"' in shown
    assert "2 readers: love 1, sad 1. Your reaction: love." in shown
    assert '<button name="reaction" value="">Take back</button>' in shown
    assert "aria-pressed" not in poll(page, "site")


@pytest.mark.parametrize("why", REFUSALS)
def test_a_vote_that_was_not_saved_is_said_at_its_poll_alone(faq: str, why: str) -> None:
    last = reacted(f"q=driving&reacted=driving&refused={why}")
    page = with_polls(faq, TOKEN, last)
    assert page.count(REFUSALS[why]) == 1 and REFUSALS[why] in poll(page)  # type: ignore[index]


def test_a_visitor_whose_browser_keeps_no_cookie_is_told_what_that_means(faq: str) -> None:
    assert COOKIE_NOT_KEPT in poll(with_polls(faq, None, Reacted("driving")))
    assert COOKIE_NOT_KEPT not in with_polls(faq, TOKEN, Reacted("driving"))
    assert COOKIE_NOT_KEPT not in with_polls(faq)


@pytest.mark.parametrize("query", ["", "q=driving", "reacted=", "refused=outage"])
def test_an_address_that_speaks_of_no_vote(query: str) -> None:
    assert reacted(query) is None


def test_other_words_in_an_address_are_not_shown(faq: str) -> None:
    last = reacted("reacted=driving&refused=%3Cb%3Ecall+me%3C/b%3E")
    assert last == Reacted("driving")
    assert "call me" not in with_polls(faq, None, last)
    assert reacted("reacted=%22%3E%3Cscript%3E&refused=minute") is not None
    assert "<script>" not in with_polls(faq, None, reacted("reacted=%22%3E%3Cscript%3E&refused=minute"))


def test_while_the_votes_cannot_be_reached_each_poll_says_so_and_the_page_is_whole(faq: str, own_var: Path) -> None:
    own_var.mkdir()
    (own_var / "votes.sqlite3").write_bytes(b"not a database" * 100)
    page = with_polls(faq, TOKEN, reacted("reacted=driving&refused=outage"))
    assert RESTING in poll(page) and REFUSALS["outage"] in poll(page)
    assert 'href="./faq?q=driving&reacted=driving#poll-driving"' in poll(page)
    assert 'name="reaction"' not in poll(page)
    assert "What is not known" in page
