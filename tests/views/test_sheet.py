"""The sheet to print, as its view says it."""

from dataclasses import replace
from html import escape

import pytest

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.site import CONDITIONS, SHEET
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.sheet import MOST_HARMS, MOST_RESULTS
from explainer.views.view import walk
from explainer.words.sentences import row_sentence
from tests.views.seen import every, lost, seen, slips, words


def sheet(content: Content, condition: str, *topics: str) -> str:
    (printed,) = every(seen(content, SHEET, condition=condition, matters=list(topics)), b.Printed)
    return words((printed,))


def test_every_condition_has_a_sheet_that_opens_with_its_fact_box(site_content: Content) -> None:
    for name in site_content.conditions:
        found = seen(site_content, SHEET, condition=name)
        assert (found.at, found.is_complete) == (name, True)
        assert not lost(site_content, found) and not slips(found), name
        (printed,) = every(found, b.Printed)
        pictures = [
            _pictures(blocks) for blocks in (printed.blocks, seen(site_content, CONDITIONS, condition=name).blocks)
        ]
        assert pictures[0] == pictures[1], name


def _pictures(blocks: b.Blocks) -> list[b.Block]:
    """The pictures in the fact box among some blocks, without the links to save them, which paper does not need."""
    (box,) = [block for block in blocks if isinstance(block, b.Group) and block.key == "fact-box"]
    drawn = [block for block in walk(box.blocks) if isinstance(block, b.Figure | b.Hundred)]
    return [replace(block, saved="") if isinstance(block, b.Figure) else block for block in drawn]


def test_harms_stand_beside_benefits_and_what_is_not_known_is_said(site_content: Content) -> None:
    found = seen(site_content, SHEET, condition="ptsd")
    _, first, second = every(found, b.Row)
    assert [words((group,)).splitlines()[1] for group in (*first.groups, *second.groups)] == [
        "### What the trials found",
        "### Side effects and risks",
        "### What is not known",
        "### Questions to ask",
    ]
    assert "### Other options, including waiting" in words(found)
    assert "Not medical advice" in words(found)


def test_figures_stand_as_in_the_tables(site_content: Content) -> None:
    for name, condition in site_content.conditions.items():
        text = sheet(site_content, name)
        for row in (*condition.key_results[:MOST_RESULTS], *condition.safety[:MOST_HARMS]):
            assert " ".join(row_sentence(site_content, site_content.rows[row]).split()) in text, row


def test_the_picture_of_100_shows_as_many_people_as_its_digits(site_content: Content) -> None:
    pairs = 0
    for name in site_content.conditions:
        for block in every(seen(site_content, SHEET, condition=name), b.Hundred):
            for group, drawn in zip(block.pair, html((block,)).split('aria-hidden="true">')[1:], strict=True):
                assert f"<b>{group.number}</b> of 100 with {escape(group.name)}<br>" in drawn
                assert (drawn.count('class="on"'), drawn.count("<i")) == (group.number, 100)
                pairs += 1
    assert pairs


@pytest.mark.parametrize("topic", ["pregnancy", "driving", "cost"])
def test_questions_follow_what_matters_to_the_reader(site_content: Content, topic: str) -> None:
    text = sheet(site_content, "ptsd", topic)
    for question in site_content.sheet_questions:
        assert (question.question in text) == (question.topic == topic)


def test_without_a_choice_or_with_an_unknown_one_every_topic_has_a_question(site_content: Content) -> None:
    assert sheet(site_content, "ptsd", "nonsense") == sheet(site_content, "ptsd")
    for topic in {each.topic for each in site_content.sheet_questions}:
        asked = [each.question for each in site_content.sheet_questions if each.topic == topic]
        assert any(question in sheet(site_content, "ptsd") for question in asked), topic


def test_what_matters_is_kept_nowhere(site_content: Content) -> None:
    (filters,) = every(seen(site_content, SHEET, condition="ptsd"), b.Filters)
    assert {each.key: each.written_by for each in filters.fields} == {"condition": "page", "matters": "nobody"}


def test_another_treatment_is_from_a_trial_that_is_not_shown_already(site_content: Content) -> None:
    compared = 0
    for name, condition in site_content.conditions.items():
        _, _, other = sheet(site_content, name).partition("### Other options, including waiting\n")
        lines = other.partition("\n\n")[0].splitlines()
        shown = [site_content.rows[row] for row in condition.key_results[:MOST_RESULTS]]
        trials = {each.trial for each in shown if isinstance(each, TrialResult)}
        for row in (row for row in site_content.results if row.condition == name):
            if f"- {row_sentence(site_content, row)}" in lines:
                assert row.trial not in trials and row.comparator_kind == "active-treatment", row.id
                compared += 1
    assert compared


def test_without_a_condition_there_is_a_choice_and_no_sheet(site_content: Content) -> None:
    found = seen(site_content, SHEET)
    assert found.is_complete and not every(found, b.Printed)
    for name in site_content.conditions:
        assert f'<option value="{name}">' in html(found.blocks)


def test_an_unknown_condition_is_not_found_and_the_choice_stays(site_content: Content) -> None:
    found = seen(site_content, SHEET, condition="migrane")
    assert not found.is_complete and not every(found, b.Printed)
    assert "Did you mean Migraine?" in words(found)
    assert every(found, b.Filters)


def test_hostile_words_stay_words(site_content: Content) -> None:
    found = seen(site_content, SHEET, condition="<script>alert(1)</script>", matters="<script>")
    assert "<script>" not in html(found.blocks)
