"""Where each molecule is approved, for what and since when; its schedule, supply and payers. Gaps are named."""

from dataclasses import dataclass

from explainer.content import Content
from explainer.content.facts import Approval
from explainer.evidence.approvals import AREAS, decided_when, decisions, uses
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline
from explainer.views.parts import row_line

MOLECULES = ("ketamine", "esketamine")
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class _Decision:
    """What was decided, and since when where a card says that behind it."""

    text: str
    when: str = ""

    @property
    def in_words(self) -> str:
        return f"{self.text} ({self.when})" if self.when else self.text


def approvals(content: Content) -> b.Blocks:
    """A table and cards for each molecule, then every decision in words."""
    lines: list[Inline] = [(Bold(f"{row.place}."), " ", row_line(content, row)) for row in content.approvals]
    words = b.Fold("Every decision in words, with sources", b.bullets(lines))
    return (*(block for molecule in MOLECULES for block in _of(content, molecule)), words)


def _of(content: Content, molecule: str) -> b.Blocks:
    table = uses(content, molecule)
    rows = tuple((area, *(there.get(area, NOT_KNOWN) for there in table.values())) for area in AREAS)
    alt = f"Where {molecule} is approved, for what and since when"
    cards = tuple(_card(content, area, molecule) for area in AREAS)
    return (b.Heading(molecule.capitalize(), 3), b.Table(("Where", *table), rows, alt), b.Row(cards))


def _card(content: Content, area: str, molecule: str) -> b.Group:
    lines: list[Inline] = [
        (Bold(f"{label}:"), f" {text}") for label, text in _decisions(content, area, molecule).items()
    ]
    return b.Group((b.Paragraph(Bold(area)), *b.bullets(lines)), card=True)


def _decisions(content: Content, area: str, molecule: str) -> dict[str, str]:
    def of(*statuses: str) -> list[_Decision]:
        return [_decision(content, row) for row in decisions(content, area, molecule, statuses)]

    payers = [
        _Decision(row.statement)
        for row in content.access
        if row.kind == "insurance" and row.place == area and row.molecule in (molecule, "both")
    ]
    notes = [_decision(content, row) for row in decisions(content, area, molecule, ("note",)) if row.indication]
    return {
        "Approved for": _joined(of("approved") + notes),
        "Controlled as": _joined(of("controlled")),
        "Rules for supply": _joined(of("programme")),
        "Who pays": _joined(of("funded", "not funded") + payers),
    }


def _joined(listed: list[_Decision]) -> str:
    """Join decisions, each once, with ``; `` between labels and a space between sentences.

    A decision without a date is left out if the same text also comes with a date.
    """
    dated = {each.text for each in listed if each.when}
    left = dict.fromkeys(each.in_words for each in listed if each.when or each.text not in dated)
    return "; ".join(left).replace(".; ", ". ") or NOT_KNOWN


def _decision(content: Content, row: Approval) -> _Decision:
    when = decided_when(content, row)
    if row.status == "approved":
        where = "" if row.place in AREAS else f" in {row.place}"
        return _Decision(f"{row.indication}{where}", when)
    if row.status == "controlled":
        schedule = row.numbers.get("schedule") or row.numbers.get("class")
        if schedule:
            return _Decision(f"{'class' if 'class' in row.numbers else 'schedule'} {schedule}", when)
    return _Decision(row.under_its_place if row.place in AREAS else row.statement)
