"""The questions: finding one, opening it."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.find.search import matches
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, press, titled, words


def questions(page: AppTest) -> list[str]:
    """Questions on the page, from top to bottom."""
    assert not page.exception
    return [each.label.strip("*") for each in page.expander if each.label.startswith("**")]


def opened(page: AppTest) -> list[str]:
    """Ids of the answers that stand open: those whose reactions can be seen."""
    return [pills.key.removeprefix("poll-") for pills in page.pills if pills.key != "poll-site"]


def test_all_questions_are_listed_closed_in_their_order(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("faq")
    assert questions(page) == [answer.question for answer in site_content.faq.values()]
    assert len(questions(page)) >= 12
    assert opened(page) == []


@pytest.mark.parametrize("query", ["driving", "bladder", "addictive", "pregnant", "kost", "insurance"])
def test_a_search_shows_the_questions_it_finds(open_page: OpenPage, site_content: Content, query: str) -> None:
    page = open_page("faq")
    page.text_input(key="ask").set_value(query).run()
    found = [
        answer.question
        for answer in site_content.faq.values()
        if matches(query, answer.question, answer.short, answer.answer, *answer.also_asked)
    ]
    assert questions(page) == found
    assert 0 < len(found) < len(site_content.faq)
    assert f"**{len(found)} of {len(site_content.faq)}** questions." in words(page)


def test_nothing_found_says_what_to_try(open_page: OpenPage) -> None:
    page = open_page("faq", ask="zzzz")
    assert questions(page) == []
    assert titled(page.info) == ["No question matches"]


def test_all_answers_open_and_close_with_one_click(open_page: OpenPage, site_content: Content) -> None:
    page = press(open_page("faq"), "Open all")
    assert opened(page) == list(site_content.faq)
    assert not page.exception
    text = words(page)
    for answer in site_content.faq.values():
        assert answer.short.replace("$", r"\$") in text, answer.id
        assert all(gap.replace("$", r"\$") in text for gap in answer.not_known), answer.id
    assert opened(press(page, "Close all")) == []


def test_an_address_opens_all_answers_or_none(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("faq", folds="open")
    assert opened(page) == list(site_content.faq)
    assert opened(press(page, "Close all")) == []
    assert opened(open_page("faq", folds="closed", q="bladder")) == []
    assert opened(open_page("faq", folds="ajar", q="bladder")) == ["bladder"]


def test_one_answer_opens_by_itself(open_page: OpenPage) -> None:
    page = open_page("faq")
    page.session_state["answer-bladder"] = True
    assert opened(page.run()) == ["bladder"]


def test_a_link_to_an_answer_opens_it_and_puts_it_first(open_page: OpenPage, site_content: Content) -> None:
    for answer in ("is-it-safe", "driving"):
        page = open_page("faq", q=answer)
        assert opened(page) == [answer]
        assert questions(page)[0] == site_content.faq[answer].question
        assert len(questions(page)) == len(site_content.faq)
        assert "Link to this answer" in links(page)


def test_an_answer_shows_what_it_rests_on(open_page: OpenPage, site_content: Content) -> None:
    text = words(open_page("faq", q="is-it-safe"))
    rows = [site_content.rows[row] for row in site_content.faq["is-it-safe"].rows]
    sources = [site_content.sources[row.source] for row in rows]
    assert all(source.link == "none" or source.url in text for source in sources)


def test_an_answer_on_suicidal_thoughts_begins_with_help(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("faq", q="suicidal-thoughts")
    assert page.header[0].value == "Help now"
    contacts = [line.contact for line in site_content.access if line.kind == "crisis line"]
    assert all(contact in words(page) for contact in contacts)


@pytest.mark.parametrize("asked", ["at-home", "is-it-safe", "other-medicines", "what-a-session-is-like"])
def test_an_answer_on_what_can_go_wrong_begins_with_the_emergency_numbers(open_page: OpenPage, asked: str) -> None:
    page = open_page("faq", q=asked)
    assert page.header[0].value == "Help now"
    text = words(page)
    assert text.index("[999](tel:999)") < text.index("Until help arrives") < text.index("**What is not known**")


@pytest.mark.parametrize("asked", ["is-it-fun", "{x|y}", "<script>"])
def test_an_unknown_question_is_met_with_a_calm_word_and_all_questions(
    open_page: OpenPage, site_content: Content, asked: str
) -> None:
    page = open_page("faq", q=asked)
    assert titled(page.warning) == ["Not found"]
    assert len(questions(page)) == len(site_content.faq)
    assert opened(page) == []


def test_the_whole_site_can_be_reacted_to(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("faq")
    assert page.pills(key="poll-site").label == site_content.pages["faq"].sections["site_poll"]
