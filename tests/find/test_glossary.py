import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.find.glossary import terms_in
from tests.content.reading_level import grade


def found(content: Content, *texts: str) -> list[str]:
    return [term.id for term in terms_in(content, texts)]


def test_every_form_of_a_term_is_found_in_a_sentence(site_content: Content) -> None:
    for term in site_content.glossary.values():
        for form in term.forms:
            assert term.id in found(site_content, f"What is said of {form}, here."), form


def test_the_longest_form_wins(site_content: Content) -> None:
    assert found(site_content, "An open-label study") == ["open-label"]
    assert found(site_content, "against an active placebo") == ["active-placebo"]
    assert found(site_content, "a placebo and an active placebo") == ["active-placebo", "placebo"]


@pytest.mark.parametrize("text", ["one or two", "the emergency room", "unlabelled", "a nice day", "ivy", "", "{x|y}"])
def test_an_ordinary_word_is_not_taken_for_a_term(site_content: Content, text: str) -> None:
    assert found(site_content, text) == []


@given(texts=st.lists(st.text(max_size=60), max_size=4))
def test_more_text_never_has_fewer_terms(site_content: Content, texts: list[str]) -> None:
    assert set(found(site_content, *texts[:-1])) <= set(found(site_content, *texts))


def test_explanations_are_plain_and_hold_no_figure(site_content: Content) -> None:
    assert len(site_content.glossary) >= 40
    said = {term.id: term.explanation for term in site_content.glossary.values()}
    assert {name: text for name, text in said.items() if re.search(r"\d|[{}|]", text) or not text.endswith(".")} == {}
    hard = {name: round(grade(text), 1) for name, text in said.items() if len(text.split()) > 12 and grade(text) > 12}
    assert hard == {}
    assert grade("\n\n".join(said.values())) <= 9
