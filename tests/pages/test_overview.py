"""The first page: every trial in one picture, what is approved, where to get help."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.evidence.marks import TrialMark, trial_marks
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.words.marks import mark_line
from tests.pages.conftest import OpenPage
from tests.pages.seen import asked, links, picture, words
from tests.pages.trials_seen import cards

PICTURE = "overview-picture"


def marks(page: AppTest) -> list[str]:
    """The marks of trials in the picture, by what they say and in alphabetical order."""
    return sorted(text for text, _ in picture(page, PICTURE).marks if "people: " in text)


def of_known_size(content: Content) -> list[TrialMark]:
    every = [mark for condition in content.conditions for mark in trial_marks(content, condition)]
    return [mark for mark in every if mark.people]


def headings(page: AppTest, rows: list[str]) -> list[str]:
    """The headings of the groups in the picture, from top to bottom."""
    return [text for text in picture(page, PICTURE).texts if text in rows]


def grouped(by: str, row: ConditionSummary) -> str:
    return (row.family if by == "family" else row.reading.reading).capitalize()


def test_the_picture_names_every_condition(open_page: OpenPage, site_content: Content) -> None:
    drawn = picture(open_page("overview"), PICTURE)
    on_it = " ".join(drawn.texts)
    assert [row.name for row in summaries(site_content) if row.name not in on_it] == []
    opened = [asked(address) for _, address in drawn.marks]
    named = {query["condition"][0] for name, query in opened if name == "conditions"}
    assert {row.id for row in summaries(site_content) if row.marks} <= named


def test_the_picture_has_a_mark_for_every_trial_of_known_size(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("overview")
    known = of_known_size(site_content)
    assert marks(page) == sorted(map(mark_line, known))
    unknown = sum(
        not mark.people for condition in site_content.conditions for mark in trial_marks(site_content, condition)
    )
    assert f"{unknown} more trials are not drawn" in words(page)


def test_a_mark_opens_the_card_of_its_trial(open_page: OpenPage) -> None:
    (address,) = [
        address for text, address in picture(open_page("overview"), PICTURE).marks if "Feder et al. 2021" in text
    ]
    name, query = asked(address)
    assert cards(open_page(name, **query)) == ["Feder et al. 2021"]


@pytest.mark.parametrize("by", ["family", "how sure we are"])
def test_the_picture_can_be_grouped_in_two_ways(open_page: OpenPage, site_content: Content, by: str) -> None:
    page = open_page("overview")
    page.segmented_control(key="arrange").set_value(by).run()
    assert not page.exception
    rows = summaries(site_content)
    order = rows if by == "family" else sorted(rows, key=lambda row: row.step.order)
    groups = list(dict.fromkeys(grouped(by, row) for row in order))
    assert headings(page, groups) == groups


def test_only_trials_with_an_active_placebo_can_be_shown(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("overview")
    page.toggle(key="active").set_value(True).run()
    kept = [mark for mark in of_known_size(site_content) if mark.trial.comparator_kind == "active-placebo"]
    assert marks(page) == sorted(map(mark_line, kept)) != []
    assert len(kept) < len(of_known_size(site_content))


def test_the_picture_has_its_words_with_a_link_to_every_condition(open_page: OpenPage, site_content: Content) -> None:
    there = links(open_page("overview"))
    for row in summaries(site_content):
        assert [label for label in there if label.startswith(f"{row.name}: {row.reading.reading}.")], row.id


def test_what_is_approved_is_drawn_with_a_link_to_each_use(open_page: OpenPage, site_content: Content) -> None:
    approved = [row for row in summaries(site_content) if row.approvals]
    matrix = picture(open_page("overview"), "approved-matrix")
    assert {query["condition"][0] for _, query in (asked(address) for _, address in matrix.marks)} == {
        row.id for row in approved
    }
    assert {place for row in approved for place in row.places} <= set(matrix.texts)


def test_someone_in_a_crisis_finds_a_number_to_call(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("overview"))
    lines = [line for line in site_content.access if line.kind == "crisis line"]
    assert len(lines) >= 3
    for line in lines:
        address = f"https://{line.contact}" if "." in line.contact else f"tel:{line.contact.replace(' ', '')}"
        assert f"[{line.contact}]({address})" in page
