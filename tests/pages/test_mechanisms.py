"""How it works: the chain, the grid, what the body does."""

import pytest

from explainer.content import Content
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, slips, titled, words


def test_every_mechanism_opens_at_its_own_address(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("mechanisms")
    for mechanism in site_content.mechanisms.values():
        page.query_params["step"] = mechanism.id
        page.run()
        assert not page.exception, mechanism.id
        assert mechanism.name in [each.value for each in page.subheader]
        assert site_content.filled(mechanism.not_known[0]) in words(page)
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
    assert f"**{len(linked)} places where a mechanism is thought to matter" in words(page)
    assert "These conditions in the table →" in links(page)


def test_nothing_in_common_says_so(open_page: OpenPage) -> None:
    page = open_page("mechanisms")
    page.multiselect(key="which").set_value(["A slow wave across the brain in migraine"])
    page.multiselect(key="where").set_value(["Autism"]).run()
    assert titled(page.info) == ["None of these mechanisms is linked to these conditions"]


def test_figures_on_which_sources_disagree_are_all_shown(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("mechanisms"))
    assert "45%" in page and "17%" in page and "11%" in page
