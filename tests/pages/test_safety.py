"""Safety: every figure with its setting, approvals with their gaps, help first where it is needed."""

from explainer.content import Content
from explainer.evidence.approvals import AREAS
from explainer.views.approvals import NOT_KNOWN
from explainer.views.markdown import escaped as plain
from tests.pages.conftest import OpenPage
from tests.pages.seen import words


def test_the_edition_of_the_label_that_was_read_is_named(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("safety"))
    assert "earlier editions of the label" in page
    version = site_content.figure("spravato-label-version-2026", "version")
    assert f"version {version}, of 13 March 2026" in page


def test_the_table_shows_head_counts_of_both_groups(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("safety")
    (table,) = [t.value for t in page.table if "Counted" in t.value and "Nausea" in set(t.value["What"])]
    rows = [row for row in site_content.adverse_effects if row.label_table == "side effects"]
    assert len(table) == len(rows)
    nausea = table[table["What"] == "Nausea"].iloc[0]
    assert (nausea["Esketamine"], nausea["Placebo spray"]) == ("28 of 100", "9 of 100")
    assert nausea["Counted"] == "98 of 346 against 19 of 222"


def test_blood_pressure_is_told_by_age(open_page: OpenPage) -> None:
    (table,) = [t.value for t in open_page("safety").table if "Counted" in t.value and "12 of 72" in str(t.value)]
    assert len(table) == 6
    assert [("65 and over" in what) or ("under 65" in what) for what in table["What"]] == [True] * 6
    assert table.iloc[0]["Counted"] == "12 of 72 against 1 of 65"


def test_dissociation_shows_its_three_figures_at_once(open_page: OpenPage) -> None:
    (three,) = [each.value for each in open_page("safety").markdown if "221 of 587" in each.value]
    assert "142 of 346" in three and "61% to 84%" in three


def test_what_happens_in_treatment_stands_above_what_happens_outside_it(open_page: OpenPage) -> None:
    (bladder,) = [each.value for each in open_page("safety").markdown if "Frequent urination: 11 of 346" in each.value]
    assert bladder.index("Esketamine spray.") < bladder.index("Recreational use.")


def test_emergence_reactions_and_intubation_have_their_own_figures(open_page: OpenPage) -> None:
    page = open_page("safety")
    headings = [each.value for each in page.subheader]
    assert "Emergence reactions: dreams or confusion on waking" in headings
    assert "Intubation of very ill adults, against etomidate" in headings
    (emergence,) = [each.value for each in page.markdown if "about 12% of patients" in each.value]
    assert emergence.index("about 12%") < emergence.index("672 older people")
    assert "260 of 1,176 people with ketamine against 202" in words(page)
    assert "330 of 1,173" in words(page)


def test_children_and_anaesthesia_stand_apart_from_treatment_for_mood(open_page: OpenPage) -> None:
    page = [str(each.value) for each in open_page("safety").markdown]
    mixed = [text for text in page if "**Sedation of children.**" in text and "**Esketamine spray.**" in text]
    assert mixed == []
    assert any("**Sedation of children.**" in text for text in page)


def test_what_was_not_read_is_said_as_a_gap(open_page: OpenPage) -> None:
    page = words(open_page("safety"))
    for place in AREAS:
        assert f"**{place}**" in page
    assert f"**Who pays:** {NOT_KNOWN}" in page
    assert "**Approved for:** Anaesthesia" in page


def test_approvals_say_since_when_and_where_sources_differ(open_page: OpenPage) -> None:
    ketamine, esketamine = [t.value.set_index("Where") for t in open_page("safety").table if "Where" in t.value]
    assert list(esketamine.index) == list(AREAS)
    assert esketamine.loc["EU", "Treatment-resistant depression"] == "approved, 18 December 2019"
    assert esketamine.loc["WHO", "Treatment-resistant depression"] == NOT_KNOWN
    assert ketamine.loc["WHO", "Anaesthesia and sedation"] == "essential medicine, 1985"
    assert ketamine.loc["US", "Anaesthesia and sedation"] == "approved, 1970, sources differ"


def test_who_pays_is_said_where_it_is_known(open_page: OpenPage) -> None:
    cards = [each.value for each in open_page("safety").markdown if "**Who pays:**" in each.value]
    paid = {card[2:].split("**")[0]: card.split("**Who pays:** ")[1] for card in cards[len(AREAS) :]}
    assert "NICE" in paid["UK"] and "Scotland" in paid["UK"]
    assert "recommended that public plans do not pay" in paid["Canada"]
    assert "The state pays part" in paid["Australia"]
    assert paid["EU"] == NOT_KNOWN


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
    assert headings.count("Help now") == 2, "above everything, and where use at home is told"
    assert [each.value for each in open_page("safety").subheader].count("Help now") == 1
