"""The trials page: the blinding lens, plots and their words, single results, re-pooling, pictures of 100."""

import math

import pytest

from explainer.content import Content
from explainer.evidence.pooling import Pooled, Study, leave_one_out, pool, study
from explainer.words.estimates import estimate_words
from explainer.words.forest import BLINDING, OURS, Panel
from explainer.words.sentences import source_name
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, titled, words
from tests.pages.trials_seen import TRD, cards, counts, expected, plots, results, said

SPRAY = "esketamine-nasal-vs-placebo/MADRS-difference/day28"

# The blinding lens, plots and words


def test_the_blinding_lens_changes_what_is_seen_of_ptsd(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of="ptsd")
    everything = plots(page), said(page)
    shown = {}
    for kind in ("active-placebo", "inactive", "active-treatment"):
        page.pills(key="lens").set_value([BLINDING[kind]]).run()
        rows = results(site_content, "ptsd")
        assert counts(page) == expected(rows, lambda row, kind=kind: row.comparator_kind == kind)  # type: ignore[misc]
        trials = [record for table in plots(page) for record in table if record["blinding"]]
        assert {record["blinding"] for record in trials} <= {BLINDING[kind]}
        shown[kind] = said(page)
        assert shown[kind] != everything[1]
    assert "Feder et al. 2021" in str(shown["active-placebo"]) and "Abdallah" not in str(shown["active-placebo"])
    assert "Abdallah et al. 2022" in str(shown["inactive"]) and "Feder" not in str(shown["inactive"][0])


@pytest.mark.parametrize("condition", ["ptsd", "anaesthesia", TRD, "migraine"])
def test_under_every_plot_stands_one_line_of_words_for_each_row(open_page: OpenPage, condition: str) -> None:
    page = open_page("trials", of=condition)
    published = [table for table in plots(page) if table[-1]["id"] != OURS]
    assert published
    for table in published:
        lines = [line for line in said(page) if len(line) == len(table)]
        names = [record["name"].split(" · ")[0].removeprefix("Pooled: ") for record in table]
        assert any(all(name in words for name, words in zip(names, line, strict=True)) for line in lines), names


def test_where_nothing_can_be_drawn_there_are_words_and_no_empty_plot(open_page: OpenPage) -> None:
    page = open_page("trials", of="autism")
    assert plots(page) == []
    assert [len(lines) for lines in said(page)] == [1]


def test_ketamine_against_ketamine_and_uncontrolled_results_stand_apart(open_page: OpenPage) -> None:
    page = open_page("trials", of="opioid-use-disorder")
    labels = [expander.label for expander in page.expander]
    assert plots(page) == []
    assert [label for label in labels if label.startswith("Results that compare ketamine with ketamine: ")]
    labels = [expander.label for expander in open_page("trials", of="cannabis-use-disorder").expander]
    assert [label for label in labels if label.startswith("Results without a comparison group")]


# One result


def test_a_result_opens_as_a_card_at_its_own_address(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of="ptsd", row="abdallah-2022/pcl5-standard")
    assert cards(page) == ["Abdallah et al. 2022"]
    card = str([table.value.to_dict() for table in page.table])
    for told in ("158 randomised", "parallel RCT", "saline", "yes, missed", "PCL-5"):
        assert told in card, told
    assert site_content.sources["abdallah-2022"].url in words(page)


def test_a_mistyped_result_offers_what_was_probably_meant(open_page: OpenPage) -> None:
    page = open_page("trials", of="ptsd", row="abdallah-2022/pcl5-standart")
    assert titled(page.warning) == ["Not found"]
    assert [label for label in links(page) if label.startswith("Did you mean Abdallah et al. 2022:")]


def test_a_published_pooled_result_opens_as_a_card(open_page: OpenPage, site_content: Content) -> None:
    for row in site_content.pooled[::12]:
        page = open_page("trials", of=row.condition, outcome=row.family, row=row.id)
        assert cards(page) == [source_name(site_content.sources[row.source])]
        card = str([table.value.to_dict() for table in page.table])
        assert site_content.conditions[row.condition].name in card
        assert row.k_trials is None or f"{row.k_trials:,}" in card


def test_a_ratio_that_was_pooled_is_shown_as_a_ratio() -> None:
    pooled = Pooled(3, math.log(2), math.log(0.5), math.log(8), 0.1, 40.0, None)
    said = estimate_words(pooled, Panel("odds ratio", "", OURS, True, ()))
    assert said.startswith("3 trials: odds ratio 2.00, where above 1 favours ketamine (95% interval 0.50 to 8.00).")
    assert "does not exclude" in said


def test_a_pooled_difference_on_the_other_side_is_said_to_favour_the_comparison() -> None:
    panel = Panel("mean difference", "MADRS", OURS, False, ())
    said = estimate_words(Pooled(5, -12, -20, -4, 0.1, 40.0, (-25, 1)), panel)
    assert said.startswith(
        "5 trials: 12.0 in favour of the comparison (mean difference, MADRS; 95% interval 4.0 to 20.0)"
    )
    assert "in the range from 25.0 in favour of the comparison to 1.0 in favour of ketamine." in said
    assert "-" not in said


@pytest.mark.parametrize("asked", ["nonsense", "abdallah-2022", "../../etc", "<b>x</b>", "z" * 2000])
def test_an_unknown_result_is_met_with_a_calm_word(open_page: OpenPage, asked: str) -> None:
    page = open_page("trials", of="autism", row=asked)
    assert not page.exception
    assert titled(page.warning) == ["Not found"]
    assert counts(page)[0] > 0 and not cards(page)


def test_every_result_shown_leads_to_its_card_and_can_be_downloaded(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of="ptsd")
    rows = results(site_content, "ptsd")
    outcomes = [label for label in links(page) if any(row.outcome[:20] in label.replace("\\", "") for row in rows)]
    assert len(outcomes) == len(rows)
    labels = [button.label for button in page.get("download_button") if "CSV" in button.label]
    assert labels == [f"Download the results shown: {len(rows)} (CSV)"]


# Taken together


def spray_trials(content: Content) -> list[Study]:
    return [made for row in content.results if row.pool_key == SPRAY and (made := study(row))]


def pooled_words(studies: list[Study]) -> str:
    found = pool(studies)
    ends = f"{found.low:.1f} to {found.high:.1f}"
    if found.low < 0:
        ends = f"from {-found.low:.1f} in favour of the comparison to {found.high:.1f} in favour of ketamine"
    interval = f"(mean difference, MADRS 0-60; 95% interval {ends})"
    return f"{found.k} trials: {found.estimate:.1f} in favour of ketamine {interval}"


def test_the_trials_of_the_spray_are_taken_together(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of=TRD)
    assert pooled_words(spray_trials(site_content)) in words(page)
    assert site_content.pages["trials"].sections["repool"] in words(page)
    names = [
        source_name(site_content.sources[site_content.rows[each.id].source]) for each in spray_trials(site_content)
    ]
    assert f"The trials: {'; '.join(names)}." in words(page).replace("\\", "")


def test_leaving_one_trial_out_changes_the_estimate(open_page: OpenPage, site_content: Content) -> None:
    studies = spray_trials(site_content)
    page = open_page("trials", of=TRD)
    choice = page.selectbox(key=f"without-{SPRAY}")
    names = [source_name(site_content.sources[site_content.rows[each.id].source]) for each in studies]
    assert list(choice.options) == ["none", *names]
    for left_out, name in zip(studies, names, strict=True):
        page.selectbox(key=f"without-{SPRAY}").set_value(name).run()
        rest = [each for each in studies if each is not left_out]
        assert pooled_words(rest) in words(page)
        assert pooled_words(studies) not in words(page)
        (drawn,) = [table for table in plots(page) if table[-1]["id"] == OURS]
        assert [record["id"] for record in drawn[:-1]] == [each.id for each in rest]
        assert drawn[-1]["estimate"] == pytest.approx(pool(rest).estimate)
    (table,) = [table for table in page.table if "without" in table.value.columns]
    assert len(table.value) == len(leave_one_out(studies)) == 4


def test_the_estimate_follows_the_filters_and_says_why_two_are_too_few(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("trials", of=TRD)
    page.slider(key="least").set_value(200).run()
    known = {row.id for row in site_content.results if (row.n_randomised or 0) >= 200}
    three = [each for each in spray_trials(site_content) if each.id in known]
    assert len(three) == 3
    assert pooled_words(three) in words(page)
    assert page.selectbox(key=f"without-{SPRAY}").disabled
    page.slider(key="least").set_value(220).run()
    assert "2 trials are too few to pool; 3 are needed." in words(page)
    page.slider(key="least").set_value(300).run()
    assert "1 trial is too few to pool; 3 are needed." in words(page)


def test_results_that_may_not_be_pooled_say_so(open_page: OpenPage) -> None:
    assert "None of the results shown may be pooled with each other" in words(open_page("trials", of="ptsd"))


# How long, and 100 people


def test_how_long_it_lasts_says_where_nobody_looked(open_page: OpenPage) -> None:
    page = open_page("trials", of="social-anxiety-disorder")
    (bands,) = [table.value for table in page.table if "nobody looked" in str(table.value)]
    assert "How long it lasts" in [header.value for header in page.header]
    assert "later" in str(bands)


def test_pictures_of_100_have_harms_beside_them_with_their_source(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of=TRD, outcome="depression-response")
    text = words(page)
    assert "64 of 100 people with ketamine against 28 of 100 people with midazolam" in text
    assert site_content.pages["trials"].sections["harms"] in text
    assert "Source: " in text[text.index("And the harms") :]
    assert text.count("Only percentages are known, not head-counts.") >= 1
