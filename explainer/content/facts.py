"""Sourced statements, one model a table: what each says is in its columns, the wording in ``statement``."""

from typing import Literal

from pydantic import Field

from explainer.content.fields import Count, Id, Ids, Numbers, PartialDate, Percent, Prose, Record, RowId, Text
from explainer.content.shares import share_problems

Place = Literal["US", "EU", "UK", "Canada", "Australia", "WHO", "international", "other"]
Molecule = Literal["ketamine", "esketamine", "arketamine", "both"]
Support = Literal["people", "animals", "laboratory"]
Standing = Literal["supported", "proposed", "disputed"]


class Fact(Record):
    """A statement in our own words, with its source and the figures it holds by name."""

    id: RowId
    date: PartialDate | None = None
    conditions: Ids = ()
    statement: Text
    numbers: Numbers = Field(default_factory=dict)
    source: Id

    def __hash__(self) -> int:
        """By the id, which no two rows share: ``numbers`` has no hash of its own."""
        return hash(self.id)

    def problems(self) -> list[tuple[str, str]]:
        """A key of ``numbers`` that is a column too: nobody could say which of the two is meant."""
        return [
            ("numbers", f"{key!r} is a column of this table: give the figure there, or the key another name")
            for key in self.numbers
            if key in type(self).model_fields
        ]


class Event(Fact):
    """A dated event of ketamine's history."""

    title: Text
    kind: Literal["discovery", "medicine", "regulation", "research", "misuse"]
    place: Place
    certainty: Literal["exact", "uncertain"]
    date_note: Prose = ""
    ongoing: bool = False

    def problems(self) -> list[tuple[str, str]]:
        """An uncertain date must say why."""
        if self.certainty == "uncertain" and self.date and not self.date_note:
            return [*super().problems(), ("date_note", "is empty though the date is uncertain: say who says what")]
        return super().problems()


class Approval(Fact):
    """What a regulator or payer allows, controls or pays for."""

    place: Literal[
        "US", "EU", "UK", "Scotland", "Canada", "Australia", "New Zealand", "Germany",
        "Germany and Austria", "WHO", "worldwide",
    ]  # fmt: skip
    molecule: Molecule
    status: Literal["approved", "not approved", "controlled", "programme", "funded", "not funded", "note"]
    event: RowId | None = None
    """The event of the timeline that says when it was decided; ``date`` is that of what was read."""
    indication: Prose = ""
    only_for: Prose = ""
    """What the approval is for where that is less than the condition it is filed under."""

    def problems(self) -> list[tuple[str, str]]:
        """An approval must say what for."""
        if self.status == "approved" and not self.indication:
            return [*super().problems(), ("indication", "is empty though the status is approved")]
        return super().problems()


class AdverseEffect(Fact):
    """A harm, how often it came, and the setting it was measured in."""

    effect: Text
    group: Literal[
        "dissociation", "sedation", "mental state", "blood pressure", "breathing", "bladder", "liver",
        "nausea and vomiting", "nervous system", "death and serious events", "pregnancy",
        "who should not take it", "general", "other",
    ]  # fmt: skip
    setting: Literal[
        "esketamine spray", "ketamine infusion for depression or anxiety", "anaesthesia in adults",
        "sedation of children", "pain", "addiction", "after childbirth", "healthy volunteers",
        "recreational use", "home use", "long-term use", "any use",
    ]  # fmt: skip
    events_drug: Count | None = None
    n_drug: Count | None = None
    pct_drug: Percent | None = None
    events_control: Count | None = None
    n_control: Count | None = None
    pct_control: Percent | None = None
    comparison: Prose = ""

    def problems(self) -> list[tuple[str, str]]:
        """Counts that can't be, or don't agree with the percentage."""
        return [
            *super().problems(),
            *share_problems(("events_drug", "n_drug", "pct_drug"), self.events_drug, self.n_drug, self.pct_drug),
            *share_problems(
                ("events_control", "n_control", "pct_control"), self.events_control, self.n_control, self.pct_control
            ),
        ]


class MechanismFact(Fact):
    """A finding about how ketamine acts; ``mechanism`` is empty where it is about several."""

    mechanism: Id | None = None
    evidence: Literal["people", "animals", "laboratory", "review"]
    standing: Standing


class Pharmacology(Fact):
    """What the body does with the medicine."""

    quantity: Literal["bioavailability", "half-life", "onset and duration", "potency", "targets", "metabolism"]
    molecule: Molecule
    route: Literal["", "IV", "IM", "nasal", "oral", "sublingual", "several"] = ""


class Interaction(Fact):
    """What another medicine does to ketamine, and how well that is known."""

    other_medicine: Text
    effect: Text
    evidence: Literal[
        "label warning", "trial in volunteers", "small trial in patients", "systematic review", "review",
        "observational", "case reports",
    ]  # fmt: skip


class Misuse(Fact):
    """Use outside care and what came of it."""

    measure: Text
    place: Place


class Duration(Fact):
    """How long an effect lasted, after which course of treatment."""

    course: Literal["single dose", "series", "continued treatment"]
    drug: Literal["ketamine", "esketamine"]
    route: Literal["", "IV", "IM", "nasal", "oral", "SC", "other"] = ""


class Guideline(Fact):
    """What a guideline, agency or review concludes."""

    body: Text
    stance: Literal["in favour", "cautious", "against", "uncertain", "background"]


class Access(Fact):
    """What a session, a journey home or a year of treatment asks of a person; and where to get help."""

    kind: Literal["crisis line", "cost", "insurance", "session", "driving", "claim", "background"]
    place: Literal["US", "EU", "UK", "Canada", "Australia", "WHO", "US and Canada", "international", "other"]
    contact: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """A crisis line without a number or address helps nobody."""
        if self.kind == "crisis line" and not self.contact:
            return [*super().problems(), ("contact", "is empty for a crisis line")]
        return super().problems()
