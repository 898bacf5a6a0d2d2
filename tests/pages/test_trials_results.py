"""The trials page: the blinding lens, plots and their words, single results, re-pooling, pictures of 100."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.findings import finding_of
from explainer.evidence.pooling import Study, leave_one_out, pool, study
from explainer.words.forest import BLINDING
from explainer.words.sentences import source_name
from tests.pages.conftest import OpenPage
from tests.pages.seen import downloads, links, said_by, titled, words
from tests.pages.trials_seen import TRD, cards, counts, drawn_results, expected, own_estimate, plots, results, said

SPRAY = "esketamine-nasal-vs-placebo/MADRS-difference/day28"

# The blinding lens, plots and words


def test_the_blinding_lens_changes_what_is_seen_of_ptsd(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of="ptsd")
    everything, rows = said(page), results(site_content, "ptsd")
    shown, drawn = {}, set[str]()
    for kind in ("active-placebo", "inactive", "active-treatment"):
        page.pills(key="lens").set_value([BLINDING[kind]]).run()
        assert counts(page) == expected(rows, lambda row, kind=kind: row.comparator_kind == kind)  # type: ignore[misc]
        in_plots = [site_content.rows[each] for plot in plots(page) for each in drawn_results(plot)]
        of_trials = [row for row in in_plots if isinstance(row, TrialResult)]
        assert {row.comparator_kind for row in of_trials} <= {kind}
        drawn |= {row.id for row in of_trials}
        shown[kind] = said(page)
        assert shown[kind] != everything
        others = {row.source for row in rows} - {row.source for row in rows if row.comparator_kind == kind}
        named = [source_name(site_content.sources[each]) for each in others]
        assert named and not [name for name in named if name in str(shown[kind])]
    assert drawn
    assert "Feder et al. 2021" in str(shown["active-placebo"]) and "Abdallah" not in str(shown["active-placebo"])
    assert "Abdallah et al. 2022" in str(shown["inactive"]) and "Feder" not in str(shown["inactive"][0])


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
    assert downloads(page) == [f"Download the results shown: {len(rows)} (CSV)"]


# Trials combined


def spray_trials(content: Content) -> list[Study]:
    return [made for row in content.results if row.pool_key == SPRAY and (made := study(finding_of(content, row)))]


def combined(page: AppTest) -> list[str]:
    """What is said of each set of trials that we take together."""
    texts = [said_by(each).replace("\\", "") for each in page.markdown]
    return [text for text in texts if " The trials: " in text]


def pooled_words(studies: list[Study]) -> str:
    found = pool(studies)
    ends = f"{found.low:.1f} to {found.high:.1f}"
    if found.low < 0:
        ends = f"from {-found.low:.1f} in favour of the comparison to {found.high:.1f} in favour of ketamine"
    interval = f"(mean difference, MADRS 0-60; 95% interval {ends})"
    return f"{found.k} trials: {found.estimate:.1f} in favour of ketamine {interval}"


def test_the_trials_of_the_spray_are_taken_together(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("trials", of=TRD)
    (ours,) = [text for text in combined(page) if pooled_words(spray_trials(site_content)) in text]
    assert site_content.pages["trials"].sections["repool"] in words(page)
    names = [
        source_name(site_content.sources[site_content.rows[each.id].source]) for each in spray_trials(site_content)
    ]
    assert ours.endswith(f"The trials: {'; '.join(names)}.")


def test_leaving_one_trial_out_changes_the_estimate(open_page: OpenPage, site_content: Content) -> None:
    studies = spray_trials(site_content)
    page = open_page("trials", of=TRD)
    choice = page.selectbox(key=f"without-{SPRAY}")
    names = [source_name(site_content.sources[site_content.rows[each.id].source]) for each in studies]
    assert list(choice.options) == ["none", *names]
    for left_out, name in zip(studies, names, strict=True):
        page.selectbox(key=f"without-{SPRAY}").set_value(name).run()
        rest = [each for each in studies if each is not left_out]
        (ours,) = [text for text in combined(page) if pooled_words(rest) in text]
        assert not [text for text in combined(page) if pooled_words(studies) in text]
        assert name not in ours
        (plot,) = [plot for plot in plots(page) if "our own calculation" in plot.alt]
        assert drawn_results(plot) == [each.id for each in rest]
        known = {each.id: each.effect for each in rest}
        assert own_estimate(plot, known) == pytest.approx(pool(rest).estimate, abs=0.01)
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
    assert [text for text in combined(page) if pooled_words(three) in text]
    assert page.selectbox(key=f"without-{SPRAY}").disabled
    page.slider(key="least").set_value(220).run()
    assert "2 trials are too few to combine; at least 3 are needed." in words(page)
    page.slider(key="least").set_value(300).run()
    assert "1 trial is too few to combine; at least 3 are needed." in words(page)
