"""One condition in full, at its own address. What it says is tested in ``tests/views``."""

from xml.etree import ElementTree as ET

import pytest

from explainer.content import Content
from explainer.evidence.marks import trial_marks
from explainer.evidence.summary import summaries
from explainer.views.markdown import escaped as plain
from explainer.views.trial_card import result_link
from explainer.words.counts import counts_sentence
from explainer.words.marks import trial_name
from tests.pages.conftest import OpenPage
from tests.pages.seen import asked, part, picture, pictures, press, slips, titled, words
from tests.pages.trials_seen import cards


def test_every_condition_opens_at_its_own_address(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions")
    for condition in site_content.conditions.values():
        page.query_params["condition"] = condition.id
        page.run()
        assert not page.exception, condition.id
        assert [title.value for title in page.title] == [condition.name]
        assert slips(page) == [], condition.id


def test_the_button_above_leads_back_to_the_same_list(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", condition="ptsd", family="mood")
    press(page, "← All conditions")
    assert [title.value for title in page.title] == [site_content.pages["conditions"].title]
    assert "condition" not in page.query_params
    assert page.pills(key="family").value == ["mood"]


def test_a_condition_says_how_sure_we_are_and_why(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", condition="ptsd")
    (row,) = [row for row in summaries(site_content) if row.id == "ptsd"]
    assert f"{row.step.symbol}] **{row.reading.reading}**" in words(page)
    assert plain(counts_sentence(row.counts)) in words(page)
    (box,) = [table.value["value"] for table in part(page, "fact-box").table]
    assert box["Approved"] == "nowhere that we know of, for this use"


def test_a_condition_begins_with_its_trials_as_marks_that_open_them(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", condition="ptsd")
    opened = [asked(address) for _, address in picture(page, "condition-trials").marks]
    marks = [mark for mark in trial_marks(site_content, "ptsd") if mark.people and mark.row]
    assert opened == [("trials", asked(result_link(mark.row, "").address)[1]) for mark in marks if mark.row] != []
    name, query = opened[-1]
    assert cards(open_page(name, **query)) == [trial_name(marks[-1])]


def test_benefit_is_shown_as_100_people_in_each_group(open_page: OpenPage) -> None:
    page = part(open_page("conditions", condition="ptsd"), "fact-box")
    assert "as 100 people" in " ".join(str(each.value) for each in page.markdown)
    (people,) = [ET.fromstring(f"<html>{each.value}</html>".replace("<br>", "<br/>")) for each in page.html]
    groups = people.findall("div/div")
    assert len(groups) == 2
    for group in groups:
        dots = group.findall("div/i")
        assert (len(dots), str(len([dot for dot in dots if dot.get("class")]))) == (100, group.findtext("b"))


def test_a_condition_without_trials_says_so_instead_of_drawing_any(open_page: OpenPage, site_content: Content) -> None:
    (name, *_) = [row.id for row in summaries(site_content) if not row.marks and not row.counts.reviews_only]
    page = open_page("conditions", condition=name)
    assert "We know of no randomised trial that compared ketamine with something else here." in words(page)
    assert not pictures(part(page, "fact-box"))


def test_benefit_harm_and_what_is_not_known_stand_on_the_same_page(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("conditions", condition="ptsd")
    headings = [header.value for header in page.header]
    wanted = ["How fast it works", "How long it lasts", "Side effects and risks", "What is not known", "Each trial"]
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
