"""One condition in full, at its own address. What it says is tested in ``tests/views``."""

import pytest

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.views.markdown import escaped as plain
from explainer.words.counts import counts_sentence
from tests.pages.conftest import OpenPage
from tests.pages.seen import press, slips, titled, words


def test_every_condition_opens_at_its_own_address(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    for condition in site_content.conditions.values():
        page.query_params["condition"] = condition.id
        page.run()
        assert not page.exception, condition.id
        assert [title.value for title in page.title] == [condition.name]
        assert slips(page) == [], condition.id


def test_the_button_above_leads_back_to_the_same_list(open_page: OpenPage) -> None:
    page = open_page("conditions", condition="ptsd", family="mood")
    press(page, "← All conditions")
    assert page.table and "condition" not in page.query_params
    assert page.pills(key="family").value == ["mood"]


def test_a_condition_says_how_sure_we_are_and_why(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("conditions", condition="ptsd"))
    (row,) = [row for row in summaries(site_content) if row.id == "ptsd"]
    assert f"{row.step.symbol}] **{row.reading.reading}**" in page
    assert plain(counts_sentence(row.counts)) in page
    assert "No approval for this use is known." in page


def test_benefit_harm_and_what_is_not_known_stand_on_the_same_page(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", condition="ptsd")
    headings = [header.value for header in page.header]
    wanted = ["How fast", "How long it lasts", "Side effects and risks", "What is not known", "Key results"]
    assert [heading for heading in headings if heading in wanted] == wanted
    condition = site_content.conditions["ptsd"]
    for text in condition.not_known:
        assert text.replace("$", r"\$") in words(page)


def test_every_result_shown_has_its_source(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("conditions", condition="ptsd"))
    condition = site_content.conditions["ptsd"]
    for row_id in (*condition.key_results, *condition.safety):
        source = site_content.sources[site_content.rows[row_id].source]
        assert source.link == "none" or source.url in page, row_id


def test_missed_outcomes_are_shown_with_met_ones(open_page: OpenPage) -> None:
    page = words(open_page("conditions", condition="ptsd"))
    assert "The main outcome was missed." in page
    assert "The main outcome was met." in page


def test_someone_reading_on_suicidal_thoughts_finds_help_first(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", condition="suicidal-ideation")
    assert page.header[0].value == "Help now"
    lines = [line.contact for line in site_content.access if line.kind == "crisis line"]
    assert lines and all(contact in words(page) for contact in lines)


@pytest.mark.parametrize(
    "asked", ["gout", "PTSD ", "../faq", "<script>alert(1)</script>", "{ptsd|x}", "💊", "x" * 3000]
)
def test_an_unknown_condition_is_met_with_a_calm_word_and_a_way_back(open_page: OpenPage, asked: str) -> None:
    page = open_page("conditions", condition=asked)
    assert not page.exception and not page.error
    assert titled(page.warning) == ["Not found"]
    assert "← All conditions" in [button.label for button in page.button]
    assert "<script>" not in words(page)
