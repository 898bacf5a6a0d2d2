"""Safety: every figure with its setting, approvals with their gaps, help first where it is needed."""

from explainer.content import Content
from explainer.ui.safety import LABEL, NOT_READ, REGULATORS
from explainer.ui.text import plain
from tests.pages.conftest import OpenPage
from tests.pages.seen import words


def test_the_edition_of_the_label_that_was_read_is_named(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("safety"))
    assert "earlier editions of the label" in page
    version = site_content.figure("spravato-label-version-2026", "version")
    assert f"version {version}, of 13 March 2026" in page


def test_the_table_shows_head_counts_of_both_groups(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("safety")
    (table,) = [t.value for t in page.table if "Placebo spray" in t.value and "Nausea" in set(t.value["Side effect"])]
    rows = [row for row in site_content.adverse_effects if row.id.startswith(LABEL)]
    assert len(table) == len(rows)
    nausea = table[table["Side effect"] == "Nausea"].iloc[0]
    assert (nausea["Esketamine"], nausea["Placebo spray"]) == ("98 of 346", "19 of 222")


def test_children_and_anaesthesia_stand_apart_from_treatment_for_mood(open_page: OpenPage) -> None:
    page = [str(each.value) for each in open_page("safety").markdown]
    mixed = [text for text in page if "**Sedation of children.**" in text and "**Esketamine spray.**" in text]
    assert mixed == []
    assert any("**Sedation of children.**" in text for text in page)


def test_what_was_not_read_is_said_as_a_gap(open_page: OpenPage) -> None:
    page = words(open_page("safety"))
    for place in REGULATORS:
        assert f"**{place}**" in page
    assert f"**Who pays:** {NOT_READ}" in page
    assert "**Approved for:** Anaesthesia" in page


def test_every_interaction_says_how_it_is_known(open_page: OpenPage, site_content: Content) -> None:
    (table,) = [t.value for t in open_page("safety").table if "How it is known" in t.value]
    assert len(table) == len(site_content.interactions)
    assert list(table["Other medicine"]) == [plain(row.other_medicine) for row in site_content.interactions]


def test_a_fact_that_is_filed_twice_is_shown_once(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("safety"))
    twice = site_content.rows["green-2009-airway-3-9"].statement  # type: ignore[union-attr]
    assert plain(twice) not in page


def test_help_stands_first_for_readers_who_come_from_suicidal_thoughts(open_page: OpenPage) -> None:
    page = open_page("safety", **{"from": "suicidal-ideation"})
    headings = [each.value for each in page.subheader]
    assert headings[0] == "Help now"
    assert headings.count("Help now") == 1
    assert [each.value for each in open_page("safety").subheader][-1] == "Help now"
