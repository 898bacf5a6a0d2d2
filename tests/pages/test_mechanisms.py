"""How it works: the chain, the grid, what the body does."""

import pytest

from explainer.content import Content
from explainer.views.routes import NOT_KNOWN, QUANTITIES
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, slips, titled, words


def test_every_mechanism_opens_at_its_own_address(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("mechanisms")
    for mechanism in site_content.mechanisms.values():
        page.query_params["step"] = mechanism.id
        page.run()
        assert not page.exception, mechanism.id
        assert mechanism.name in [each.value for each in page.subheader]
        assert mechanism.not_known[0] in words(page)
        assert slips(page) == [], mechanism.id


def test_every_step_of_the_chain_is_said_in_words(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("mechanisms"))
    for step in site_content.steps:
        assert f"→ {site_content.mechanisms[step.target].name}: {step.standing}, seen in" in page


def test_an_unknown_mechanism_gives_a_calm_sentence(open_page: OpenPage) -> None:
    page = open_page("mechanisms", step="magic")
    assert titled(page.warning) == ["Not found"]
    assert not page.exception


@pytest.mark.parametrize("mechanism", ["The body's opioid system", "Quieting the lateral habenula"])
def test_choosing_a_mechanism_leaves_its_conditions_only(
    open_page: OpenPage, site_content: Content, mechanism: str
) -> None:
    page = open_page("mechanisms")
    page.multiselect(key="which").set_value([mechanism]).run()
    (key,) = [each.id for each in site_content.mechanisms.values() if each.name == mechanism]
    linked = [c for c in site_content.conditions.values() if any(each.id == key for each in c.mechanisms)]
    assert f"Links between a mechanism and a condition: {len(linked)}." in words(page)
    assert f"“{mechanism}”: its conditions in the table →" in links(page)


def test_choosing_a_condition_leaves_its_mechanisms_only(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("mechanisms")
    page.multiselect(key="where").set_value(["Migraine"]).run()
    (numbered,) = [each.value.split("\n")[-1] for each in page.caption if "\n1 " in each.value]
    linked = {site_content.mechanisms[each.id].name for each in site_content.conditions["migraine"].mechanisms}
    assert {name.split(" ", 1)[1] for name in numbered.split(" · ")} == linked
    assert "Migraine" in links(page)


def test_a_mark_of_the_grid_says_why_and_leads_on(open_page: OpenPage, site_content: Content) -> None:
    for condition in site_content.conditions.values():
        for link in condition.mechanisms:
            page = open_page("mechanisms", spot=f"{condition.id}.{link.id}")
            assert link.why in words(page)
            assert f"All that is known: {condition.name} →" in links(page)
            assert slips(page) == []
            break


@pytest.mark.parametrize("spot", ["", "x", "ptsd", "ptsd.magic", "magic.nmda-block", "ptsd.nmda-block.more"])
def test_an_unknown_mark_gives_a_calm_sentence(open_page: OpenPage, spot: str) -> None:
    page = open_page("mechanisms", spot=spot)
    assert titled(page.warning) == ["Not found"]
    assert not page.exception


def test_nothing_in_common_says_so(open_page: OpenPage) -> None:
    page = open_page("mechanisms")
    page.multiselect(key="which").set_value(["A slow wave across the brain in migraine"])
    page.multiselect(key="where").set_value(["Autism"]).run()
    assert titled(page.info) == ["None of these mechanisms is linked to these conditions"]


def test_figures_on_which_sources_disagree_are_all_shown(open_page: OpenPage) -> None:
    page = words(open_page("mechanisms"))
    assert "45% of the dose in one, 11-17% in another" in page
    assert "45% (quoted in a case series); 17% (one study, 10 mg); 13% (one study, 30 mg); 11%" in page


def test_every_route_says_each_quantity_or_that_it_is_not_known(open_page: OpenPage, site_content: Content) -> None:
    cards = [each.value for each in open_page("mechanisms").markdown if "**Acts within:**" in each.value]
    routes = {(each.molecule, each.route) for each in site_content.body_figures if each.route != "any route"}
    assert len(cards) == len(routes)
    for card in cards:
        assert all(f"**{quantity.capitalize()}:** " in card for quantity in QUANTITIES)
    assert any(f"**Half-life:** {NOT_KNOWN}" in card for card in cards)
