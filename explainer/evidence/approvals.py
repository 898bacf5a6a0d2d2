"""What is approved for a condition, and what each regulator has decided, since when."""

from collections.abc import Sequence

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.facts import Approval

AREAS = {
    "US": ("US",),
    "EU": ("EU", "Germany", "Germany and Austria"),
    "UK": ("UK", "Scotland"),
    "Canada": ("Canada",),
    "Australia": ("Australia",),
    "WHO": ("WHO",),
}
"""Areas that are compared, and the places that belong to each: some decisions hold only in a part of an area."""


def approvals_of(content: Content, condition: str) -> tuple[Approval, ...]:
    """Approvals filed under a condition, in the order of the table."""
    return tuple(row for row in content.approvals if row.status == "approved" and condition in row.conditions)


def decisions(content: Content, area: str, molecule: str, statuses: Sequence[str]) -> list[Approval]:
    """Decisions of some statuses on a molecule in an area, in the order of the table; repetitions are left out."""
    found = [
        row
        for row in content.approvals
        if row.place in AREAS[area] and row.molecule in (molecule, "both") and row.status in statuses
    ]
    return list({(row.indication or row.statement, row.event or row.id): row for row in found}.values())


def decided_when(content: Content, row: Approval) -> str:
    """``5 March 2019``; ``as of 2020`` where only the date of the source is known; empty where neither is known."""
    event = next((event for event in content.events if event.id == row.event), None)
    if event and event.date:
        differ = ", sources differ" if event.certainty == "uncertain" else ""
        return f"{date_words(event.date)}{differ}"
    return f"as of {date_words(row.date)}" if row.date else ""


def uses(content: Content, molecule: str) -> dict[str, dict[str, str]]:
    """Return where and when each use of a molecule was approved: use -> area -> words.

    A use is a condition, or the part of it that an approval is limited to (``only_for``). An area without an entry has
    no approval that we know of. A note with an indication counts too: the WHO lists ketamine as an essential medicine.
    """
    table: dict[str, dict[str, str]] = {}
    for area in AREAS:
        for row in decisions(content, area, molecule, ("approved", "note")):
            if row.status == "note" and not row.indication:
                continue
            for condition in row.conditions:
                name = content.conditions[condition].name
                use = f"{name}: only {row.only_for}" if row.only_for else name
                entries = [table.setdefault(use, {}).get(area, ""), _word(content, row, area)]
                table[use][area] = "; ".join(part for part in dict.fromkeys(entries) if part)
    return table


def _word(content: Content, row: Approval, area: str) -> str:
    kind = "essential medicine" if row.status == "note" else "approved"
    where = f" in {row.place}" if row.place != area else ""
    when = decided_when(content, row)
    return f"{kind}{where}, {when}" if when else f"{kind}{where}, date not known"
