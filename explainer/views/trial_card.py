"""A result in full: design, people, comparator, what was found, what to keep in mind, where it was read."""

from collections.abc import Iterable

from explainer.content import Content
from explainer.content.trials import DRUGS, PAYERS, ROUTES, PooledResult, TrialResult
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import Hundred, hundred
from explainer.evidence.marks import TrialMark
from explainer.find.near import nearest
from explainer.settings import SITE_NAME
from explainer.site import CONDITIONS, HERE, TRIALS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Link, joined, link
from explainer.views.parts import source_link
from explainer.views.report import report_blocks
from explainer.views.retracted import notices
from explainer.views.sources import identifiers
from explainer.words.citation import apa, source_cited
from explainer.words.forest import BLINDING
from explainer.words.hundred import counted, hundred_remarks, hundred_title
from explainer.words.marks import trial_name
from explainer.words.sentences import result_line, row_sentence, source_name

ROW = "row"
"""Query: the result whose card is open."""


def card(content: Content, row_id: str) -> b.Blocks:
    """Return the card of a result as a dialog, or a notice with similar results if there is no such result."""
    row = content.rows.get(row_id)
    if isinstance(row, TrialResult | PooledResult):
        way = report_blocks(content, result_link(row, "").address, row_sentence(content, row), row.id)
        blocks = (*result_blocks(content, row), quotation(content, row), *way)
        return (b.Dialog(source_name(content.sources[row.source]), blocks, ROW),)
    results = {row.id: row for rows in (content.results, content.pooled) for row in rows}
    near = tuple(_near(content, results[name]) for name in nearest(row_id, results))
    text = "There is no result with this name here. The link may be old or mistyped."
    return (b.Notice("Not found", text, near, missing=True),)


def quotation(content: Content, row: TrialResult | PooledResult) -> b.Fold:
    """The result as a sentence to copy, with its source and a link to its card."""
    finding = finding_of(content, row)
    card_address = result_link(row, "").address.replace("./", HERE, 1)
    text = f"{result_line(finding)} Source: {apa(source_cited(finding.source))} ({SITE_NAME}: {card_address})"
    return b.Fold("Copy as quotation", (b.ToCopy(text),), key=f"quotation-{row.id}", lazy=True)


def _near(content: Content, row: TrialResult | PooledResult) -> Link:
    name = f"Did you mean {source_name(content.sources[row.source])}: {row.outcome}, {row.timepoint}?"
    return result_link(row, name)


def result_link(row: TrialResult | PooledResult, text: str) -> Link:
    """A link that opens the card of a result."""
    return link(TRIALS, text, at=row.condition, outcome=row.family, row=row.id)


def mark_links(marks: Iterable[TrialMark]) -> dict[str, Link]:
    """The links of trials' marks: each opens the card of its trial, or the condition where no result is listed."""
    return {mark.id: _mark_link(mark) for mark in marks}


def _mark_link(mark: TrialMark) -> Link:
    name = trial_name(mark)
    return result_link(mark.row, name) if mark.row else link(CONDITIONS, name, at=mark.outcome.condition)


def result_blocks(content: Content, row: TrialResult | PooledResult) -> b.Blocks:
    """What a card holds."""
    finding = finding_of(content, row)
    line, source = result_line(finding), finding.source
    is_trial = isinstance(row, TrialResult)
    listed = _trial_table(content, row) if isinstance(row, TrialResult) else _pooled_table(content, row)
    alt = "Design and results of this trial" if is_trial else "What this pooled result is based on"
    picture = hundred(finding_of(content, row)) if isinstance(row, TrialResult) else None
    read = f"we read: {row.proof_kind}" if isinstance(row, TrialResult) else ""
    where = joined((source_link(source), identifiers(source), read), " · ")
    return (
        b.Paragraph((line.found, " ", Bold(line.verdict))),
        *notices(content.sources_of(row)),
        b.Table((), tuple((label, text) for label, text in listed.items() if text), alt),
        *((b.Paragraph((Bold("Note."), f" {row.note}")),) if row.note else ()),
        *((hundred_block(picture),) if picture else ()),
        b.Paragraph(where, note=True),
    )


def hundred_block(picture: Hundred) -> b.Hundred:
    """One pair of pictures of 100 people with its words."""
    text = " ".join(part for part in (hundred_title(picture), hundred_remarks(picture)) if part)
    return b.Hundred(text, hundred_pair(picture), "green" if picture.is_good else "red")


def hundred_pair(picture: Hundred) -> tuple[b.Group100, ...]:
    """Both groups of a picture of 100 people, with the head-counts of both or of neither."""
    arms = picture.arms
    drug, comparison = (counted(arm) if arms.are_counted else "" for arm in (arms.drug, arms.comparison))
    return (
        b.Group100(picture.drug, picture.with_ketamine, drug),
        b.Group100(picture.comparison, picture.without, comparison),
    )


def _pooled_table(content: Content, row: PooledResult) -> dict[str, str]:
    return {
        "Condition": content.conditions[row.condition].name,
        "Trials": "" if row.k_trials is None else f"{row.k_trials:,}",
        "People": "" if row.n_participants is None else f"{row.n_participants:,}",
        "Measured": ", ".join(part for part in (row.outcome, row.timepoint) if part),
        "Variation between trials": "" if row.i2 is None else f"{row.i2}%",
        "Published certainty": row.certainty,
    }


def _trial_table(content: Content, row: TrialResult) -> dict[str, str]:
    """What the card lists, as label and text; empty figures are left out."""
    people = f"{row.n_randomised:,} randomised" if row.n_randomised else "not known"
    if row.n_randomised and row.part_of_trial:
        people += " in the whole trial; this result is about part of it"
    blinding = f", {row.blinding} blind" if row.blinding in ("double", "single") else f", {row.blinding}"
    return {
        "Condition": content.conditions[row.condition].name,
        "Design": row.design + (blinding if row.blinding else ""),
        "People": people,
        "Given": f"{DRUGS[row.drug]}, {ROUTES[row.route]}, {row.dose or 'dose not known'}; {row.schedule}",
        "Compared with": f"{row.comparator} ({BLINDING[row.comparator_kind]})",
        "Paid for by": PAYERS[row.paid_by],
        "Measured": f"{row.outcome}, {row.timepoint}" + (f" (scale: {row.scale})" if row.scale else ""),
        "Main outcome": _main(row),
        "p value": row.p_value,
        "Checked": "on a second page" if row.second_check == "confirmed" else row.second_check,
        "Asks another question": content.other_questions[row.id].why if row.id in content.other_questions else "",
    }


def _main(row: TrialResult) -> str:
    if row.is_primary is None:
        return "not known whether it was the main outcome"
    if not row.is_primary:
        return "no, another outcome"
    return {True: "yes, met", False: "yes, missed", None: "yes; not known whether it was met"}[row.primary_met]
