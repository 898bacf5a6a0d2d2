"""What the page on how it works says: the chain, the grid, what the body does."""

from dataclasses import replace
from html import unescape

import pytest

from explainer.content import Content
from explainer.site import CONDITIONS, MECHANISMS
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.inline import links_in, plain
from explainer.views.mechanisms import IN_PARTS, SPOT, WHERE, WHICH, linked
from explainer.views.routes import NOT_KNOWN, QUANTITIES, REACH
from explainer.views.view import View, links
from tests.views.seen import every, lost, part, seen, slips, words

GRID = "Where each mechanism is thought to matter"


def figure(shown: View, key: str) -> b.Figure:
    found: list[b.Figure] = [each for each in every(shown, b.Figure) if each.key == key]
    assert len(found) == 1
    return found[0]


def cards(content: Content) -> dict[str, list[str]]:
    """The lines of the card of each route, by its title."""
    (row,) = [block for block in part(seen(content, MECHANISMS), "In the body") if isinstance(block, b.Row)]
    return {words(group.blocks[:1]): words(group.blocks[1:]).splitlines() for group in row.groups}


def test_every_mechanism_opens_at_its_own_address(site_content: Content) -> None:
    for key, mechanism in site_content.mechanisms.items():
        shown = seen(site_content, MECHANISMS, step=key)
        assert (shown.title, shown.at, shown.is_complete) == (mechanism.name, key, True)
        (card,) = [block for block in part(shown, "From the dose to its effects") if isinstance(block, b.Group)]
        said = words(card.blocks)
        assert all(" ".join(text.split()) in said for text in (mechanism.not_known[0], mechanism.summary)), key
        assert f"What this is based on ({len(mechanism.rows)})" in said or not mechanism.rows
        matters_in = [c.name for c in site_content.conditions.values() if key in [each.id for each in c.mechanisms]]
        assert f"Where it is thought to matter ({len(matters_in)})" in said
        assert all(name in said for name in matters_in)
        assert not lost(site_content, shown) and not slips(shown), key


def test_every_step_and_every_mechanism_is_said_in_words(site_content: Content) -> None:
    shown = seen(site_content, MECHANISMS)
    said = words(shown)
    for step in site_content.steps:
        assert f"→ {site_content.mechanisms[step.target].name}: {step.standing}, seen in" in said
    (fold,) = [each for each in every(shown, b.Fold) if plain(each.label) == "Every mechanism in words, with links"]
    opened = [each.address for item in fold.blocks[0].items for each in links_in(item)]
    assert opened == [MECHANISMS.address(key) for key in site_content.mechanisms]


def test_a_mark_of_each_picture_opens_what_it_stands_for(site_content: Content) -> None:
    shown = seen(site_content, MECHANISMS)
    steps = {key: MECHANISMS.address(key) for key in site_content.mechanisms}
    pairs = ((c.id, each.id) for c in site_content.conditions.values() for each in c.mechanisms)
    spots = {f"{place}.{each}": MECHANISMS.address(**{SPOT: f"{place}.{each}"}) for place, each in pairs}
    assert {key: each.address for key, each in figure(shown, "chain").marks.items()} == steps
    assert {key: each.address for key, each in figure(shown, "grid").marks.items()} == spots
    page = unescape(html(shown.blocks))
    assert all(f'<a href="{address}"><title>' in page for address in (*steps.values(), *spots.values()))


def test_an_unknown_mechanism_is_not_found_with_the_nearest_name(site_content: Content) -> None:
    shown = seen(site_content, MECHANISMS, step="nmda-blok")
    (notice,) = [each for each in every(shown, b.Notice) if each.missing]
    assert notice.title == "Not found" and not shown.is_complete
    assert MECHANISMS.address("nmda-block") in [each.address for each in notice.ways_on]
    assert lost(site_content, shown) == []


def test_choosing_a_mechanism_leaves_its_conditions_only(site_content: Content) -> None:
    for key, mechanism in site_content.mechanisms.items():
        shown = seen(site_content, MECHANISMS, which=[mechanism.name])
        matters_in = [c.name for c in site_content.conditions.values() if key in [each.id for each in c.mechanisms]]
        if matters_in:
            picture = figure(shown, "grid").picture
            assert [row.split(": ")[0] for row in picture.rows] == matters_in
            assert f"See conditions for “{mechanism.name}” in the table →" in words(shown)
        assert not slips(shown)


def test_choosing_a_condition_leaves_its_mechanisms_only(site_content: Content) -> None:
    for condition in site_content.conditions.values():
        shown = seen(site_content, MECHANISMS, where=[condition.name])
        numbered = plain(figure(shown, "grid").caption).splitlines()[-1]
        names = {site_content.mechanisms[each.id].name for each in condition.mechanisms}
        assert {name.split(" ", 1)[1] for name in numbered.split(" · ")} == names
        assert CONDITIONS.address(condition.id) in [each.address for each in links(part(shown, GRID))]


def test_a_mechanism_without_conditions_stays_while_no_condition_is_chosen(site_content: Content) -> None:
    migraine = site_content.conditions["migraine"]
    alone = replace(site_content, conditions={migraine.id: migraine})
    assert list(linked(alone, (), ())[1]) == list(site_content.mechanisms)
    assert set(linked(alone, (), (migraine.name,))[1]) == {each.id for each in migraine.mechanisms}


def test_conditions_are_linked_below_the_grid_only_where_some_are_chosen(site_content: Content) -> None:
    opened = [each.address for each in links(part(seen(site_content, MECHANISMS), GRID))]
    assert opened and not [address for address in opened if address.startswith(CONDITIONS.address())]


def test_widgets_show_what_is_chosen_and_leave_out_what_is_no_option(site_content: Content) -> None:
    shown = seen(site_content, MECHANISMS, which=["Magic"], where=["Migraine", "Gout"])
    (filters,) = every(shown, b.Filters)
    assert {each.key: each.chosen for each in filters.fields} == {WHICH: (), WHERE: ("Migraine",)}


def test_nothing_in_common_says_so(site_content: Content) -> None:
    shown = seen(site_content, MECHANISMS, which=["A slow wave across the brain in migraine"], where=["Autism"])
    (notice,) = every(shown, b.Notice)
    assert notice.title == "None of these mechanisms is linked to these conditions" and not notice.missing


def test_a_mark_of_the_grid_says_why_and_leads_on(site_content: Content) -> None:
    for condition in site_content.conditions.values():
        for each in condition.mechanisms:
            shown = seen(site_content, MECHANISMS, spot=f"{condition.id}.{each.id}")
            said = words(part(shown, GRID))
            assert " ".join(each.why.split()) in said
            assert f"All we know: {condition.name} →" in said
            assert not lost(site_content, shown) and not slips(shown)


@pytest.mark.parametrize("spot", ["x", "ptsd", "ptsd.magic", "magic.nmda-block", "ptsd.nmda-block.more"])
def test_an_unknown_mark_is_not_found(site_content: Content, spot: str) -> None:
    shown = seen(site_content, MECHANISMS, spot=spot)
    assert [each.title for each in every(shown, b.Notice) if each.missing] == ["Not found"]
    assert not shown.is_complete


def test_figures_on_which_sources_disagree_are_all_shown(site_content: Content) -> None:
    said = words(seen(site_content, MECHANISMS))
    assert "45% of the dose reaches the blood in one, 11-17% in another" in said
    assert "45% (quoted in a case series); 17% (one study, 10 mg); 13% (one study, 30 mg); 11%" in said


def test_every_route_says_each_quantity_or_that_it_is_not_known(site_content: Content) -> None:
    found = cards(site_content)
    routes = {f"{each.molecule.capitalize()}, {each.route}": each for each in site_content.body_figures}
    assert list(found) == list(routes)
    for title, lines in found.items():
        named = [line.removeprefix("- ").split(": ")[0].lower() for line in lines]
        assert named == [each for each in QUANTITIES if routes[title].names_a_route or each in named]
    assert f"- Half-life: {NOT_KNOWN}" in [line for lines in found.values() for line in lines]


def test_a_dose_into_a_vein_is_the_measure_of_the_others(site_content: Content) -> None:
    assert f"- {REACH.capitalize()}: in full, by definition" in cards(site_content)["Ketamine, into a vein"]
    measured = [each for each in site_content.body_figures if each.quantity == REACH and each.row]
    assert len(figure(seen(site_content, MECHANISMS), "reach").picture.rows) == len(measured)


def test_what_the_body_does_is_said_by_quantity(site_content: Content) -> None:
    blocks = part(seen(site_content, MECHANISMS), "In the body")
    folds = {plain(block.label).lower(): words(block.blocks) for block in blocks if isinstance(block, b.Fold)}
    for row in site_content.pharmacology:
        if row.quantity in IN_PARTS:
            assert " ".join(row.statement.split()) in folds[row.quantity]
