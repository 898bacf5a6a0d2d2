"""The overview, as its view says it."""

from collections.abc import Iterable

import pytest

from explainer.content import Content
from explainer.evidence.marks import TrialMark, trial_marks
from explainer.evidence.summary import summaries
from explainer.site import CONDITIONS, OTHER_USES, OVERVIEW, TRIALS
from explainer.views import blocks as b
from explainer.views.inline import links_in, plain
from explainer.views.view import View
from tests.views.seen import every, lost, part, seen, slips, words

USE = "use-"


def figure(found: View, key: str) -> b.Figure:
    (made,) = [each for each in every(found, b.Figure) if each.key == key]
    assert isinstance(made, b.Figure)
    return made


def groups_of(found: View, names: Iterable[str]) -> list[str]:
    """Those of the names that are headings in the picture, from top to bottom."""
    texts = figure(found, "overview-picture").picture.spec()["datasets"]["texts"]
    known = {name.capitalize() for name in names}
    return [text["text"] for text in texts if text["weight"] == "bold" and text["text"] in known]


def trials_in(content: Content) -> list[TrialMark]:
    """A mark for each trial in each condition."""
    return [mark for condition in content.conditions for mark in trial_marks(content, condition)]


def drawn_trials(found: View) -> list[str]:
    """Ids of the marks in the picture, those of other uses left out."""
    marks = figure(found, "overview-picture").picture.spec()["datasets"]["marks"]
    return [mark["id"] for mark in marks if not mark["id"].startswith(USE)]


def test_the_view_can_be_drawn_and_followed(site_content: Content) -> None:
    found = seen(site_content, OVERVIEW)
    assert not lost(site_content, found) and not slips(found)
    assert found.title == site_content.pages["overview"].title


@pytest.mark.parametrize("by", ["how sure we are", "family"])
def test_the_picture_is_grouped_as_chosen(site_content: Content, by: str) -> None:
    rows = summaries(site_content)
    found = seen(site_content, OVERVIEW, arrange=by)
    readings = [step.reading for step in site_content.scale.values()]
    there = {row.reading.reading for row in rows}
    order = [name for name in readings if name in there] if by != "family" else [row.family for row in rows]
    expected = [name.capitalize() for name in dict.fromkeys(order)]
    assert groups_of(found, [*readings, *(row.family for row in rows)]) == expected


def test_a_grouping_that_does_not_exist_is_left_out(site_content: Content) -> None:
    nonsense = figure(seen(site_content, OVERVIEW, arrange="nonsense"), "overview-picture").picture
    assert nonsense.spec() == figure(seen(site_content, OVERVIEW), "overview-picture").picture.spec()


def test_the_picture_has_a_mark_for_each_trial_of_known_size_and_says_how_many_are_missing(
    site_content: Content,
) -> None:
    found, trials = seen(site_content, OVERVIEW), trials_in(site_content)
    assert sorted(drawn_trials(found)) == sorted(mark.id for mark in trials if mark.people)
    unknown = sum(not mark.people for mark in trials)
    assert f"{unknown} more trials are not drawn" in plain(figure(found, "overview-picture").caption)


def test_only_trials_with_an_active_placebo_are_left_where_they_are_chosen(site_content: Content) -> None:
    kept = [mark for mark in trials_in(site_content) if mark.trial.comparator_kind == "active-placebo" and mark.people]
    assert sorted(drawn_trials(seen(site_content, OVERVIEW, active="true"))) == sorted(mark.id for mark in kept) != []


def test_the_picture_opens_trials_and_conditions_and_its_words_link_to_each(site_content: Content) -> None:
    picture = figure(seen(site_content, OVERVIEW), "overview-picture")
    for mark in trials_in(site_content):
        result, condition = mark.row, mark.outcome.condition
        card = (
            TRIALS.address(condition, outcome=result.family, row=result.id) if result else CONDITIONS.address(condition)
        )
        assert picture.marks[mark.id].address == card
    (lines,) = picture.words or ()
    assert isinstance(lines, b.Bullets)
    for row, line in zip(summaries(site_content), lines.items[:-1], strict=True):
        assert picture.marks[row.id].address == CONDITIONS.address(row.id)
        assert plain(line).startswith(f"{row.name}: {row.reading.reading}.")
        assert [each.address for each in links_in(line)] == [CONDITIONS.address(row.id)]


def test_trials_of_other_uses_have_small_marks_of_their_own_that_lead_there(site_content: Content) -> None:
    found = seen(site_content, OVERVIEW)
    picture = figure(found, "overview-picture")
    drawn = {mark["id"]: mark for mark in picture.picture.spec()["datasets"]["marks"]}
    others = [use for use in site_content.other_uses if use.people]
    assert others and {use.rests_on for use in others} == {"trial"}
    for use in others:
        assert picture.marks[use.id].address == OTHER_USES.address(use=use.use)
        assert f"{use.people:,} people" in drawn[use.id]["words"] and "not counted" in drawn[use.id]["words"]
    active = seen(site_content, OVERVIEW, active="true")
    assert not any(use.id in figure(active, "overview-picture").marks for use in others)


def test_every_reading_is_explained_with_how_many_have_it(site_content: Content) -> None:
    text = words(part(seen(site_content, OVERVIEW), "What the readings mean"))
    rows = summaries(site_content)
    for step in site_content.scale.values():
        number = sum(row.reading.reading == step.reading for row in rows)
        assert f"{step.symbol} {step.reading} ({number} of {len(rows)}): {step.meaning}" in text


def test_each_approval_is_drawn_once_and_why_it_is_not_the_reading_is_said(site_content: Content) -> None:
    found = seen(site_content, OVERVIEW)
    matrix, said = figure(found, "approved-matrix"), words(part(found, "What is approved"))
    approved = [row for row in summaries(site_content) if row.approvals]
    assert [row.id for row in approved] == list(matrix.marks)
    cells = [mark["words"] for mark in matrix.picture.spec()["datasets"]["marks"]]
    for row in approved:
        assert matrix.marks[row.id].address == CONDITIONS.address(row.id)
        for place in {each.place for each in row.approvals}:
            (cell,) = [cell for cell in cells if cell.startswith(f"{row.name}, {place}: ")]
            here = [each for each in row.approvals if each.place == place]
            assert all(each.molecule in cell for each in here), cell
            assert all(f"(only for {each.only_for})" in cell for each in here if each.only_for), cell
        is_less = row.reading.reading != "approved use"
        remark = f" {row.step.symbol} {row.reading.reading}."
        assert any(line.startswith(f"{row.name}: ") and line.endswith(remark) for line in said.splitlines()) == is_less
        assert all(f"* only for {each.only_for}" in plain(matrix.caption) for each in row.approvals if each.only_for)
    assert len(cells) == sum(len(row.places) for row in approved)
    without = len(site_content.conditions) - len(approved)
    assert f"We know of no approval for the other {without} conditions." in said


def test_a_number_to_call_stands_above_the_picture_and_at_the_end(site_content: Content) -> None:
    found = seen(site_content, OVERVIEW)
    contacts = [line.contact for line in site_content.access if line.kind == "crisis line"]
    above = words(found.blocks[: next(n for n, each in enumerate(found.blocks) if isinstance(each, b.Filters))])
    assert contacts and all(contact in above for contact in contacts)
    assert isinstance(found.blocks[-1], b.Crisis)
    assert all(contact in words(found.blocks[-1:]) for contact in contacts)
