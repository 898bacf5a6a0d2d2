"""How it works in the app: what is chosen in its lists, and what an address opens. The rest is tested as a view."""

from streamlit.testing.v1 import AppTest

from explainer.content import Content
from tests.pages.conftest import OpenPage
from tests.pages.seen import asked, links, picture, slips, titled, words


def pairs(page: AppTest) -> set[str]:
    """What the marks of the grid open: a condition and a mechanism each."""
    opened = [asked(address) for _, address in picture(page, "grid").marks]
    assert {name for name, _ in opened} == {"mechanisms"}
    return {query["spot"][0] for _, query in opened}


def test_a_mechanism_opens_at_its_own_address(open_page: OpenPage, site_content: Content) -> None:
    mechanism = site_content.mechanisms["nmda-block"]
    page = open_page("mechanisms", step=mechanism.id)
    assert mechanism.name in [each.value for each in page.subheader]
    assert slips(page) == []


def test_the_chain_opens_every_mechanism(open_page: OpenPage, site_content: Content) -> None:
    opened = [asked(address) for _, address in picture(open_page("mechanisms"), "chain").marks]
    assert {(name, *query["step"]) for name, query in opened} == {
        ("mechanisms", key) for key in site_content.mechanisms
    }


def test_an_unknown_mechanism_gives_a_calm_sentence(open_page: OpenPage) -> None:
    assert titled(open_page("mechanisms", step="magic").warning) == ["Not found"]


def test_choosing_a_mechanism_leaves_its_conditions_only(open_page: OpenPage, site_content: Content) -> None:
    name = "The body's opioid system"
    page = open_page("mechanisms")
    everything = pairs(page)
    page.multiselect(key="which").set_value([name]).run()
    (key,) = [each.id for each in site_content.mechanisms.values() if each.name == name]
    linked = [c for c in site_content.conditions.values() if any(each.id == key for each in c.mechanisms)]
    assert f"Links between mechanisms and conditions: {len(linked)}." in words(page)
    assert pairs(page) == {f"{condition.id}.{key}" for condition in linked} < everything
    assert f"See conditions for “{name}” in the table →" in links(page)


def test_choosing_a_condition_leaves_its_mechanisms_only(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("mechanisms")
    page.multiselect(key="where").set_value(["Migraine"]).run()
    (numbered,) = [each.value.split("\n")[-1] for each in page.caption if "\n1 " in each.value]
    linked = site_content.conditions["migraine"].mechanisms
    assert {name.split(" ", 1)[1] for name in numbered.split(" · ")} == {
        site_content.mechanisms[each.id].name for each in linked
    }
    assert pairs(page) == {f"migraine.{each.id}" for each in linked}
    assert "Migraine" in links(page)


def test_a_filtered_address_draws_its_choice(open_page: OpenPage) -> None:
    page = open_page("mechanisms", where=["Migraine"])
    assert page.multiselect(key="where").value == ["Migraine"]
    assert {pair.partition(".")[0] for pair in pairs(page)} == {"migraine"}
    assert "Migraine" in links(page)


def test_a_mark_of_the_grid_opens_what_is_thought_of_this_pair(open_page: OpenPage, site_content: Content) -> None:
    grid = picture(open_page("mechanisms"), "grid")
    (address,) = {address for _, address in grid.marks if address.endswith("=migraine.cortical-spreading-depression")}
    name, query = asked(address)
    wave = site_content.mechanisms["cortical-spreading-depression"].name
    assert f"{wave}: Migraine" in [each.value for each in open_page(name, **query).subheader]


def test_a_mark_of_the_grid_stays_open_while_the_lists_change(open_page: OpenPage) -> None:
    page = open_page("mechanisms", spot="migraine.cortical-spreading-depression")
    assert "All we know: Migraine →" in links(page)
    page.multiselect(key="where").set_value(["Migraine"]).run()
    assert "All we know: Migraine →" in links(page)


def test_nothing_in_common_says_so(open_page: OpenPage) -> None:
    page = open_page("mechanisms")
    page.multiselect(key="which").set_value(["A slow wave across the brain in migraine"])
    page.multiselect(key="where").set_value(["Autism"]).run()
    assert titled(page.info) == ["None of these mechanisms is linked to these conditions"]
