import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.find.search import matches, words_of


def found(content: Content, query: str) -> list[str]:
    """Conditions whose name or other name a search finds."""
    return [each.id for each in content.conditions.values() if matches(query, each.name, *each.other_names)]


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("MDD", "major-depression"),
        ("OCD", "ocd"),
        ("TRD", "treatment-resistant-depression"),
        ("CRPS", "complex-regional-pain-syndrome"),
        ("PTSD", "ptsd"),
        ("fibromialgia", "fibromyalgia"),
        ("ptds", "ptsd"),
        ("migrane", "migraine"),
        ("anorexa", "anorexia-nervosa"),
        ("alchohol", "alcohol-use-disorder"),
    ],
)
def test_a_condition_is_found_by_an_abbreviation_or_a_misspelling(
    site_content: Content, query: str, condition: str
) -> None:
    assert found(site_content, query) == [condition]


@pytest.mark.parametrize("query", ["ADHD", "gout", "ocx", "zzzz", "depression gout"])
def test_what_is_not_there_is_not_found(site_content: Content, query: str) -> None:
    assert found(site_content, query) == []


def test_a_short_name_is_not_taken_for_another() -> None:
    assert not matches("OCD", "ADHD", "ACD", "OCB")
    assert matches("OCD", "OCD")


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert matches("sjogren", "Sjögren’s syndrome")
    assert matches("SJÖGREN", "sjogren")
    assert matches("post traumatic", "Post-traumatic stress disorder")
    assert words_of("Guimarães-Pereira (2022)") == ("guimaraes", "pereira", "2022")


def test_words_joined_by_a_long_dash_are_found_one_by_one() -> None:
    assert matches("response", "A dose–response study")
    assert matches("initial results", "Autism Spectrum Disorder—Initial Results")


def test_a_search_in_another_script_does_not_find_everything(site_content: Content) -> None:
    assert found(site_content, "депрессия") == found(site_content, "うつ病") == []
    assert matches("депрессия", "Депрессия")


def test_the_beginning_of_a_word_is_enough_but_not_its_middle() -> None:
    assert matches("anx", "social anxiety")
    assert not matches("xiety", "social anxiety")


def test_one_slip_in_four_letters_is_forgiven_and_two_are_not() -> None:
    assert matches("pian", "pain")  # letters changed places
    assert matches("depresion", "depression")
    assert not matches("pixn", "mood")
    assert not matches("pxxn", "pain")


def test_every_word_of_a_search_must_be_there() -> None:
    assert matches("nerve pain", "pain", "of a nerve")
    assert not matches("nerve pain", "pain")


@pytest.mark.parametrize("query", ["", "  ", "?!"])
def test_a_search_without_a_word_finds_everything(site_content: Content, query: str) -> None:
    assert found(site_content, query) == list(site_content.conditions)


def test_every_name_and_other_name_finds_its_condition(site_content: Content) -> None:
    for condition in site_content.conditions.values():
        for name in (condition.name, *condition.other_names):
            for typed in (name, name.upper(), f"  {name} "):
                assert condition.id in found(site_content, typed), typed


@given(data=st.data())
def test_a_long_name_is_found_with_one_letter_left_out(site_content: Content, data: st.DataObject) -> None:
    names = [(c.id, w) for c in site_content.conditions.values() for w in words_of(c.name) if len(w) >= 6]
    condition, word = data.draw(st.sampled_from(names))
    place = data.draw(st.integers(0, len(word) - 1))
    assert condition in found(site_content, word[:place] + word[place + 1 :])


@given(query=st.text(), texts=st.lists(st.text(), max_size=3))
def test_more_to_search_in_never_finds_less(query: str, texts: list[str]) -> None:
    assert not matches(query, *texts) or matches(query, *texts, "and more")


@given(text=st.text(max_size=40))
def test_a_text_is_found_by_itself(text: str) -> None:
    assert matches(text, text)
