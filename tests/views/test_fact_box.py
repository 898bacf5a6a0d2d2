"""The fact box of a condition: the facts before any prose, each in agreement with the tables."""

import re
from html import unescape

import pytest

from explainer.content import Content, content
from explainer.content.trials import TrialResult
from explainer.evidence.bands import BANDS, band_of
from explainer.evidence.counts import trial_counts
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import Hundred, hundred
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.state import State
from explainer.site import CONDITIONS, SAFETY, SHEET, TRIALS
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.inline import links_in, plain
from explainer.views.trial_card import hundred_block
from explainer.views.view import View, links, walk
from explainer.words.counts import people_text
from tests.views.seen import every, seen, words

WITH_TRIALS = [row.id for row in summaries(content()) if row.counts.trials]
WITHOUT_TRIALS = [row.id for row in summaries(content()) if not row.counts.trials]
NO_PICTURE = "Benefit. No trial gives numbers that can be shown as 100 people."
NO_HARM = "Side effects. No trial of this condition gives them for both groups in a way that can be counted."
NOT_COMPARED = "How long does it last? No result compares the groups at a known time."


def row_of(known: Content, condition: str) -> ConditionSummary:
    (row,) = [row for row in summaries(known) if row.id == condition]
    return row


def page(known: Content, condition: str) -> View:
    return seen(known, CONDITIONS, condition=condition)


def box_of(found: View) -> b.Group:
    (box,) = [block for block in found.blocks if isinstance(block, b.Group) and block.key == "fact-box"]
    return box


def figure(box: b.Group, key: str) -> list[b.Figure]:
    return [block for block in walk(box.blocks) if isinstance(block, b.Figure) and block.key == key]


def compared(known: Content, condition: str) -> list[TrialResult]:
    """Results against something else than ketamine, those that only a company announced left out."""
    return [
        row
        for row in known.results
        if (row.condition, row.is_announced) == (condition, False)
        and row.comparator_kind != "none"
        and row.id not in known.other_questions
    ]


def pictures(known: Content, condition: str, role: str) -> dict[str, Hundred]:
    """Results of a role that allow a picture of 100 people, by their ids."""
    rows = [row for row in compared(known, condition) if row.outcome_role == role]
    return {row.id: made for row in rows if (made := hundred(finding_of(known, row)))}


def drawn_as_100(box: b.Group, drawn: dict[str, Hundred]) -> list[str]:
    """Ids of the results whose picture is in the box, under a link to their card."""
    in_box = [block for block in walk(box.blocks) if isinstance(block, b.Hundred)]
    cards = [State.from_query(each.address.partition("?")[2]).one("row") for each in links(box.blocks)]
    return [name for name, picture in drawn.items() if hundred_block(picture) in in_box and name in cards]


def one_as_100(known: Content, condition: str, role: str) -> tuple[b.Group, dict[str, Hundred], list[str]]:
    """The box, the pictures that results of a role allow, and the id of the one drawn: never more, none if none can."""
    box, drawn = box_of(page(known, condition)), pictures(known, condition, role)
    shown = drawn_as_100(box, drawn)
    assert len(shown) == min(1, len(drawn))
    return box, drawn, shown


@pytest.mark.parametrize("condition", [*WITH_TRIALS, *WITHOUT_TRIALS])
def test_the_reading_and_the_box_come_before_any_prose(site_content: Content, condition: str) -> None:
    row, found = row_of(site_content, condition), page(site_content, condition)
    is_heading = [isinstance(block, b.Heading) and block.level == 2 for block in found.blocks]
    place = found.blocks.index(box_of(found))
    first = next(block for block in found.blocks if isinstance(block, b.Paragraph))
    assert words((first,)) == f"{row.step.symbol} {row.reading.reading}. {row.reading.why}"
    assert found.blocks.index(first) + 1 == place < is_heading.index(True)


@pytest.mark.parametrize("condition", [*WITH_TRIALS, *WITHOUT_TRIALS])
def test_approval_what_is_not_known_and_the_sheet_are_always_there(site_content: Content, condition: str) -> None:
    row, box = row_of(site_content, condition), box_of(page(site_content, condition))
    (table,) = [block for block in walk(box.blocks) if isinstance(block, b.Table)]
    lines = {plain(label): value for label, value in table.rows}
    assert list(lines) == ["Approved", "Not known", "Last checked", "For your doctor"]
    assert all(place in plain(lines["Approved"]) for place in row.places)
    assert (plain(lines["Approved"]) == "nowhere that we know of, for this use") == (not row.approvals)
    assert " ".join(plain(lines["Not known"]).split()) == " ".join(row.condition.not_known[0].split())
    assert [each.address for each in links_in(lines["For your doctor"])] == [SHEET.address(condition)]
    assert plain(lines["Last checked"]).endswith(str(row.reading.reviewed.year))


@pytest.mark.parametrize("condition", WITH_TRIALS)
def test_the_strip_has_as_many_trials_as_are_counted_and_each_mark_opens_its_trial(
    site_content: Content, condition: str
) -> None:
    counts, box = trial_counts(site_content, condition), box_of(page(site_content, condition))
    (strip,) = figure(box, "condition-trials")
    noun = "randomised trial" if counts.trials == 1 else "randomised trials"
    assert strip.picture.title.startswith(f"{counts.trials} {noun}, {people_text(counts)}: ")
    settled = sum(outcome.primary_outcome in ("met", "missed", "split") for outcome in counts.outcomes)
    assert strip.picture.title.endswith(f": {counts.met} of {settled} met" if settled else ": none counted")
    opened = re.findall(r'<a href="([^"]*)"><title>', html((strip,)))
    sized = [outcome for outcome in counts.outcomes if outcome.people]
    assert sorted(trial_at(site_content, unescape(address)) for address in opened) == sorted(
        each.trial for each in sized
    )
    assert len(strip.marks) == counts.trials
    undrawn = f" {counts.size_unknown} not drawn: number of people not known."
    assert (undrawn in plain(strip.caption)) == bool(counts.size_unknown)


def trial_at(known: Content, address: str) -> str:
    """The trial whose result an address opens."""
    path, _, query = address.partition("?")
    row = known.rows[State.from_query(query).one("row") or ""]
    assert path == TRIALS.address() and isinstance(row, TrialResult)
    return row.trial


@pytest.mark.parametrize("condition", WITH_TRIALS)
def test_the_ladder_has_every_stretch_of_time_or_a_plain_line_says_that_there_is_none(
    site_content: Content, condition: str
) -> None:
    box = box_of(page(site_content, condition))
    benefits = [row for row in compared(site_content, condition) if row.outcome_role == "benefit"]
    bands = {name: [row.result for row in benefits if band_of(row) == name] for name, _ in BANDS}
    ladder = figure(box, "how-long-ladder")
    if not any(bands.values()):
        assert not ladder and NOT_COMPARED in words((box,))
        return
    lines = dict(line.split(": ", 1) for line in ladder[0].picture.rows)
    assert list(lines) == list(bands)
    for name, results in bands.items():
        better, worse = results.count("ketamine better"), results.count("control better")
        assert (f"{better} ketamine better" in lines[name]) == bool(better), name
        assert (f"{worse} the comparison better" in lines[name]) == bool(worse), name
        assert (lines[name] == "no result known") == (not results), name
    marks = ladder[0].picture.spec(narrow=True)["datasets"]["marks"]
    assert len(marks) == sum(result != "not tested or not reported" for each in bands.values() for result in each)


@pytest.mark.parametrize("condition", WITH_TRIALS)
def test_a_benefit_is_drawn_as_100_people_or_a_sentence_says_that_none_can_be(
    site_content: Content, condition: str
) -> None:
    box, drawn, shown = one_as_100(site_content, condition, "benefit")
    assert (NO_PICTURE in words((box,))) == (not drawn)
    assert all(f"{drawn[name].without} of 100 with {drawn[name].comparison}" in words((box,)) for name in shown)
    named = [name for name in site_content.conditions[condition].key_results if name in drawn]
    assert shown[:1] == named[:1] or not named


@pytest.mark.parametrize("condition", WITH_TRIALS)
def test_a_harm_is_drawn_with_its_comparison_or_the_box_says_where_harms_are_counted(
    site_content: Content, condition: str
) -> None:
    box, drawn, shown = one_as_100(site_content, condition, "harm")
    assert (NO_HARM in words((box,))) == (not drawn)
    assert (SAFETY.address() in [each.address for each in links(box.blocks)]) == (not drawn)
    for name in shown:
        assert f"{drawn[name].without} of 100 with {drawn[name].comparison}" in words((box,))
        gaps = [picture.with_ketamine - picture.without for picture in drawn.values()]
        assert drawn[name].with_ketamine - drawn[name].without == max(gaps)


@pytest.mark.parametrize("condition", WITHOUT_TRIALS)
def test_without_trials_there_is_a_plain_line_and_no_empty_picture(site_content: Content, condition: str) -> None:
    row, box = row_of(site_content, condition), box_of(page(site_content, condition))
    assert not [block for block in walk(box.blocks) if isinstance(block, b.Figure | b.Hundred)]
    assert ("We know of no randomised trial" in words((box,))) == (not row.counts.reviews_only)
    assert ("what is known comes from reviews" in words((box,))) == row.counts.reviews_only
    assert NO_HARM in words((box,))


def test_both_kinds_of_condition_are_looked_at(site_content: Content) -> None:
    boxes = [box_of(page(site_content, name)) for name in site_content.conditions]
    assert {bool(figure(box, "condition-trials")) for box in boxes} == {True, False}
    assert any(every(page(site_content, name), b.Hundred) for name in WITH_TRIALS)
