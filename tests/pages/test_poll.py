"""Reactions, as a reader chooses, changes and takes them back."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer.poll import widget
from explainer.poll.cast import trusted_key
from explainer.poll.process_store import close_store, vote_store
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.visitor import visitor_hash
from explainer.poll.words import NO_COOKIE
from tests.pages.conftest import TOKEN, OpenPage
from tests.pages.seen import words


def react(page: AppTest, reaction: str | None, question: str = "site") -> AppTest:
    page.pills(key=f"poll-{question}").set_value(reaction).run()
    assert not page.exception
    return page


def counts(page: AppTest, question: str = "site") -> dict[str, int]:
    """What is said below the row of a question of each reaction; nothing is said of those that nobody chose."""
    shown = list(page.main)
    row = shown.index(page.pills(key=f"poll-{question}"))
    (said, *_) = (each.value for each in shown[row:] if each.type == "caption")
    assert said == "No reactions yet." or re.match(r"1 reader: |[\d,]+ readers: ", said)
    found = {reaction: re.search(rf"\b{reaction} (\d+)", said) for reaction in REACTION_IDS}
    return {reaction: int(match[1]) if match else 0 for reaction, match in found.items()}


def crowd(question: str = "site", **votes: int) -> None:
    for reaction, number in votes.items():
        for visitor in range(number):
            vote_store().vote(f"{reaction}-{visitor}", question, reaction)


def test_seven_reactions_stand_at_nought_before_anyone_reacts(open_page: OpenPage) -> None:
    page = open_page("faq")
    assert list(page.pills(key="poll-site").options) == list(REACTION_IDS)
    assert counts(page) == dict.fromkeys(REACTION_IDS, 0)
    assert page.pills(key="poll-site").value is None
    assert "No reactions yet." in words(page)


def test_a_reaction_is_kept_and_counted_at_once(open_page: OpenPage, own_var: Path) -> None:
    page = react(open_page("faq"), "love")
    assert counts(page) == dict.fromkeys(REACTION_IDS, 0) | {"love": 1}
    assert page.pills(key="poll-site").value == "love"
    assert "1 reader: love 1. Your reaction: love." in words(page)
    visitor = visitor_hash(TOKEN, trusted_key())
    assert vote_store().reaction_of(visitor, "site") == "love"


def test_a_reaction_can_be_changed_and_counts_once(open_page: OpenPage) -> None:
    page = react(react(open_page("faq"), "love"), "angry")
    assert counts(page) == dict.fromkeys(REACTION_IDS, 0) | {"angry": 1}


def test_a_reaction_can_be_taken_back(open_page: OpenPage) -> None:
    page = react(react(open_page("faq"), "love"), None)
    assert counts(page) == dict.fromkeys(REACTION_IDS, 0)
    assert page.pills(key="poll-site").value is None
    assert sum(vote_store().tally("site").values()) == 0


@pytest.mark.parametrize("reaction", REACTION_IDS)
def test_every_reaction_can_be_chosen(open_page: OpenPage, reaction: str) -> None:
    page = react(open_page("faq"), reaction)
    assert counts(page)[reaction] == 1 == sum(vote_store().tally("site").values())


def test_an_answer_is_reacted_to_apart_from_the_site(open_page: OpenPage) -> None:
    page = react(open_page("faq", q="is-it-safe"), "wow", "is-it-safe")
    assert counts(page, "is-it-safe")["wow"] == 1
    assert counts(page) == dict.fromkeys(REACTION_IDS, 0)


def test_a_reaction_is_still_there_after_a_reload_and_a_restart(open_page: OpenPage) -> None:
    react(open_page("faq"), "sad")
    assert open_page("faq").pills(key="poll-site").value == "sad"
    close_store()
    page = open_page("faq")
    assert (page.pills(key="poll-site").value, counts(page)["sad"]) == ("sad", 1)


def test_two_readers_see_each_others_reactions(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    first = react(open_page("faq"), "like")
    monkeypatch.setattr(widget, "visitor_token", lambda: (TOKEN[::-1], True))
    second = open_page("faq")
    assert second.pills(key="poll-site").value is None
    assert counts(react(second, "like"))["like"] == 2
    monkeypatch.setattr(widget, "visitor_token", lambda: (TOKEN, True))
    assert counts(first.run())["like"] == 2


def test_few_votes_are_counted_and_from_ten_on_shares_are_said_too(open_page: OpenPage) -> None:
    crowd(like=6, sad=3)
    assert "9 readers: like 6, sad 3." in words(open_page("faq"))
    crowd(wow=1)
    assert "10 readers: like 6 (60%), sad 3 (30%), wow 1 (10%)." in words(open_page("faq"))


def test_the_bar_has_a_part_for_every_reaction_given_as_wide_as_its_share(open_page: OpenPage) -> None:
    crowd(like=3, sad=1)
    (bar,) = [html.value for html in open_page("faq").html if "poll-bar" in html.value]
    assert bar.count("<i ") == 2
    assert 'class="like" style="flex:3"' in bar and 'class="sad" style="flex:1"' in bar
    assert 'aria-hidden="true"' in bar


def test_the_result_is_said_to_be_how_readers_feel(open_page: OpenPage) -> None:
    crowd(like=1)
    assert "This is how readers feel, not whether it is true." in words(open_page("faq"))


def test_a_reader_without_cookies_is_told_that_the_reaction_lasts_for_this_visit(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widget, "visitor_token", lambda: (TOKEN, False))
    assert NO_COOKIE in words(react(open_page("faq"), "wow"))


def test_the_page_opens_and_says_so_when_the_votes_cannot_be_read(open_page: OpenPage, own_var: Path) -> None:
    own_var.mkdir()
    votes = own_var / "votes.sqlite3"
    votes.write_bytes(b"not a database" * 100)
    page = open_page("faq")
    votes.unlink()
    assert not page.exception and not page.error
    assert "The poll is not working just now." in words(page)
    assert len(page.expander) >= 12


def test_a_reaction_that_cannot_be_saved_is_said_and_the_count_stays(open_page: OpenPage) -> None:
    page = open_page("faq")
    with vote_store().engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON votes BEGIN SELECT RAISE(ABORT, 'full'); END")
    react(page, "love")
    assert [warning.value for warning in page.warning] == ["Your reaction could not be saved. Please try again."]
    assert counts(page) == dict.fromkeys(REACTION_IDS, 0)
