"""Titles, headings and labels have a capital letter at their start and in names, and nowhere else."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.site import PAGES
from tests.pages.conftest import OpenPage

NAMES = {
    "Belgium", "Britain", "Canada", "Australia", "Class", "Schedule", "Matthew", "Perry", "Russian", "Spravato",
    "United", "States", "Vietnam", "War",
}  # fmt: skip
"""Words of names that stand in titles; ``Class B`` and ``Schedule I`` are names of legal classes."""
WITHIN = re.compile(r"(?<![.:?!“\"·→✕]\s)(?<!^)(?<![“(*])\b[A-Z][a-z]+\b")
"""A word in the middle of a line that begins with a capital; abbreviations have more than one and are left out."""


def capitals(lines: list[str]) -> list[str]:
    """Lines with a capital where none belongs."""
    return [line for line in lines if set(WITHIN.findall(line)) - NAMES]


def labels(page: AppTest) -> list[str]:
    """Headings of a page, and labels of all that can be opened, chosen or pressed."""
    kinds = ("title", "header", "subheader", "button", "expander", "pills", "multiselect", "selectbox", "text_input")
    found = [each for kind in kinds for each in page.get(kind)]
    return [str(getattr(each, "label", None) or getattr(each, "value", "")) for each in found]


def test_titles_in_the_data_are_in_sentence_case(site_content: Content) -> None:
    titles = [
        title for page in site_content.pages.values() for title in (page.title, *(part.heading for part in page.parts))
    ]
    titles += [each.name for each in (*site_content.conditions.values(), *site_content.mechanisms.values())]
    titles += [answer.question for answer in site_content.faq.values()]
    titles += [event.title for event in site_content.events]
    assert len(titles) > 150
    assert capitals(titles) == []
    assert [title for title in titles if title[0].islower() and title[1].islower()] == []


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_what_stands_on_a_page_is_in_sentence_case(open_page: OpenPage, name: str) -> None:
    shown = labels(open_page(name))
    assert shown
    assert capitals(shown) == []


def test_a_capital_in_the_middle_is_seen() -> None:
    assert capitals(["What Ketamine does", "How it works", "A trial of MADRS", "Two: Three"]) == ["What Ketamine does"]
