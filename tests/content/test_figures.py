"""Figures in texts: written as English needs them, never typed, always filled in."""

import csv
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.content.facts import Misuse
from explainer.content.figures import FORMATS, PLACEHOLDER, YEAR, figure, fill, text_faults, typed_figures
from explainer.content.load import TABLES
from explainer.content.texts import texts, with_figures
from explainer.settings import data_dir
from tests.content.spoil import read

EXAMPLES = {
    "n": "4,910",
    "few:word": "ten",
    "few:Word": "Ten",
    "two:times": "twice",
    "four:times": "four times",
    "four:ordinal": "fourth",
    "fall": "-71.0",
    "fall:size": "71.0",
    "fall:whole": "71",
    "rate:whole": "164",
    "rate:tenth": "164.1",
    "hours:minutes": "45",
    "long:weeks": "12",
    "ends:range": "8-19",
    "ends.0": "8",
    "price": "31.60",
    "day": "16 January 2025",
    "day:year": "2025",
    "day:month": "January 2025",
    "day:day": "16 January",
    "date:year": "2019",
    "year:year": "1970",
    "law": "III",
}


def row(statement: str = "none") -> Misuse:
    return Misuse.model_validate({
        "id": "row", "measure": "any", "place": "UK", "source": "none", "date": "2019-03", "statement": statement,
        "numbers": '{"n": 4910, "few": 10, "two": 2, "four": 4, "fall": -71.0, "rate": 164.1, "hours": 0.75,'
        ' "long": 2016, "ends": [8, 19], "price": 31.60, "day": "2025-01-16", "law": "III",'
        ' "odd": 2.5, "year": 1970, "seconds": 0.01}',
    })  # fmt: skip


@pytest.mark.parametrize(("name", "written"), EXAMPLES.items())
def test_a_figure_is_written_as_english_needs_it(name: str, written: str) -> None:
    assert figure(row(), name) == written


def test_every_format_has_an_example_and_is_in_the_docs() -> None:
    docs = (data_dir().parent / "docs" / "data.md").read_text(encoding="utf-8")
    assert {name.partition(":")[2] for name in EXAMPLES} == set(FORMATS)
    assert [form for form in FORMATS if form and f":{form}}}`" not in docs] == []


@pytest.mark.parametrize(
    "name",
    [
        "n:word",
        "odd:word",
        "fall:word",
        "odd:times",
        "odd:ordinal",
        "law:size",
        "date:day",
        "year:month",
        "law:year",
        "seconds:minutes",
        "few:weeks",
    ],
)
def test_a_format_never_writes_what_it_can_not(name: str) -> None:
    with pytest.raises(ValueError, match="can't write"):
        figure(row(), name)


FAULTS = {
    "{nothing}": "{nothing} points at no filled figure",
    "{gone|n}": "{gone|n} points at no filled figure",
    "{n:half}": "{n:half} has no format 'half'; there are word, Word",
    "{ends}": "{ends} is a list of figures: take one (ends.0) or write both (ends:range)",
    "{row|statement}": "{row|statement} points at a text that has placeholders of its own",
    "{n": "has a curly bracket that is no placeholder {field} or {row-id|field}",
    "in 9 people": "'9' is a typed figure: put {field} of this row or {row-id|field} of another in its place",
    "a DSM-57 name": "'DSM-57' is a typed figure: put {field} of this row",
    "a DSM-5.2 name": "'DSM-5.2' is a typed figure",
    "in 2000% of": "'2000%' is a typed figure",
    "in 1,970 people": "'1,970' is a typed figure",
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_a_text_that_types_a_figure_or_points_nowhere_is_faulty(text: str, fault: str) -> None:
    own = row("{n} people")
    assert next(iter(text_faults(text, own, {"row": own}, ["DSM-5"]))).startswith(fault)


@pytest.mark.parametrize(
    "text", ["in 2019", "2014-15 or 2018/19", "the 1970s", "by DSM-5, DSM-5.", "{n} of {few:word}"]
)
def test_names_and_years_may_be_typed(text: str) -> None:
    assert list(text_faults(text, row(), {}, ["DSM-5"])) == []


@given(st.integers(0, 20))
def test_a_number_in_words_is_the_number_again(number: int) -> None:
    own = row().model_copy(update={"numbers": {"n": number}})
    again = {figure(row().model_copy(update={"numbers": {"n": n}}), "n:word"): n for n in range(21)}
    assert again[figure(own, "n:word")] == again[figure(own, "n:Word").lower()] == number


@given(st.lists(st.sampled_from([*EXAMPLES, "row|n", "row|few:word", " and ", ", "]), max_size=8))
def test_a_filled_text_has_no_bracket_left(parts: list[str]) -> None:
    text = "".join(part if part.startswith((" ", ",")) else f"{{{part}}}" for part in parts)
    own = row(text or "none")
    filled = with_figures(own, {"row": own}).statement
    assert not re.search(r"[{}|]", filled)
    assert filled == fill(text or "none", own, {"row": own})


@given(st.decimals(-1000, 1000, places=2, allow_nan=False))
def test_a_figure_without_a_format_is_the_cell(value: Decimal) -> None:
    assert figure(row().model_copy(update={"numbers": {"n": value}}), "n") == str(value).replace("1000", "1,000")


def typed_twice() -> list[tuple[str, str]]:
    """Return (id, word) for each figure typed into a statement, read directly from the CSV files."""
    header, lines = read(data_dir(), "typed_figures")
    typed = [line[header.index("text")] for line in lines]
    found = []
    for table, model in TABLES.items():
        with (data_dir() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            if "statement" in model.model_fields:
                found += [(line["id"], each) for line in csv.DictReader(file)
                          for each in typed_figures(line["statement"], typed)]  # fmt: skip
    return found


def test_no_figure_of_a_fact_is_typed_twice() -> None:
    assert typed_twice() == []


def test_what_may_be_typed_is_used_and_has_a_reason(site_content: Content) -> None:
    header, lines = read(data_dir(), "typed_figures")
    said = " ".join((data_dir() / f"{table}.csv").read_text(encoding="utf-8") for table in TABLES if table != "sources")
    unused = [line for line in lines if said.count(line[0]) < 2 or not line[1]]  # once in the list itself
    assert header == ["text", "reason"] and unused == []


def test_no_reader_sees_a_placeholder(site_content: Content) -> None:
    groups = (
        site_content.rows, site_content.readings, site_content.exceptions, site_content.glossary,
        site_content.other_questions, site_content.conditions, site_content.mechanisms, site_content.faq,
        site_content.pages,
    )  # fmt: skip
    records = [record for group in groups for record in group.values()]
    records += [*site_content.claims, *site_content.changes, *site_content.body_figures, *site_content.misuse_series]
    said = [text for record in records for _, text in texts(record)]
    assert len(said) > 1500
    assert [text for text in said if PLACEHOLDER.search(text) or re.search(r"[{}|]|\bNone\b(?! [a-z])", text)] == []


def test_years_are_told_from_counts() -> None:
    assert YEAR.findall("1962, 2014-15, 2018/19, 2020-2024 and the 1970s") == [
        "1962", "2014-15", "2018/19", "2020-2024", "1970s",
    ]  # fmt: skip
    assert YEAR.findall("1,962 or 19.62 or 2019% or ACTRN2019 or -2019") == []
