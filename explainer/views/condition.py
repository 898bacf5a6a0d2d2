"""One condition in full: what is known, how surely, at what price, and what is not known."""

from collections.abc import Mapping

from explainer.content import Content
from explainer.content.prose import Condition, MechanismLink, Passage
from explainer.content.reference import Claim
from explainer.content.trials import TrialResult
from explainer.evidence.counts import against_treatments
from explainer.evidence.findings import finding_of
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.state import State
from explainer.site import CLAIMS, CONDITIONS, FAQ, SAFETY, SHEET, TRIALS
from explainer.views import blocks as b
from explainer.views.balance import balance_blocks
from explainer.views.claims import verdict_mark
from explainer.views.crisis import crisis_help
from explainer.views.embed import embed_fold
from explainer.views.fact_box import fact_box
from explainer.views.inline import Bold, Inline, Outside, link, marked
from explainer.views.parts import (
    condition_links,
    finding_line,
    rests_on,
    row_line,
    row_lines,
    side_by_side,
    source_link,
)
from explainer.views.retracted import notices_of
from explainer.views.trial_plots import main_plots
from explainer.views.view import View
from explainer.views.ways import ways_blocks
from explainer.words.counts import counts_sentence
from explainer.words.influences import payer_sentence

TRUSTED = "trusted"
"""Query: the switches of "which trials you trust"."""
SUPPORT: Mapping[str, str] = {
    "people": "seen in people with the condition",
    "animals": "seen in animals",
    "laboratory": "seen in the laboratory",
}


def condition_view(content: Content, name: str, state: State) -> View:
    """The view of the condition with this id."""
    row = next(row for row in summaries(content) if row.id == name)
    back = b.Button("← All conditions", CONDITIONS, state.without(CONDITIONS.key))
    description = row.condition.summary
    about = (row.name, *row.condition.other_names)
    return View(row.name, description, (back, *condition_blocks(content, row, state)), row.id, about)


def condition_blocks(content: Content, row: ConditionSummary, state: State) -> b.Blocks:
    """All that is said of a condition."""
    condition = row.condition
    return (
        b.Heading(condition.name, 1),
        *crisis_help(content, condition.crisis_help),
        *fact_box(content, row),
        *notices_of(content, condition.id),
        *_jumps(content, row),
        b.Heading("In short", 2, "in-short"),
        *b.prose(condition.summary),
        *_in_short(content, row),
        _rule(content, row),
        *_passage(content, "How fast it works", condition.speed, "how-fast-it-works"),
        *_passage(content, "How long it lasts", condition.duration, "how-long-it-lasts"),
        *_harms(content, condition),
        *balance_blocks(content, condition.id),
        b.Heading("What is not known", 2, "not-known"),
        *b.bullets([marked(text) for text in condition.not_known]),
        *_each_trial(content, condition),
        *_other_treatments(content, condition),
        *ways_blocks(content, condition.id, CONDITIONS, TRUSTED, state),
        b.Heading("How it might work here", 2, "mechanisms"),
        *(block for mechanism in condition.mechanisms for block in _mechanism(content, mechanism)),
        *_under_way(content, condition),
        *_claims(content, condition),
        *_related(content, condition),
        _sources(content, condition),
        embed_fold(content, CONDITIONS, row.id),
        b.Paragraph(f"People also search for: {', '.join(condition.other_names)}", note=True),
    )


def _jumps(content: Content, row: ConditionSummary) -> b.Blocks:
    """Links to the parts of the page that readers look for most."""
    parts = [("in-short", "In short"), ("harms", "Side effects and risks"), ("key-results", "Each trial")]
    if _compared(content, row.condition):
        parts.append(("other-treatments", "Compared with other treatments"))
    parts += [("not-known", "What is not known"), ("mechanisms", "How it might work")]
    return side_by_side([Outside(words, f"#{anchor}") for anchor, words in parts])


def _in_short(content: Content, row: ConditionSummary) -> b.Blocks:
    """The trials in words, who paid for them, what was given, and what is approved in full."""
    given, paid = marked(row.condition.drug_studied.strip()), payer_sentence(content, row.counts)
    return (
        b.Paragraph((Bold("The trials."), f" {counts_sentence(row.counts)}")),
        *((b.Paragraph((Bold("Who paid."), f" {paid}")),) if paid else ()),
        b.Paragraph((Bold("What was given."), " ", given)),
        *_approved(row),
    )


def _approved(row: ConditionSummary) -> b.Blocks:
    if not row.approvals:
        return ()
    lines = dict.fromkeys(f"{each.place} ({each.molecule}): {each.indication}" for each in row.approvals)
    return (b.Paragraph(Bold("What is approved.")), b.Bullets(tuple(lines)))


def _rule(content: Content, row: ConditionSummary) -> b.Fold:
    """The inputs of the rule, what each was here and what it did."""
    reasons = tuple((reason.what, reason.found, reason.effect) for reason in row.derived.reasons)
    blocks: b.Blocks = (
        b.Table(("what counts", "for this condition", "effect"), reasons, "What the rule looked at for this reading"),
        b.Paragraph(("The rule gives: ", Bold(row.derived.reading), ".")),
    )
    if row.id in content.exceptions:
        why = content.exceptions[row.id].why
        blocks += (b.Paragraph((Bold("A person set this reading, not the rule."), f" {why}")),)
    return b.Fold("Why this reading? The rule, step by step", blocks)


def _passage(content: Content, heading: str, passage: Passage, anchor: str) -> b.Blocks:
    said = b.prose(passage.text)
    return (b.Heading(heading, 2, anchor), *said, *rests_on(content, "What this is based on", passage.rows))


def _harms(content: Content, condition: Condition) -> b.Blocks:
    return (
        b.Heading("Side effects and risks", 2, "harms"),
        *b.prose(condition.safety_text),
        *b.bullets(row_lines(content, condition.safety)),
    )


def _each_trial(content: Content, condition: Condition) -> b.Blocks:
    """The main outcomes as plots, then the key results in words."""
    caption = "Missed main outcomes are listed as well as met ones. Results of one trial are not independent."
    lines = b.bullets(row_lines(content, condition.key_results))
    rows = [row for row in content.results if row.condition == condition.id and row.is_primary]
    return (
        b.Heading("Each trial", 2, "key-results"),
        *main_plots([finding_of(content, row) for row in rows]),
        b.Paragraph(caption, note=True),
        *(lines or (b.Paragraph("We know of no trial results."),)),
        *side_by_side(_ways_on(content, condition)),
    )


def _other_treatments(content: Content, condition: Condition) -> b.Blocks:
    """Each trial that compared ketamine with a treatment in use, by its main outcome if it has one."""
    lines = b.bullets([finding_line(finding_of(content, row)) for row in _compared(content, condition)])
    return (b.Heading("Compared with other treatments", 2, "other-treatments"), *lines) if lines else ()


def _compared(content: Content, condition: Condition) -> list[TrialResult]:
    """One benefit of each trial against another treatment, the largest trial first."""
    rows = against_treatments(content, condition.id)
    rows.sort(key=lambda row: (-(row.n_randomised or 0), row.trial, not row.is_primary))
    return list({row.trial: row for row in reversed(rows)}.values())[::-1]


def _ways_on(content: Content, condition: Condition) -> list[Inline]:
    links: list[Inline] = [
        link(SHEET, "For your doctor: a sheet to print →", at=condition.id),
        link(SAFETY, "Safety →", **came_from(condition)),
    ]
    if any(row.condition == condition.id for row in content.results):
        links.insert(0, link(TRIALS, "All trial results, as plots →", at=condition.id))
    return links


def came_from(condition: Condition) -> dict[str, str]:
    """Return the query for a link to the safety page: it keeps crisis help on top if this condition has it there."""
    return {"from": condition.id} if condition.crisis_help == "top" else {}


def _mechanism(content: Content, mechanism: MechanismLink) -> b.Blocks:
    name = content.mechanisms[mechanism.id].name
    support = f" ({mechanism.standing}; {SUPPORT[mechanism.evidence]}). "
    said = b.Paragraph((Bold(name), support, marked(mechanism.why)))
    return (said, *rests_on(content, f"What this is based on: {name.lower()}", mechanism.rows))


def _under_way(content: Content, condition: Condition) -> b.Blocks:
    running = [event for event in content.events if event.ongoing and condition.id in event.conditions]
    if not running:
        return ()
    return (
        b.Heading("Trials under way", 2, "under-way"),
        b.Bullets(tuple(row_line(content, event) for event in running)),
    )


def _claims(content: Content, condition: Condition) -> b.Blocks:
    claims = tuple(_claim_line(claim) for claim in content.claims if claim.condition == condition.id)
    return (b.Heading("Fact check: what articles say", 2, "claims"), b.Bullets(claims)) if claims else ()


def _claim_line(claim: Claim) -> Inline:
    why = link(CLAIMS, f"Why “{claim.verdict}”", at=claim.id)
    return (f"“{claim.claim}” ", verdict_mark(claim.verdict), ". ", why)


def _related(content: Content, condition: Condition) -> b.Blocks:
    related = side_by_side(condition_links(content, condition.related))
    questions = b.bullets([link(FAQ, content.faq[each].question, at=each) for each in condition.faq])
    return (
        *((b.Heading("Related conditions", 2, "related"), *related) if related else ()),
        *((b.Heading("Questions people ask", 2, "questions"), *questions) if questions else ()),
    )


def _sources(content: Content, condition: Condition) -> b.Fold:
    rows = (*condition.key_results, *condition.safety, *condition.speed.rows, *condition.duration.rows)
    used = dict.fromkeys(content.rows[row].source for row in rows)
    return b.Fold(f"Sources for this page ({len(used)})", b.bullets([_source_line(content, name) for name in used]))


def _source_line(content: Content, name: str) -> Inline:
    source = content.sources[name]
    return (source_link(source), f": {source.title}. {source.publisher}")
