"""What the safety page says: every figure with its setting, approvals with their gaps, help where it is needed."""

from dataclasses import replace

import pytest

from explainer.content import Content
from explainer.content.facts import ANAESTHETIC, AdverseEffect
from explainer.content.prose import HarmList
from explainer.evidence.approvals import AREAS, decisions
from explainer.evidence.hundred import harm_hundred
from explainer.site import SAFETY
from explainer.views import blocks as b
from explainer.views.approvals import MOLECULES, NOT_KNOWN
from explainer.views.inline import plain
from explainer.views.safety import LAST, SHOWN_AT_ONCE, WIDEST, harms_of
from explainer.views.trial_card import hundred_block
from explainer.views.view import View, walk
from explainer.words.crisis import crisis_help
from tests.views.seen import every, headings, lost, part, seen, slips, words


@pytest.fixture(scope="module")
def page(site_content: Content) -> View:
    return seen(site_content, SAFETY)


def in_part(content: Content, shown: View, anchor: str) -> b.Blocks:
    """The blocks of a part, whether it is folded or not."""
    (of_page,) = [each for each in content.pages["safety"].parts if each.anchor == anchor]
    flat = tuple(
        inner
        for block in shown.blocks
        for inner in (
            (each for group in block.groups for each in group.blocks) if isinstance(block, b.Row) else (block,)
        )
    )
    *before, last = part(replace(shown, blocks=flat), of_page.heading)
    if not of_page.folded:
        return (*before, last)
    assert isinstance(last, b.Fold) and plain(last.label) == of_page.folded
    return (*before, *last.blocks)


def tables(blocks: b.Blocks) -> list[b.Table]:
    return [block for block in walk(blocks) if isinstance(block, b.Table)]


def cards(content: Content, shown: View, molecule: str) -> dict[str, dict[str, str]]:
    """What each card of a molecule says, by place and label."""
    rows = [block for block in in_part(content, shown, "approved") if isinstance(block, b.Row)]
    found = {}
    for group in rows[MOLECULES.index(molecule)].groups:
        title, lines = group.blocks
        assert isinstance(title, b.Paragraph) and isinstance(lines, b.Bullets)
        found[plain(title.text)] = dict(plain(line).split(": ", 1) for line in lines.items)
    return found


def test_the_page_is_its_parts_in_their_order(site_content: Content, page: View) -> None:
    parts = site_content.pages["safety"].parts
    assert headings(page) == [each.heading for each in parts]
    (contents,) = [
        block for block in page.blocks if isinstance(block, b.Paragraph) and "On this page" in plain(block.text)
    ]
    assert plain(contents.text) == f"On this page: {' · '.join(each.heading for each in parts)}"
    assert page.is_complete and not lost(site_content, page) and not slips(page)


def test_the_edition_of_the_label_that_was_read_is_named(site_content: Content, page: View) -> None:
    said = words(in_part(site_content, page, "label"))
    version = site_content.figure("spravato-label-version-2026", "version")
    assert "earlier editions of the label" in said
    assert f"version {version}, of 13 March 2026" in said


def test_the_table_of_the_label_has_every_row_with_its_counts_the_widest_gap_first(
    site_content: Content, page: View
) -> None:
    (table,) = tables(in_part(site_content, page, "label"))
    rows = [row for row in site_content.adverse_effects if row.label_table == "side effects"]
    assert len(table.rows) == len(rows)
    assert ("Nausea", "28 of 100", "9 of 100", "98 of 346 against 19 of 222") in table.rows
    gaps = [int(str(row[1]).split()[0]) - int(str(row[2]).split()[0]) for row in table.rows]
    assert gaps == sorted(gaps, reverse=True)


def test_pictures_of_100_are_those_of_the_widest_gaps_and_drawn_when_they_are_asked_for(
    site_content: Content, page: View
) -> None:
    (fold,) = [each for each in every(page, b.Fold) if each.key == "widest-gaps"]
    rows = [row for row in site_content.adverse_effects if row.label_table == "side effects"]
    gaps = {hundred_block(made): made.with_ketamine - made.without for row in rows if (made := harm_hundred(row))}
    shown = [block for block in fold.blocks if isinstance(block, b.Hundred)]
    assert [gaps[block] for block in shown] == sorted(gaps.values(), reverse=True)[:WIDEST]
    assert fold.lazy and not fold.is_open


def test_blood_pressure_is_told_by_age(site_content: Content, page: View) -> None:
    (table,) = tables(in_part(site_content, page, "blood-pressure"))
    assert all("65 and over" in plain(row[0]) or "under 65" in plain(row[0]) for row in table.rows)
    assert table.rows[0][3] == "12 of 72 against 1 of 65"


def test_the_three_figures_for_dissociation_stand_side_by_side(site_content: Content, page: View) -> None:
    lists = [block for block in walk(in_part(site_content, page, "dissociation")) if isinstance(block, b.Bullets)]
    first, second, third = [plain(item) for item in lists[0].items[:3]]
    assert "142 of 346" in first and "221 of 587" in second and "61% to 84%" in third


def test_lists_begin_with_the_rows_they_name_then_people_in_treatment_then_those_with_a_comparison(
    site_content: Content,
) -> None:
    def place(row: AdverseEffect) -> tuple[int, bool]:
        return LAST.index(row.setting) + 1 if row.setting in LAST else 0, harm_hundred(row) is None

    for each in (each for one in site_content.pages["safety"].parts for each in one.lists if not each.trials_in):
        rows = harms_of(site_content, each)
        named, rest = rows[: len(each.first)], rows[len(each.first) :]
        assert [row.id for row in named] == list(each.first)
        assert [place(row) for row in rest] == sorted(map(place, rest)), each
        assert not any(row.label_table or row.id in site_content.duplicates for row in rest)


def test_harms_outside_treatment_stand_last(site_content: Content, page: View) -> None:
    said = words(in_part(site_content, page, "bladder"))
    assert said.index("Esketamine spray.") < said.index("Long-term use.") < said.rindex("Recreational use.")


def test_every_line_says_its_setting_and_what_does_not_fit_is_counted(site_content: Content, page: View) -> None:
    for each in site_content.pages["safety"].parts:
        for harms in (each for each in each.lists if not each.trials_in):
            rows = harms_of(site_content, harms)
            said = words(in_part(site_content, page, each.anchor))
            assert all(f"{row.setting.capitalize()}. {' '.join(row.statement.split())}" in said for row in rows)
            at_once = len(harms.first) if harms.words else SHOWN_AT_ONCE
            if len(rows) > at_once and not harms.folded:
                assert f"> Show {len(rows) - at_once} more" in said


def test_a_list_takes_harms_at_anaesthetic_doses_only_where_it_names_the_setting(site_content: Content) -> None:
    lists = [each for one in site_content.pages["safety"].parts for each in one.lists if not each.trials_in]
    found = {each.heading: {row.setting for row in harms_of(site_content, each)} for each in lists if each.settings}
    assert found["Children sedated in emergency departments"] == {"sedation of children"}
    breathing = HarmList(groups=("breathing",))
    assert {row.setting for row in site_content.adverse_effects if row.group == "breathing"} & set(ANAESTHETIC)
    assert not {row.setting for row in harms_of(site_content, breathing)} & set(ANAESTHETIC)


def test_children_and_anaesthesia_stand_apart_from_treatment_for_mood(site_content: Content, page: View) -> None:
    lists = [words((block,)) for block in every(page, b.Bullets)]
    assert any("Sedation of children." in each for each in lists)
    assert not any("Sedation of children." in each and "Esketamine spray." in each for each in lists)


def test_trials_of_intubation_stand_apart_from_those_of_sedation_the_largest_first(
    site_content: Content, page: View
) -> None:
    blocks = in_part(site_content, page, "anaesthesia")
    anchors = {block.anchor: n for n, block in enumerate(blocks) if isinstance(block, b.Heading)}
    intubation, sedation = (words((blocks[anchors[name] + 1],)) for name in ("intubation", "sedation-trials"))
    assert "260 of 1,176 people with ketamine against 202" in intubation and "330 of 1,173" in intubation
    assert intubation.index("Casey") < intubation.index("Matchett") < intubation.index("Jabre")
    assert "propofol" in sedation and "etomidate" not in sedation
    listed = [row for row in site_content.results if row.condition == "anaesthesia"]
    assert len(intubation.splitlines()) + len(sedation.splitlines()) == len(listed)


def test_driving_interactions_and_warnings_come_from_their_tables(site_content: Content, page: View) -> None:
    driving = words(in_part(site_content, page, "driving"))
    assert all(row.statement in driving for row in site_content.access if row.kind == "driving")
    (table,) = tables(in_part(site_content, page, "interactions"))
    assert [row[0] for row in table.rows] == [each.other_medicine for each in site_content.interactions]
    home = words(in_part(site_content, page, "home"))
    warnings = [event for event in site_content.events if event.warning]
    others = [event for event in site_content.events if not event.warning]
    assert warnings and all(event.statement in home for event in warnings)
    assert not any(event.statement in home for event in others)


def test_misuse_has_every_point_in_words(site_content: Content, page: View) -> None:
    said = words(in_part(site_content, page, "misuse"))
    for each in site_content.misuse_series:
        assert f"{site_content.figure(each.row, each.field)} in {each.year}" in said


def test_every_molecule_has_a_card_for_every_place_and_a_gap_is_said_as_a_gap(
    site_content: Content, page: View
) -> None:
    for molecule in MOLECULES:
        found = cards(site_content, page, molecule)
        assert list(found) == list(AREAS)
        labels = ["Approved for", "Controlled as", "Rules for supply", "Who pays"]
        assert all(list(card) == labels for card in found.values())
    assert cards(site_content, page, "ketamine")["US"]["Approved for"] == "Anaesthesia (1970, sources differ)"
    assert cards(site_content, page, "ketamine")["EU"]["Who pays"] == NOT_KNOWN
    assert (
        cards(site_content, page, "ketamine")["UK"]["Controlled as"]
        == "class B (10 June 2014); schedule 2 (as of 2020)"
    )
    assert (
        "Pain relief in emergency medicine in Germany and Austria"
        in (cards(site_content, page, "esketamine")["EU"]["Approved for"])
    )


def test_sentences_of_a_card_follow_each_other_and_labels_are_listed(site_content: Content, page: View) -> None:
    texts = [text for name in MOLECULES for card in cards(site_content, page, name).values() for text in card.values()]
    assert not any(".;" in text for text in texts)
    assert "decided otherwise. England" in cards(site_content, page, "esketamine")["UK"]["Who pays"]


def test_who_pays_is_said_where_it_is_known_and_of_the_medicine_it_is_about(site_content: Content, page: View) -> None:
    paid = {place: card["Who pays"] for place, card in cards(site_content, page, "esketamine").items()}
    assert "NICE" in paid["UK"] and "Scotland" in paid["UK"]
    assert "recommended that public plans do not pay" in paid["Canada"]
    assert paid["Australia"].startswith("The government pays part")
    assert paid["EU"] == NOT_KNOWN
    assert cards(site_content, page, "ketamine")["Canada"]["Who pays"] == NOT_KNOWN


def test_approvals_say_since_when_and_where_sources_differ(site_content: Content, page: View) -> None:
    ketamine, esketamine = (
        {plain(row[0]): dict(zip(table.columns, map(plain, row), strict=True)) for row in table.rows}
        for table in tables(in_part(site_content, page, "approved"))
    )
    assert list(esketamine) == list(AREAS)
    assert esketamine["EU"]["Treatment-resistant depression"] == "approved, 18 December 2019"
    assert esketamine["WHO"]["Treatment-resistant depression"] == NOT_KNOWN
    assert ketamine["WHO"]["Anaesthesia and sedation"] == "essential medicine, 1985"
    assert ketamine["US"]["Anaesthesia and sedation"] == "approved, 1970, sources differ"


def test_no_decision_is_listed_twice(site_content: Content, page: View) -> None:
    for molecule in MOLECULES:
        for area in AREAS:
            rows = decisions(site_content, area, molecule, ("approved",))
            known = [(row.indication, row.event or row.id) for row in rows]
            assert len(known) == len(set(known)), (molecule, area)
        for place, card in cards(site_content, page, molecule).items():
            for label in ("Approved for", "Controlled as"):
                listed = card[label].split("; ")
                assert len(listed) == len(set(listed)), (place, label)
                assert not any(each.startswith(f"{other} (") for each in listed for other in listed if "(" not in other)
    *_, fold = in_part(site_content, page, "approved")[:-1]
    assert isinstance(fold, b.Fold) and isinstance(fold.blocks[0], b.Bullets)
    assert len(fold.blocks[0].items) == len(site_content.approvals)


def test_help_is_never_behind_a_fold(site_content: Content, page: View) -> None:
    folded = [block for fold in every(page, b.Fold) for block in walk(fold.blocks)]
    assert every(page, b.Crisis) and not [block for block in folded if isinstance(block, b.Crisis)]


def test_a_card_does_not_repeat_the_place_that_it_stands_under(site_content: Content, page: View) -> None:
    for molecule in MOLECULES:
        for card in cards(site_content, page, molecule).values():
            assert not any(
                row.lead in text for row in site_content.approvals for text in card.values() if row.place in AREAS
            )
    assert "United States: Spravato can be given only in certified settings" in words(page)


def test_every_approval_that_names_an_event_has_one_with_a_date(site_content: Content) -> None:
    dates = {event.id: event.date for event in site_content.events}
    assert all(dates[row.event] for row in site_content.approvals if row.event)


def test_a_fact_that_is_filed_twice_is_shown_once(site_content: Content, page: View) -> None:
    said = words(page)
    harms = {row.id: row for row in site_content.adverse_effects}
    for name in set(site_content.duplicates) & set(harms):
        assert harms[name].statement not in said, name


def test_help_stands_first_for_readers_who_come_from_a_condition_with_help_on_top(site_content: Content) -> None:
    title = crisis_help(site_content).title
    for name, condition in site_content.conditions.items():
        found = seen(site_content, SAFETY, **{"from": name})
        heads = [block for block in walk(found.blocks) if isinstance(block, b.Heading) and block.level > 1]
        assert (heads[0].text == title) == (condition.crisis_help == "top"), name
        assert [each.anchor for each in heads].count("help-now") == 1
        assert lost(site_content, found) == []


@pytest.mark.parametrize("origin", ["", "magic", "ptsd"])
def test_another_origin_changes_nothing(site_content: Content, page: View, origin: str) -> None:
    assert words(seen(site_content, SAFETY, **{"from": origin})) == words(page)
