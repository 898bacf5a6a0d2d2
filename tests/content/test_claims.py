"""Popular claims: their order, their links, and that every figure in a verdict stands in its evidence."""

import re

import pytest

from explainer.content import Content, content
from explainer.content.reference import Claim
from explainer.words.sentences import row_sentence

FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
NUMBER_WORDS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
CLAIMS = content().claims


def figures(text: str) -> set[str]:
    """Every number as digits alone: ``4,910`` is ``4910``; ``28.0`` and ``28 %`` are ``28``; a range is two numbers."""
    found = {match.replace(",", "") for match in FIGURE.findall(text)}
    return {figure.rstrip("0").rstrip(".") if "." in figure else figure for figure in found}


def evidence_text(known: Content, claim: Claim) -> str:
    """All that the rows behind a claim say: their columns, their figures and the line that readers see."""
    parts = []
    for row_id in claim.evidence:
        row = known.rows[row_id]
        columns = row.model_dump(exclude={"id", "trial", "source"})
        parts += [str(value) for value in columns.values()] + [row_sentence(known, row)]
    return " ".join(parts)


def by_id(claim: Claim) -> str:
    return claim.id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20 of 4,910", {"20", "4910"}),
        ("64 % against 28.0%", {"64", "28"}),
        ("weeks 10-12, 0.50 mg/kg", {"10", "12", "0.5"}),
        ("no number", set()),
    ],
)
def test_numbers_are_compared_however_they_are_written(text: str, found: set[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize("claim", CLAIMS, ids=by_id)
def test_every_figure_in_a_verdict_stands_in_its_evidence(site_content: Content, claim: Claim) -> None:
    assert figures(claim.why) - figures(evidence_text(site_content, claim)) == set()


@pytest.mark.parametrize("claim", CLAIMS, ids=by_id)
def test_numbers_written_as_words_stand_in_the_evidence_too(site_content: Content, claim: Claim) -> None:
    text = evidence_text(site_content, claim).lower()
    for number, word in enumerate(NUMBER_WORDS, start=3):
        if re.search(rf"\b{word}\b", claim.why.lower()):
            assert str(number) in figures(text) or re.search(rf"\b{word}\b", text), word


def test_the_test_finds_a_figure_that_no_evidence_holds(site_content: Content) -> None:
    claim = next(claim for claim in site_content.claims if claim.id == "hours-not-weeks")
    typed_wrong = claim.model_copy(update={"why": claim.why.replace("64", "46.3")})
    assert figures(typed_wrong.why) - figures(evidence_text(site_content, typed_wrong)) == {"46.3"}


def test_claims_are_numbered_in_the_order_of_an_article(site_content: Content) -> None:
    assert [claim.order for claim in site_content.claims] == list(range(1, len(site_content.claims) + 1))
    sections = [claim.section for claim in site_content.claims]
    starts = [section for place, section in enumerate(sections) if place == 0 or sections[place - 1] != section]
    assert len(starts) == len(set(starts))  # a section is never interrupted


@pytest.mark.parametrize("claim", CLAIMS, ids=by_id)
def test_a_claim_has_words_a_reason_and_evidence_that_exists(site_content: Content, claim: Claim) -> None:
    assert claim.claim.endswith((".", "!", "?")) and claim.why.endswith(".")
    assert 1 <= len(re.findall(r"[.;:](?:\s|$)", claim.why)) <= 5  # "two sentences"; none grows into an essay
    assert len(claim.evidence) >= 2
    assert len(set(claim.evidence)) == len(claim.evidence)
    assert all(row_id in site_content.rows for row_id in claim.evidence)
    assert claim.condition is None or claim.condition in site_content.conditions


def test_every_verdict_is_given_to_some_claim(site_content: Content) -> None:
    assert {claim.verdict for claim in site_content.claims} == {"supported", "partly", "overstated", "unsupported"}
