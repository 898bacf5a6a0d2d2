"""Names like one that was mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.find.near import nearest


@pytest.fixture(scope="module")
def names(site_content: Content) -> list[str]:
    return [condition.name for condition in site_content.conditions.values()]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("depresion", "Major depression"),
        ("fibromialgia", "Fibromyalgia"),
        ("migrane", "Migraine"),
        ("bipolar", "Bipolar depression"),
        ("anorexia", "Anorexia nervosa"),
        ("post traumatic stress", "Post-traumatic stress disorder"),
        ("alcohol-use-disorder", "Alcohol use disorder"),
        ("CLUSTER HEADACHES", "Cluster headache"),
    ],
)
def test_a_mistyped_name_finds_what_was_meant(names: list[str], asked: str, meant: str) -> None:
    assert meant in nearest(asked, names)


def test_the_name_itself_comes_first(names: list[str]) -> None:
    for name in names:
        assert nearest(name, names)[0] == name
        assert nearest(name.upper(), names)[0] == name


@pytest.mark.parametrize("asked", ["", "   ", "zzzzzzz", "!!!", "💊", "????"])
def test_a_name_that_is_like_no_other_has_no_suggestions(names: list[str], asked: str) -> None:
    assert nearest(asked, names) == []


def test_no_more_than_three_are_offered_unless_asked_for(names: list[str]) -> None:
    assert len(nearest("disorder", names)) == 3
    assert len(nearest("disorder", names, most=5)) == 5
    assert nearest("disorder", []) == []


@given(asked=st.text(max_size=300))
def test_every_suggestion_is_one_of_the_names(asked: str) -> None:
    names = ["Migraine", "Major depression", "Bipolar depression", "Autism"]
    offered = nearest(asked, names)
    assert set(offered) <= set(names)
    assert len(set(offered)) == len(offered) <= 3
