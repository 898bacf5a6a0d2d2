from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.find import site_search
from explainer.find.items import Item
from explainer.views.index import site_index, site_items


def search(content: Content, query: str) -> dict[str, list[Item]]:
    return site_search.search(site_index(content), query)


def suggestions(content: Content, query: str) -> list[str]:
    return site_search.suggestions(site_index(content), query)


def first(content: Content, query: str) -> tuple[str, str]:
    """Kind and title of what stands first."""
    kind, items = next(iter(search(content, query).items()))
    return kind, items[0].title


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ptsd", ("conditions", "Post-traumatic stress disorder")),
        ("fibromialgia", ("conditions", "Fibromyalgia")),
        ("MADRS", ("words", "MADRS")),
        ("confidence interval", ("words", "interval")),
        ("feder 2021", ("trials", "Feder et al. 2021: post-traumatic stress disorder")),
        ("bladder and liver", ("questions", "What does it do to the bladder and liver?")),
        ("10.1136/bmj-2021-067194", ("sources", "Ketamine for the acute treatment of severe suicidal ideation: "
                                     "double blind, randomised placebo controlled trial")),
    ],
)  # fmt: skip
def test_what_was_meant_stands_first(site_content: Content, query: str, expected: tuple[str, str]) -> None:
    assert first(site_content, query) == expected


def test_everything_with_an_address_can_be_found(site_content: Content) -> None:
    kinds = Counter(item.kind for item in site_items(site_content))
    assert kinds["conditions"] == len(site_content.conditions) and kinds["questions"] == len(site_content.faq)
    assert kinds["sources"] == len(site_content.sources) and kinds["claims"] == len(site_content.claims)
    assert kinds["words"] == len(site_content.glossary) and kinds["mechanisms"] == len(site_content.mechanisms)
    assert kinds["events"] == len(site_content.events) - sum(
        e.id in site_content.duplicates for e in site_content.events
    )
    assert kinds["trials"] == len({(row.trial, row.condition) for row in site_content.results})


def test_no_two_things_of_a_kind_share_an_address(site_content: Content) -> None:
    addresses = Counter((item.page, item.query) for item in site_items(site_content))
    assert addresses.most_common(1)[0][1] == 1


@given(data=st.data())
def test_everything_is_found_by_its_title_however_it_is_typed(site_content: Content, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([item for item in site_index(site_content).items if len(item.title) <= 200]))
    typed = data.draw(st.sampled_from([item.title, item.title.upper(), f"  {item.title}?! "]))
    assert item in search(site_content, typed)[item.kind]


@given(query=st.text(max_size=60), more=st.sampled_from(["pain", "trial", "zzzz", "midazolam"]))
def test_another_word_never_finds_more(site_content: Content, query: str, more: str) -> None:
    narrow, wide = search(site_content, f"{query} {more}"), search(site_content, query)
    if wide:
        assert all(set(items) <= set(wide[kind]) for kind, items in narrow.items())


@given(query=st.text(max_size=400))
def test_any_text_may_be_asked(site_content: Content, query: str) -> None:
    found = search(site_content, query)
    assert all(items for items in found.values())
    assert not (found and suggestions(site_content, query))


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzz", "うつ病", "x" * 5000])
def test_what_is_not_there_is_not_found(site_content: Content, query: str) -> None:
    assert search(site_content, query) == {}


def test_a_word_that_is_found_nowhere_gets_a_suggestion_that_is_found(site_content: Content) -> None:
    offered = suggestions(site_content, "fibromyyallgiaa")
    assert offered == ["fibromyalgia"]
    assert all(search(site_content, word) for word in offered)


def test_a_line_under_a_title_is_short_and_ends_between_words(site_content: Content) -> None:
    assert {item.title: item.detail for item in site_items(site_content) if not 0 < len(item.detail) <= 152} == {}
