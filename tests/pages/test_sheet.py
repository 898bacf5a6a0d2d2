"""The sheet for the doctor, as a reader chooses it. What it holds is tested in ``tests/views``."""

from html import escape

import pytest

from explainer.content import Content
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, slips, titled


def sheet(page: object) -> str:
    (html,) = [each.value for each in page.markdown if 'class="sheet"' in each.value]  # type: ignore[attr-defined]
    return str(html)


@pytest.mark.slow
def test_every_condition_has_a_sheet(open_page: OpenPage, site_content: Content) -> None:
    for condition in site_content.conditions.values():
        page = open_page("sheet", condition=condition.id)
        assert not page.exception, condition.id
        assert f"Ketamine and {escape(condition.name.lower())}" in sheet(page)
        assert slips(page) == [], condition.id


@pytest.mark.parametrize("topic", ["pregnancy", "cost"])
def test_questions_follow_what_matters_to_the_reader(open_page: OpenPage, site_content: Content, topic: str) -> None:
    page = open_page("sheet", condition="ptsd")
    page.get("pills")[0].set_value([topic])
    html = sheet(page.run())
    for question in site_content.sheet_questions:
        assert (question.question in html) == (question.topic == topic)
    assert "matters" not in page.query_params


def test_another_condition_is_one_choice_away_and_its_address_is_kept(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="ptsd")
    page.selectbox(key="condition-chosen").set_value("migraine").run()
    assert page.query_params["condition"] == "migraine"
    assert "Ketamine and migraine" in sheet(page)
    page.query_params["condition"] = "ptsd"  # the way back
    assert "Ketamine and post-traumatic stress disorder" in sheet(page.run())


def test_a_condition_can_be_taken_away_again(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="ptsd")
    page.selectbox(key="condition-chosen").set_value(None).run()
    assert not page.exception and "condition" not in page.query_params
    assert not [each for each in page.markdown if 'class="sheet"' in each.value]


def test_no_condition_chosen_shows_no_sheet(open_page: OpenPage) -> None:
    page = open_page("sheet")
    assert not page.exception
    assert not [each for each in page.markdown if 'class="sheet"' in each.value]


def test_a_mistyped_condition_offers_near_ones(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="migrane")
    assert titled(page.warning) == ["Not found"]
    assert "Did you mean Migraine?" in links(page)
    assert not page.exception and page.selectbox[0].value is None


def test_hostile_words_in_the_address_stay_words(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="<script>alert(1)</script>")
    assert not page.exception
    assert all("<script>" not in each.value for each in page.html)
