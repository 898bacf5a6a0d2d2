"""Papers are retracted: every page stands, says so, and marks them wherever they are cited."""

from pathlib import Path

import pytest

from explainer.content import Content, load
from explainer.site import CONDITIONS, SHEET, SOURCES, TRIALS
from explainer.words.sentences import source_name, unmarked_name
from tests.content.spoil import read, set_cells, write
from tests.content.test_retracted import NOTICE
from tests.whole.contracts import check_contracts, said_on

PAPER, ITS_CONDITION, ITS_RESULT = "feder-2021", "ptsd", "feder-2021/caps5-week2"


@pytest.fixture
def without_trials(data_copy: Path) -> Content:
    """The tables on the day on which every trial and every review has been retracted."""
    header, rows = read(data_copy, "sources")
    for row in rows:
        if row[header.index("kind")] in ("rct", "meta-analysis"):
            for column, value in NOTICE.items():
                row[header.index(column)] = value
    write(data_copy, "sources", header, rows)
    return load(data_copy)


@pytest.fixture
def without_one(data_copy: Path) -> Content:
    set_cells(data_copy, "sources", PAPER, **NOTICE)
    return load(data_copy)


def test_every_page_stands_when_all_trials_and_reviews_are_retracted(
    without_trials: Content, site_content: Content
) -> None:
    check_contracts(without_trials, leave_out=("source", "term", "event", "claim"))
    for name in {outcome.condition for outcome in site_content.main_outcomes}:
        assert "(retracted)" in said_on(without_trials, CONDITIONS, condition=name)


def test_the_pages_of_its_condition_say_that_a_paper_was_retracted(without_one: Content) -> None:
    name = unmarked_name(without_one.sources[PAPER])
    sentence = f"{name} was retracted (withdrawn by its journal) in May 2026. No count, pooled result or reading"
    for page, query in ((CONDITIONS, {"condition": ITS_CONDITION}), (TRIALS, {"of": ITS_CONDITION})):
        assert said_on(without_one, page, **query).count(sentence) == 1
    assert sentence in said_on(without_one, TRIALS, of=ITS_CONDITION, row=ITS_RESULT)
    assert sentence in said_on(without_one, SOURCES, source=PAPER)
    assert sentence not in said_on(without_one, CONDITIONS, condition="autism")


def test_a_retracted_paper_is_marked_wherever_it_is_cited(without_one: Content, site_content: Content) -> None:
    name = source_name(site_content.sources[PAPER])
    cited = 0
    for page, query in ((CONDITIONS, {"condition": ITS_CONDITION}), (SHEET, {"condition": ITS_CONDITION})):
        said = said_on(without_one, page, **query)
        bare = said.count(name) - said.count(f"{name} (retracted)") - said.count(f"{name} was retracted")
        assert bare == 0
        cited += said.count(f"{name} (retracted)")
    assert cited


def test_its_results_are_in_no_plot_and_no_picture(without_one: Content, site_content: Content) -> None:
    name = source_name(site_content.sources[PAPER])
    assert name in said_on(site_content, TRIALS, of=ITS_CONDITION)
    said = said_on(without_one, TRIALS, of=ITS_CONDITION)
    assert [line for line in said.splitlines() if name in line and "was retracted" not in line] == []
