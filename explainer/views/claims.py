"""Fact check: what popular articles say, each with a verdict and its evidence; one claim first (``?claim=...``)."""

from collections.abc import Mapping
from dataclasses import replace

from explainer.charts.mini_strip import mini_strip
from explainer.charts.verdicts import verdict_bar
from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.reference import Claim
from explainer.content.trials import TrialResult
from explainer.evidence.summary import summaries
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.site import CLAIMS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Drawing, Inline, Mark, Small, joined, link
from explainer.views.opened import opened
from explainer.views.parts import (
    condition_links,
    count_of,
    filter_bar,
    head,
    nothing_left,
    page_view,
    rests_on,
    source_link,
)
from explainer.views.retracted import notice_link
from explainer.views.view import View

VERDICTS: Mapping[str, Mark] = {
    "supported": Mark("✔", "green"),
    "partly": Mark("◐", "blue"),
    "overstated": Mark("▲", "orange"),
    "unsupported": Mark("✖", "red"),
}


def claims(content: Content, state: State) -> View:
    """The page; with ``?claim=...`` that claim stands first, its evidence open."""
    target = opened(content, CLAIMS, state)
    first = next((claim for claim in content.claims if claim.id == target.id), None)
    filters = claim_filters(content)
    left = matching(content.claims, filters, state)
    blocks = (
        *head(content, CLAIMS),
        *(_opened(content, first, state) if first else target.missing),
        b.Figure(verdict_bar(content.claims), "verdicts", words=()),
        b.Fold("What the verdicts mean", _meanings(content)),
        filter_bar(CLAIMS, filters, state, count_of(len(left), len(content.claims), "claims")),
        *(claim_card(content, claim) for claim in left if claim is not first),
        *(() if left else (nothing_left(CLAIMS, content.claims, filters, state, "claim"),)),
        *_retracted(content),
    )
    if first is None:
        return page_view(content, CLAIMS, blocks)
    return View(f"“{first.claim}”", f"“{first.claim}” {first.verdict.capitalize()}: {first.why}", blocks, first.id)


def claim_filters(content: Content) -> tuple[Filter[Claim], ...]:
    """The filters over the claims."""

    def about(claim: Claim) -> tuple[str, ...]:
        return (content.conditions[claim.condition].name,) if claim.condition else ()

    names = sorted({name for claim in content.claims for name in about(claim)})
    return (
        Filter("verdict", "Verdict", "several", lambda claim: (claim.verdict,), tuple(VERDICTS)),
        Filter("about", "Condition", "list", about, tuple(names)),
    )


def _opened(content: Content, claim: Claim, state: State) -> b.Blocks:
    return (claim_card(content, claim, is_open=True), b.Button("← All claims", CLAIMS, state.without(CLAIMS.key)))


def _retracted(content: Content) -> b.Blocks:
    """Papers that their journals retracted and that articles still quote, the latest first."""
    words = content.pages[CLAIMS.name].sections
    papers = [source for source in content.sources.values() if source.is_retracted]
    papers.sort(key=lambda source: source.retracted or "", reverse=True)
    table = tuple(
        (source_link(each), date_words(each.retracted or ""), each.retracted_why or "not known", notice_link(each))
        for each in papers
    )
    if not table:
        return ()
    heads = ("Paper", "Retracted", "Why", "Source")
    return (
        b.Heading(words["retracted"], 2, "withdrawn"),
        b.Paragraph(words["retracted_words"]),
        b.Table(heads, table, words["retracted"]),
    )


def _meanings(content: Content) -> b.Blocks:
    words = content.pages[CLAIMS.name].sections
    return tuple(b.Paragraph((verdict_mark(verdict), ": ", words[verdict])) for verdict in VERDICTS)


def verdict_mark(verdict: str) -> Inline:
    """The verdict as symbol and word."""
    return (VERDICTS[verdict], " ", Bold(verdict))


def _strip(content: Content, claim: Claim) -> b.Blocks:
    """The trials of the claim's condition as small marks; those that are not part of its evidence are pale."""
    row = next((each for each in summaries(content) if each.id == claim.condition), None)
    rows = [content.rows[name] for name in claim.evidence]
    cited = {each.trial for each in rows if isinstance(each, TrialResult)}
    if row is None or not any(mark.outcome.trial in cited for mark in row.marks):
        return ()
    pale = tuple(mark.id for mark in row.marks if mark.outcome.trial not in cited)
    words = f"{len(row.marks) - len(pale)} of {len(row.marks)} trials of {row.name} are in the evidence below"
    return (b.Paragraph((Drawing(mini_strip(row.marks, row.step.colour, pale)), " ", Small(words))),)


def claim_card(content: Content, claim: Claim, *, is_open: bool = False) -> b.Group:
    """One claim with its verdict, the reason and the evidence."""
    links: list[Inline] = [link(CLAIMS, "Link to this claim", at=claim.id)]
    links += condition_links(content, [claim.condition] if claim.condition else [])
    lines = (
        b.Paragraph(Small(f"{claim.order} · {claim.section}")),
        b.Paragraph(f"“{claim.claim}”"),
        b.Paragraph((verdict_mark(claim.verdict), ": ", claim.why)),
        *_strip(content, claim),
        b.Paragraph(Small(joined(links, " · "))),
    )
    evidence = rests_on(content, f"The evidence ({len(claim.evidence)})", claim.evidence)
    opened_ones = tuple(replace(fold, is_open=is_open) for fold in evidence if isinstance(fold, b.Fold))
    return b.Group((*lines, *opened_ones), key=f"claim-{claim.id}", card=True)
