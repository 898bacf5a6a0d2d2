"""The card of one result: what every card says, whatever is known of the trial."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.words.sentences import source_name
from tests.pages.seen import slips, words


def _cards(rows: list[str]) -> None:
    """A page with these cards and nothing else; run by the test."""
    from explainer.content import content
    from explainer.views.app import draw
    from explainer.views.trial_card import result_blocks

    for row in content().results:
        if row.id in rows:
            draw(result_blocks(content(), row), {})


def cards(rows: list[str]) -> AppTest:
    page = AppTest.from_function(_cards, args=(rows,), default_timeout=60).run()
    assert not page.exception
    return page


def test_every_result_has_a_card_with_its_trial_its_verdict_and_its_source(site_content: Content) -> None:
    rows = [row for row in site_content.results if not row.safe_for_icons]
    assert len(rows) > 150
    page = cards([row.id for row in rows])
    assert len(page.table) == len(page.caption) == len(rows)
    assert slips(page) == []
    for row, table, source in zip(rows, page.table, page.caption, strict=True):
        told = str(table.value.to_dict())
        assert row.design in told and site_content.conditions[row.condition].name in told, row.id
        assert ("not known" if row.n_randomised is None else f"{row.n_randomised:,} randomised") in told, row.id
        assert f"read: {row.proof_kind}" in source.value, row.id
        assert source_name(site_content.sources[row.source]) in source.value.replace("\\", ""), row.id


@pytest.mark.parametrize(
    ("row_id", "said"),
    [
        ("abdallah-2022/pcl5-standard", "yes, missed"),
        ("popova-2019/madrs-day28", "yes, met"),
        ("popova-2019/response-day28", "no, a further one"),
        ("lubega-2018/max-nrs-change", "yes; not known whether it was met"),
    ],
)
def test_a_card_says_whether_it_was_the_main_outcome_and_how_it_went(row_id: str, said: str) -> None:
    (table,) = cards([row_id]).table
    assert said in str(table.value.to_dict())


def test_a_card_has_the_picture_of_100_where_the_result_allows_one() -> None:
    page = cards(["murrough-2013/response-24h", "murrough-2013/madrs-24h"])
    assert len(page.get("vega_lite_chart")) == 1
    assert "64 of 100 people with ketamine against 28 of 100 people with midazolam" in words(page)


def test_a_result_that_asks_another_question_says_which(site_content: Content) -> None:
    questions = site_content.other_questions
    told = [str(table.value.to_dict()) for table in cards(list(questions)).table]
    assert len(told) == len(questions)
    assert all(any(question.why in card for card in told) for question in questions.values())


def test_a_card_says_the_note_with_its_figures_and_no_remark_of_the_curators() -> None:
    page = cards(["feder-2021/caps5-week2"])
    assert "CAPS-5 was 11.88 points lower on ketamine (SE 3.96). Only 30 people" in words(page)
    assert "plot only one" not in words(page)
