"""The claims page, as a reader filters it and follows a link to one claim."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.content.reference import Claim
from explainer.views.claims import VERDICTS, verdict_mark
from explainer.views.markdown import escaped as plain
from explainer.views.markdown import markdown
from explainer.views.parts import row_lines
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, pictures, slips, titled, words


def shown(page: AppTest, content: Content) -> list[str]:
    """Claims on the page from top to bottom, by their ids."""
    assert not page.exception
    by_words = {f"“{plain(claim.claim)}”": claim.id for claim in content.claims}
    paragraphs = words(page).replace("\n\n", "\n").split("\n")
    return [by_words[part] for part in paragraphs if part in by_words]


def opened(page: AppTest) -> list[bool]:
    """Which of the claims shown has its evidence open."""
    return [each.proto.expanded for each in page.expander if each.label.startswith("The evidence (")]


def some(content: Content, *verdicts: str) -> list[str]:
    return [claim.id for claim in content.claims if claim.verdict in verdicts]


def test_all_claims_are_shown_in_the_order_of_an_article(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("claims")
    assert shown(page, site_content) == [claim.id for claim in site_content.claims]
    assert f"**{len(site_content.claims)} of {len(site_content.claims)}** claims." in words(page)
    assert opened(page) == [False] * len(site_content.claims)
    assert slips(page) == []


def test_every_claim_has_its_verdict_in_word_and_mark_why_and_all_its_evidence(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("claims")
    text = words(page)
    for claim in site_content.claims:
        assert f"{markdown(verdict_mark(claim.verdict))}: {plain(claim.why)}" in text
        assert f":{VERDICTS[claim.verdict].colour}[{VERDICTS[claim.verdict].symbol}] **{claim.verdict}**" in text
        assert all(markdown(line) in text for line in row_lines(site_content, claim.evidence)), claim.id


def test_the_bar_of_verdicts_says_its_numbers(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("claims")
    (bar,) = pictures(page)
    for verdict in VERDICTS:
        assert verdict in bar.texts and str(len(some(site_content, verdict))) in bar.texts
    told = ", ".join(f"{verdict} {len(some(site_content, verdict))}" for verdict in VERDICTS)
    assert f"**{len(site_content.claims)} claims: {told}.**" in words(page)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_shows_its_claims(open_page: OpenPage, site_content: Content, verdict: str) -> None:
    page = open_page("claims", verdict=verdict)
    expected = some(site_content, verdict)
    assert shown(page, site_content) == expected != []
    assert f"**{len(expected)} of {len(site_content.claims)}** claims." in words(page)


def test_filters_by_verdict_and_condition_narrow_each_other(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("claims")
    page.pills(key="verdict").set_value(["supported", "partly"]).run()
    assert shown(page, site_content) == some(site_content, "supported", "partly")
    name = site_content.conditions["treatment-resistant-depression"].name
    page.multiselect(key="about").set_value([name]).run()
    assert shown(page, site_content) == [
        claim.id
        for claim in site_content.claims
        if claim.verdict in ("supported", "partly") and claim.condition == "treatment-resistant-depression"
    ]
    page.pills(key="verdict").set_value([]).run()
    assert shown(page, site_content) == ["glutamate-not-serotonin", "hours-not-weeks", "resistant-depression"]


def test_every_condition_that_claims_are_about_can_be_chosen(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("claims")
    about = {claim.condition for claim in site_content.claims if claim.condition}
    names = {site_content.conditions[condition].name: condition for condition in about}
    assert set(page.multiselect(key="about").options) == set(names)
    page.multiselect(key="about").set_value(list(names)).run()
    assert shown(page, site_content) == [claim.id for claim in site_content.claims if claim.condition]


def test_a_choice_that_no_claim_matches_says_so(open_page: OpenPage) -> None:
    page = open_page("claims", verdict="supported", about="Migraine")
    assert "**0 of " in words(page)
    assert titled(page.info) == ["No claim matches all your filters"]


@pytest.mark.parametrize("asked", ["no-replacement", "ptsd", "anaesthetic-first"])
def test_a_link_to_a_claim_opens_that_one_first_with_its_evidence(
    open_page: OpenPage, site_content: Content, asked: str
) -> None:
    page = open_page("claims", claim=asked)
    rest = [claim.id for claim in site_content.claims if claim.id != asked]
    assert shown(page, site_content) == [asked, *rest]
    assert opened(page) == [True] + [False] * len(rest)


def test_a_link_to_a_claim_shows_it_even_where_filters_would_hide_it(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("claims", claim="ptsd", verdict="supported")
    assert shown(page, site_content) == ["ptsd", *some(site_content, "supported")]


@pytest.mark.parametrize("asked", ["nonsense", "<script>alert(1)</script>", "x" * 3000])
def test_an_unknown_claim_is_met_with_a_calm_word_and_all_claims(
    open_page: OpenPage, site_content: Content, asked: str
) -> None:
    page = open_page("claims", claim=asked)
    assert titled(page.warning) == ["Not found"]
    assert len(shown(page, site_content)) == len(site_content.claims)
    assert not any(opened(page))
    assert "<script>" not in words(page)


def test_a_claim_opens_in_any_case_of_letters_and_an_empty_one_says_nothing(
    open_page: OpenPage, site_content: Content
) -> None:
    assert shown(open_page("claims", claim="PTSD"), site_content)[0] == "ptsd"
    page = open_page("claims", claim="")
    assert not page.warning and not any(opened(page))


def test_an_address_with_choices_that_do_not_exist_still_opens(open_page: OpenPage, site_content: Content) -> None:
    assert len(shown(open_page("claims", verdict="nonsense", about="gout"), site_content)) == len(site_content.claims)


def test_every_claim_has_a_link_of_its_own_and_one_to_its_condition(open_page: OpenPage, site_content: Content) -> None:
    there = links(open_page("claims"))
    assert there.count("Link to this claim") == len(site_content.claims)
    for claim in site_content.claims:
        assert claim.condition is None or site_content.conditions[claim.condition].name in there


def test_from_a_condition_one_sees_the_claims_about_it(open_page: OpenPage, site_content: Content) -> None:
    claims: list[Claim] = [claim for claim in site_content.claims if claim.condition == "migraine"]
    page = open_page("conditions", condition="migraine")
    assert claims and "Fact check: what articles say" in [header.value for header in page.header]
    for claim in claims:
        assert f"“{plain(claim.claim)}” {markdown(verdict_mark(claim.verdict))}" in words(page)
        assert f"Why “{claim.verdict}”" in links(page)
    without = open_page("conditions", condition="autism")
    assert "Fact check: what articles say" not in [header.value for header in without.header]
