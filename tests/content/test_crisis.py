"""A text that speaks of suicide, overdose or use at home can't lose its crisis help unnoticed."""

from pathlib import Path

import pytest

from explainer.content import Content, ContentError, load
from explainer.content.crisis import HELP_WORDS, spoken_of
from tests.content.spoil import read, replace, write


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("file", "line", "word"),
    [
        ("conditions/suicidal-ideation.toml", 'crisis_help = "top"\n', "suicid"),
        ("faq/suicidal-thoughts.toml", 'crisis_help = "top"\n', "suicid"),
        ("faq/at-home.toml", 'crisis_help = "top"\n', "at home"),
        ("faq/is-it-safe.toml", 'crisis_help = "top"\n', "slowed breathing"),
        ("faq/who-should-not.toml", 'crisis_help = "line"\n', "chest pain"),
        ("pages/timeline.toml", 'crisis_help = "line"\n', "at home"),
        ("pages/sources.toml", 'crisis_help = "line"\n', "suicid"),
    ],
)
def test_a_missing_crisis_help_key_is_reported_with_the_word_that_needs_it(
    data_copy: Path, file: str, line: str, word: str
) -> None:
    replace(data_copy, file, line, "")
    assert faults_of(data_copy) == [
        f'data/{file}, crisis_help: is missing though the text speaks of {word!r}: add crisis_help = "top" or "line"'
    ]


def test_a_new_sentence_on_suicide_asks_for_help(data_copy: Path) -> None:
    replace(data_copy, "mechanisms/nmda-block.toml", 'summary = """', 'summary = """Suicide.')
    (fault,) = faults_of(data_copy)
    assert fault.startswith(
        "data/mechanisms/nmda-block.toml, crisis_help: is missing though the text speaks of 'suicid'"
    )


def test_help_in_another_form_is_a_fault(data_copy: Path) -> None:
    replace(data_copy, "faq/at-home.toml", 'crisis_help = "top"', 'crisis_help = "bottom"')
    assert faults_of(data_copy) == ["data/faq/at-home.toml, crisis_help: 'bottom' should be 'top' or 'line' (at-home)"]


def test_a_part_of_a_page_that_speaks_of_home_must_have_help(data_copy: Path) -> None:
    replace(data_copy, "pages/safety.toml", 'crisis_help = "top"\n', "")
    place = "data/pages/safety.toml, parts.home.crisis_help"
    assert faults_of(data_copy) == [f"{place}: is missing though the heading speaks of 'at home'"]


@pytest.mark.parametrize("kind", ["emergency number", "crisis line"])
def test_help_without_anybody_to_call_is_a_fault(data_copy: Path, kind: str) -> None:
    header, rows = read(data_copy, "access")
    write(data_copy, "access", header, [row for row in rows if row[header.index("kind")] != kind])
    assert f"data/access.csv, kind: has no row of kind {kind!r}: the crisis help needs it" in faults_of(data_copy)


def test_a_missing_section_of_the_crisis_help_is_a_fault(data_copy: Path) -> None:
    replace(data_copy, "pages/site.toml", 'danger = "In danger now', 'danger_ = "In danger now')
    assert faults_of(data_copy) == ["data/pages/site.toml, sections.danger: is missing: the crisis help needs it"]


def test_an_empty_list_of_words_to_look_for_is_a_fault(data_copy: Path) -> None:
    replace(data_copy, "pages/site.toml", "speaks_of = [", "speaks_of = []\nother = [")
    assert any("speaks_of" in fault or "other" in fault for fault in faults_of(data_copy))


def test_only_whole_beginnings_of_words_count(site_content: Content) -> None:
    assert spoken_of(site_content, ["It can be taken\nat home."]) == "at home"
    assert spoken_of(site_content, ["Suicidality"]) == "suicid"
    assert spoken_of(site_content, ["glaucoma", "format homely"]) == ""
    assert set(HELP_WORDS) <= set(site_content.pages["site"].sections)
