"""The card of one result: what every card says, whatever is known of the trial."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.ui.trial_card import for_readers
from explainer.words.sentences import source_name
from tests.pages.seen import slips, words


def _cards(rows: list[str]) -> None:
    """A page with these cards and nothing else; run by the test."""
    from explainer.content import content
    from explainer.ui.trial_card import show_trial

    for row in content().results:
        if row.id in rows:
            show_trial(content(), row)


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


def test_a_note_is_shown_without_what_was_meant_for_the_collector() -> None:
    assert for_readers("Small trial. No CI found in a stored page.") == "Small trial."
    assert for_readers("Upper sign changed by the extractor; two groups.") == "Two groups."
    assert for_readers("Nothing to hide.") == "Nothing to hide."
    assert for_readers("Negative = good (1.0-11.16 in print). Five arms, 0.63 apart; CI not in a stored page.") == (
        "Five arms, 0.63 apart."
    )
    assert for_readers("d=-0.82 at day 1; check full text.") == "d=-0.82 at day 1."
    assert for_readers("") == ""
