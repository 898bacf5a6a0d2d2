"""The sheet for the doctor: what it holds, what it asks, that hostile words stay words."""

import pytest

from explainer.content import Content
from explainer.evidence.counts import counts_sentence, trial_counts
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, slips, titled


def sheet(page: object) -> str:
    (html,) = [each.value for each in page.html if 'class="sheet"' in each.value]  # type: ignore[attr-defined]
    return str(html)


def test_every_condition_has_a_sheet(open_page: OpenPage, site_content: Content) -> None:
    for condition in site_content.conditions.values():
        page = open_page("sheet", condition=condition.id)
        assert not page.exception, condition.id
        assert counts_sentence(trial_counts(site_content, condition.id)) in sheet(page).replace("&#x27;", "'")
        assert slips(page) == [], condition.id


def test_harms_stand_beside_benefits_and_what_is_not_known_is_said(open_page: OpenPage) -> None:
    html = sheet(open_page("sheet", condition="ptsd"))
    order = [html.index(text) for text in ("What the trials found", "Harms", "What is not known", "Questions to ask")]
    assert order == sorted(order)
    assert "Other ways, and doing nothing for now" in html
    assert "Not medical advice" in html


def test_the_picture_of_100_shows_as_many_people_as_its_digits(open_page: OpenPage) -> None:
    html = sheet(open_page("sheet", condition="treatment-resistant-depression"))
    assert "27 of 100 with esketamine" in html
    first = html.split('aria-hidden="true">')[1].split("</div>")[0]
    assert (first.count('class="on"'), first.count("<i")) == (27, 100)


@pytest.mark.parametrize("topic", ["pregnancy", "driving", "cost"])
def test_questions_follow_what_matters_to_the_reader(open_page: OpenPage, site_content: Content, topic: str) -> None:
    page = open_page("sheet", condition="ptsd")
    page.get("pills")[0].set_value([topic])
    html = sheet(page.run())
    for question in site_content.sheet_questions:
        assert (question.question in html) == (question.topic == topic)


def test_without_a_choice_every_topic_has_a_question(open_page: OpenPage, site_content: Content) -> None:
    html = sheet(open_page("sheet", condition="ptsd"))
    for topic in {each.topic for each in site_content.sheet_questions}:
        assert any(each.question in html for each in site_content.sheet_questions if each.topic == topic), topic


def test_other_treatments_stand_as_the_trials_compared_them(open_page: OpenPage) -> None:
    html = sheet(open_page("sheet", condition="treatment-resistant-depression"))
    assert "against ECT" in html and "against quetiapine" in html


def test_another_condition_is_one_choice_away_and_its_address_is_kept(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="ptsd")
    page.selectbox(key="sheet-of").set_value("Migraine").run()
    assert page.query_params["condition"] == "migraine"
    assert "Ketamine and migraine" in sheet(page)
    page.query_params["condition"] = "ptsd"
    assert "Ketamine and post-traumatic stress disorder" in sheet(page.run())


def test_no_condition_chosen_shows_no_sheet(open_page: OpenPage) -> None:
    page = open_page("sheet")
    assert not page.exception
    assert not [each for each in page.html if 'class="sheet"' in each.value]


def test_a_mistyped_condition_offers_near_ones(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="migrane")
    assert titled(page.warning) == ["Not found"]
    assert "Did you mean Migraine?" in links(page)


def test_hostile_words_in_the_address_stay_words(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="<script>alert(1)</script>")
    assert not page.exception
    assert all("<script>" not in each.value for each in page.html)
