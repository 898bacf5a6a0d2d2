"""The trials page, as a reader opens and filters it."""

from typing import Any

import pytest

from explainer.content import Content
from explainer.evidence.bands import band_of
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import families_of
from explainer.words.forest import BLINDING
from explainer.words.sentences import result_line
from tests.pages.conftest import OpenPage
from tests.pages.seen import downloads, links, press, slips, titled, words
from tests.pages.trials_seen import TRD, Keep, cards, counts, expected, plots, results

# Opening


@pytest.mark.slow
def test_every_condition_with_trials_opens(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials")
    with_trials = {row.condition for row in site_content.results}
    known = with_trials | {row.condition for row in site_content.pooled}
    names = {each.name: each.id for each in site_content.conditions.values() if each.id in known}
    assert list(page.selectbox(key="of-chosen").options) == list(names)
    for name, condition in names.items():
        page.selectbox(key="of-chosen").set_value(condition).run()
        if condition in with_trials:
            assert counts(page) == expected(results(site_content, condition), lambda row: True), name
        else:
            assert titled(page.info) == ["Only reviews here"]
        assert slips(page) == [], name


def test_every_kind_of_outcome_of_a_condition_opens(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of="acute-pain")
    families = families_of([row for row in site_content.results if row.condition == "acute-pain"])
    labels = [site_content.families[name].label for name in families]
    assert list(page.selectbox(key="outcome-chosen").options)[: len(labels)] == labels
    for family in families:
        page.selectbox(key="outcome-chosen").set_value(family).run()
        assert counts(page) == expected(results(site_content, "acute-pain", family), lambda row: True), family
        assert slips(page) == [], family


def test_a_condition_opens_by_its_name_and_by_its_id(open_page: OpenPage, site_content: Content) -> None:
    name = site_content.conditions["ptsd"].name
    for asked in ("ptsd", name):
        assert open_page("trials", of=asked).selectbox(key="of-chosen").value == "ptsd"


def test_a_copied_address_restores_the_view(open_page: OpenPage, site_content: Content) -> None:
    page = open_page(
        "trials", of=TRD, outcome="depression-response", lens=BLINDING["inactive"], main="true", least="100"
    )
    rows = results(site_content, TRD, "depression-response")
    assert counts(page) == expected(
        rows, lambda r: r.comparator_kind == "inactive" and bool(r.is_primary) and (r.n_randomised or 0) >= 100
    )
    assert page.selectbox(key="outcome-chosen").value == "depression-response"


def test_an_address_with_choices_that_do_not_exist_still_opens(open_page: OpenPage) -> None:
    page = open_page("trials", outcome="nonsense", lens="nonsense", when="x", least="99999", main="maybe")
    assert counts(page)[0] == counts(page)[1]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("depresion", "Major depression"), ("fibromialgia", "Fibromyalgia"), ("migrane", "Migraine")],
)
def test_an_unknown_condition_offers_what_was_probably_meant(open_page: OpenPage, asked: str, meant: str) -> None:
    page = open_page("trials", of=asked)
    assert not page.exception
    assert titled(page.warning) == ["Not found"]
    assert f"Did you mean {meant}?" in links(page)


@pytest.mark.parametrize(
    "asked", ["zzzzzz", "[x](https://evil.example)", "<script>alert(1)</script>", "💊", "y" * 3000]
)
def test_a_condition_like_no_other_is_met_with_a_calm_word(open_page: OpenPage, asked: str) -> None:
    page = open_page("trials", of=asked)
    assert not page.exception and not page.error
    assert titled(page.warning) == ["Not found"]
    assert "evil.example" not in words(page) and "<script>" not in words(page)
    assert not [label for label in links(page) if label.startswith("Did you mean") and asked == "zzzzzz"]


@pytest.mark.slow
def test_every_published_pooled_result_can_be_reached(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials")
    for condition, family in sorted({(row.condition, row.family) for row in site_content.pooled}):
        page.selectbox(key="of-chosen").set_value(condition).run()
        page.selectbox(key="outcome-chosen").set_value(family).run()
        rows = [row for row in site_content.pooled if (row.condition, row.family) == (condition, family)]
        text = words(page)
        for row in rows:
            assert result_line(finding_of(site_content, row)).found.split(":")[0] in text.replace("\\", ""), row.id


def test_another_condition_closes_the_card_and_another_outcome_too(open_page: OpenPage) -> None:
    for key, other in (("of", "migraine"), ("outcome", "depression-response")):
        page = open_page("trials", of=TRD, outcome="depression-score", row="murrough-2013/madrs-24h")
        assert cards(page) == ["Murrough et al. 2013"]
        page.selectbox(key=f"{key}-chosen").set_value(other).run()
        assert not cards(page) and "row" not in page.query_params
        assert page.query_params[key] == other


# Filters


FILTERS: list[tuple[str, Any, Keep]] = [
    ("lens", [BLINDING["active-placebo"]], lambda row: row.comparator_kind == "active-placebo"),
    ("lens", [BLINDING["inactive"]], lambda row: row.comparator_kind == "inactive"),
    ("given", ["esketamine"], lambda row: row.drug == "esketamine"),
    ("way", ["nose spray"], lambda row: row.route == "IN"),
    ("way", ["nose spray", "by mouth"], lambda row: row.route in ("IN", "oral")),
    ("when", ["within a day"], lambda row: row.timepoint_hours is not None and row.timepoint_hours <= 24),
    ("when", ["time not stated"], lambda row: row.timepoint_hours is None),
    ("design", ["crossover RCT"], lambda row: row.design == "crossover RCT"),
]


def test_each_filter_changes_what_is_counted(open_page: OpenPage, site_content: Content) -> None:
    rows = results(site_content, TRD)
    page = open_page("trials", of=TRD)
    assert counts(page) == expected(rows, lambda row: True)
    for key, chosen, keep in FILTERS:
        page.pills(key=key).set_value(chosen).run()
        assert counts(page) == expected(rows, keep), chosen
        assert counts(page)[0] < len(rows)
        page.pills(key=key).set_value([])


def test_one_click_clears_all_filters(open_page: OpenPage) -> None:
    page = open_page(
        "trials", of=TRD, lens=BLINDING["inactive"], given="ketamine", main="true", least="50", when="later"
    )
    assert counts(page)[0] < counts(page)[1]
    press(page, "Clear filters")
    assert counts(page)[0] == counts(page)[1]
    assert [page.pills(key=key).value for key in ("lens", "given", "way", "when", "design")] == [[]] * 5
    assert (page.toggle(key="main").value, page.slider(key="least").value) == (False, 0)


def test_every_choice_that_is_offered_leaves_something_of_the_condition(
    open_page: OpenPage, site_content: Content
) -> None:
    rows = [row for row in site_content.results if row.condition == "migraine"]
    page = open_page("trials", of="migraine")
    assert set(page.pills(key="when").options) == {band_of(row) for row in rows}
    assert set(page.pills(key="design").options) == {row.design for row in rows}
    assert len(page.pills(key="given").options) == len({row.drug for row in rows})
    assert len(page.pills(key="way").options) == len({row.route for row in rows})


def test_main_outcomes_only_leaves_out_the_rest(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of=TRD)
    page.toggle(key="main").set_value(True).run()
    assert counts(page) == expected(results(site_content, TRD), lambda row: bool(row.is_primary))


def test_a_least_size_leaves_out_smaller_trials_and_those_of_unknown_size(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("trials", of=TRD)
    for least in (10, 100, 500):
        page.slider(key="least").set_value(least).run()
        assert counts(page) == expected(results(site_content, TRD), lambda r, n=least: (r.n_randomised or 0) >= n)


def test_filters_narrow_each_other(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of=TRD)
    page.pills(key="lens").set_value([BLINDING["inactive"]]).run()
    page.pills(key="given").set_value(["esketamine"]).run()
    page.toggle(key="main").set_value(True).run()
    kept = expected(
        results(site_content, TRD),
        lambda r: r.comparator_kind == "inactive" and r.drug == "esketamine" and bool(r.is_primary),
    )
    assert counts(page) == kept
    assert kept[0] > 0


def test_a_filter_that_leaves_nothing_says_what_to_loosen(open_page: OpenPage) -> None:
    page = open_page("trials", of="ptsd")
    page.slider(key="least").set_value(500).run()
    assert counts(page)[0] == 0
    assert titled(page.info) == ["No result matches all your filters"]
    assert [button.label for button in page.button if button.label.startswith("Remove “")]
    assert plots(page) == [] and not downloads(page)
    press(page, "Clear filters")
    assert counts(page)[0] == counts(page)[1] > 0


def test_choices_that_a_condition_does_not_have_are_dropped_when_it_is_chosen(open_page: OpenPage) -> None:
    page = open_page("trials", of=TRD)
    page.pills(key="way").set_value(["nose spray"]).run()
    page.selectbox(key="of-chosen").set_value("fibromyalgia").run()
    assert page.pills(key="way").value == []
    assert counts(page)[0] == counts(page)[1] > 0
