"""One condition in full, as its view says it."""

import re
from dataclasses import replace

import pytest

from explainer.content import Content
from explainer.content.prose import HelpForm
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.state import State
from explainer.site import CONDITIONS
from explainer.views import blocks as b
from explainer.views.condition import condition_blocks, condition_view
from explainer.views.html import html
from explainer.views.inline import Inline, links_in, plain
from explainer.views.parts import row_line
from explainer.views.view import View, links
from explainer.words.counts import counts_sentence
from tests.views.seen import every, headings, lost, part, seen, slips, words


@pytest.fixture(scope="module")
def all_rows(site_content: Content) -> tuple[ConditionSummary, ...]:
    return summaries(site_content)


def row_of(content: Content, name: str) -> ConditionSummary:
    (row,) = [row for row in summaries(content) if row.id == name]
    return row


def shown(content: Content, row: ConditionSummary) -> View:
    return condition_view(content, row.id, State.of(condition=row.id))


def said(text: Inline) -> str:
    return " ".join(plain(text).split())


def test_every_condition_has_a_view_whose_links_lead_somewhere(
    site_content: Content, all_rows: tuple[ConditionSummary, ...]
) -> None:
    for row in all_rows:
        found = seen(site_content, CONDITIONS, condition=row.id)
        assert (found.title, found.at, found.is_complete) == (row.name, row.id, True)
        assert not lost(site_content, found), row.id
        assert not slips(found), row.id


def test_the_html_has_counts_approvals_key_results_and_harms(
    site_content: Content, all_rows: tuple[ConditionSummary, ...]
) -> None:
    for row in all_rows:
        found = shown(site_content, row)
        text = words(found)
        assert counts_sentence(row.counts) in text, row.id
        for approval in row.approvals:
            assert f"{approval.place} ({approval.molecule}): {approval.indication}" in text
        for name in (*row.condition.key_results, *row.condition.safety):
            assert said(row_line(site_content, site_content.rows[name])) in text, name
        assert html(found.blocks).count("<li>") >= len(row.condition.safety)


def test_each_approval_is_listed_once(site_content: Content, all_rows: tuple[ConditionSummary, ...]) -> None:
    for row in all_rows:
        for each in {(each.place, each.molecule, each.indication) for each in row.approvals}:
            line = f"- {each[0]} ({each[1]}): {each[2]}"
            assert words(shown(site_content, row)).splitlines().count(line) == 1, row.id


def test_what_is_approved_is_listed_only_where_something_is(
    site_content: Content, all_rows: tuple[ConditionSummary, ...]
) -> None:
    for row in all_rows:
        text = words(shown(site_content, row))
        assert ("What is approved." in text) == bool(row.approvals), row.id
        assert ("Approved | nowhere that we know of, for this use" in text) == (not row.approvals), row.id


def test_the_parts_stand_in_their_order(site_content: Content) -> None:
    assert headings(shown(site_content, row_of(site_content, "ptsd")))[:7] == [
        "In short",
        "How fast it works",
        "How long it lasts",
        "Side effects and risks",
        "Benefit and harm in the same trials",
        "What is not known",
        "Each trial",
    ]


def test_every_jump_leads_to_a_part_of_the_page(site_content: Content, all_rows: tuple[ConditionSummary, ...]) -> None:
    for row in all_rows:
        found = shown(site_content, row)
        anchors = [block.anchor for block in every(found, b.Heading) if block.anchor]
        jumps = re.findall(r'href="#([^"]*)"', html(found.blocks))
        assert jumps and set(jumps) <= set(anchors), row.id
        assert len(anchors) == len(set(anchors)), row.id


def test_the_rule_is_told_step_by_step(site_content: Content, all_rows: tuple[ConditionSummary, ...]) -> None:
    for row in all_rows:
        fold = next(each for each in every(shown(site_content, row), b.Fold) if plain(each.label).startswith("Why"))
        table = fold.blocks[0]
        assert isinstance(table, b.Table)
        assert table.rows == tuple((each.what, each.found, each.effect) for each in row.derived.reasons)
        assert f"The rule gives: {row.derived.reading}." in words(fold.blocks)
        exception = site_content.exceptions.get(row.id)
        assert (exception is not None) == ("A person set this reading, not the rule." in words(fold.blocks))
        assert exception is None or exception.why in words(fold.blocks)


def test_what_is_not_known_is_all_said(site_content: Content, all_rows: tuple[ConditionSummary, ...]) -> None:
    for row in all_rows:
        (bullets,) = part(shown(site_content, row), "What is not known")
        assert isinstance(bullets, b.Bullets) and len(bullets.items) == len(row.condition.not_known)


def test_trials_under_way_stand_where_there_are_some(
    site_content: Content, all_rows: tuple[ConditionSummary, ...]
) -> None:
    with_some = 0
    for row in all_rows:
        running = [each for each in site_content.events if each.ongoing and row.id in each.conditions]
        found = shown(site_content, row)
        assert bool(running) == ("Trials under way" in headings(found)), row.id
        if running:
            with_some += 1
            text = words(part(found, "Trials under way"))
            assert all(" ".join(each.statement.split()) in text for each in running), row.id
    assert with_some


def test_the_sources_of_the_page_are_all_listed_once(
    site_content: Content, all_rows: tuple[ConditionSummary, ...]
) -> None:
    for row in all_rows:
        condition = row.condition
        rows = (*condition.key_results, *condition.safety, *condition.speed.rows, *condition.duration.rows)
        used = {site_content.rows[name].source for name in rows}
        fold = next(
            each for each in every(shown(site_content, row), b.Fold) if plain(each.label).startswith("Sources for")
        )
        assert plain(fold.label) == f"Sources for this page ({len(used)})"
        assert len(words(fold.blocks).splitlines()) == len(used)
        for name in used:
            assert " ".join(site_content.sources[name].title.split()) in words(fold.blocks), name


def test_mechanisms_are_named_with_how_well_they_are_supported(site_content: Content) -> None:
    row = row_of(site_content, "ptsd")
    text = words(part(shown(site_content, row), "How it might work here"))
    for each in row.condition.mechanisms:
        assert f"{site_content.mechanisms[each.id].name} ({each.standing}; seen in " in text


def test_claims_stand_with_those_filed_under_the_condition_alone(
    site_content: Content, all_rows: tuple[ConditionSummary, ...]
) -> None:
    for row in all_rows:
        filed = [claim for claim in site_content.claims if claim.condition == row.id]
        found = shown(site_content, row)
        assert bool(filed) == ("Fact check: what articles say" in headings(found))
        if filed:
            (bullets,) = part(found, "Fact check: what articles say")
            assert isinstance(bullets, b.Bullets)
            assert [links_in(item)[0].address for item in bullets.items] == [
                f"./claims?claim={claim.id}" for claim in filed
            ]


def test_a_condition_leads_on_to_its_trials_its_sheet_and_safety(site_content: Content) -> None:
    addresses = [each.address for each in links(shown(site_content, row_of(site_content, "ptsd")).blocks)]
    assert {"./trials?of=ptsd", "./sheet?condition=ptsd", "./safety"} <= set(addresses)


@pytest.mark.parametrize(("form", "leads"), [("top", True), ("line", False), (None, False)])
def test_help_in_a_crisis_stands_first_where_the_condition_asks_for_it(
    site_content: Content, form: HelpForm | None, leads: bool
) -> None:
    row = row_of(site_content, "ptsd")
    row = replace(row, condition=row.condition.model_copy(update={"crisis_help": form}))
    blocks = condition_blocks(site_content, row, State())
    assert isinstance(blocks[1], b.Crisis) == (form is not None) and ("help-now" in html(blocks)) == leads
    lines = [line.contact for line in site_content.access if line.kind == "crisis line"]
    assert all(contact in words(blocks[1:2]) for contact in lines) == (form is not None)
    assert ("./safety?from=ptsd" in [each.address for each in links(blocks)]) == leads


def test_suicidal_thoughts_are_met_with_help_first(site_content: Content) -> None:
    assert isinstance(shown(site_content, row_of(site_content, "suicidal-ideation")).blocks[2], b.Crisis)


def test_the_way_back_keeps_the_filters(site_content: Content) -> None:
    found = seen(site_content, CONDITIONS, condition="ptsd", family="mood", view="cards")
    (back,) = every(found, b.Button)
    assert back.state == State.of(family="mood", view="cards")


def test_an_unknown_condition_is_not_found_and_near_names_are_offered(site_content: Content) -> None:
    found = seen(site_content, CONDITIONS, condition="migrane")
    assert not found.is_complete
    assert "Did you mean Migraine?" in words(found)
    assert every(found, b.Button) and not lost(site_content, found)
