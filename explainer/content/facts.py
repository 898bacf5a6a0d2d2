"""Sourced statements, one model a table: what each says is in its columns, the wording in ``statement``."""

from typing import Literal

from pydantic import Field

from explainer.content.fields import Numbers, PartialDate, People, Percent, Prose, Record, RowId, Text
from explainer.content.references import ConditionIds, EventId, MechanismId, SourceId
from explainer.content.shares import share_problems

Place = Literal["US", "EU", "UK", "Canada", "Australia", "WHO", "international", "other"]
Molecule = Literal["ketamine", "esketamine", "arketamine", "both"]
Support = Literal["people", "animals", "laboratory"]
Standing = Literal["supported", "proposed", "disputed"]


class Fact(Record):
    """A statement in our own words, with its source and the figures it holds by name."""

    id: RowId
    date: PartialDate | None = None
    conditions: ConditionIds = ()
    statement: Text
    numbers: Numbers = Field(default_factory=dict)
    source: SourceId

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
    headline: Prose = ""
    """A few words that the picture of the timeline shows; empty where the event is only a mark in it."""
    kind: Literal["discovery", "medicine", "regulation", "research", "misuse"]
    place: Place
    certainty: Literal["exact", "uncertain"]
    date_note: Prose = ""
    ongoing: bool = False
    warning: bool = False
    """Whether a regulator warns of harm; shown with the harms."""

    def problems(self) -> list[tuple[str, str]]:
        """An uncertain date must say why."""
        if self.certainty == "uncertain" and self.date and not self.date_note:
            return [*super().problems(), ("date_note", "is empty though the date is uncertain: say who says what")]
        return super().problems()


class ApprovalRow(Fact):
    """What a regulator or payer allows, controls or pays for, as ``data/approvals.csv`` has it."""

    place: Literal[
        "US", "EU", "UK", "Scotland", "Canada", "Australia", "New Zealand", "Germany",
        "Germany and Austria", "WHO", "worldwide",
    ]  # fmt: skip
    place_leads: bool
    """Whether the sentence begins with the place's name, which is then left out of ``statement``."""
    molecule: Molecule
    status: Literal["approved", "not approved", "controlled", "programme", "funded", "not funded", "note"]
    event: EventId | None = None
    """The event of the timeline that says when it was decided; ``date`` is the date of the source."""
    indication: Prose = ""
    only_for: Prose = ""
    """What the approval is for where that is less than the condition it is filed under."""

    @property
    def lead(self) -> str:
        """The place's name as a sentence begins with it."""
        return f"{PLACE_NAMES.get(self.place, self.place)}: "

    def problems(self) -> list[tuple[str, str]]:
        """Report an approval without its indication, and a statement that repeats the place."""
        found = super().problems()
        if self.status == "approved" and not self.indication:
            found.append(("indication", "is empty though the status is approved"))
        if self.statement.startswith(self.lead):
            found.append(("statement", f"begins with {self.lead!r}: leave it out and put true into place_leads"))
        return found


class Approval(ApprovalRow):
    """An :class:`ApprovalRow` whose ``statement`` is the full sentence; made by :func:`approval_of`, not read."""

    @property
    def under_its_place(self) -> str:
        """The sentence as it stands under a heading that names the place."""
        text = self.statement.removeprefix(self.lead) if self.place_leads else self.statement
        return text[:1].upper() + text[1:]


PLACE_NAMES = {"US": "United States", "EU": "European Union", "UK": "United Kingdom"}
"""Places that are written out where a sentence begins with them; others are called what the column says."""


def approval_of(row: ApprovalRow) -> Approval:
    """A decision with its sentence in full."""
    own = {name: getattr(row, name) for name in type(row).model_fields}
    statement = f"{row.lead}{row.statement}" if row.place_leads else row.statement
    return Approval.model_construct(**own | {"statement": statement})


HarmGroup = Literal[
    "dissociation", "sedation", "mental state", "blood pressure", "breathing", "bladder", "liver",
    "nausea and vomiting", "nervous system", "death and serious events", "pregnancy",
    "who should not take it", "general", "other",
]  # fmt: skip
Setting = Literal[
    "esketamine spray", "ketamine infusion for depression or anxiety", "anaesthesia in adults",
    "sedation of children", "pain", "addiction", "after childbirth", "healthy volunteers",
    "recreational use", "home use", "long-term use", "any use",
]  # fmt: skip
LabelTable = Literal["", "side effects", "blood pressure"]
ANAESTHETIC: tuple[Setting, ...] = ("anaesthesia in adults", "sedation of children")
"""Settings whose doses are far above those for mood: their harms are listed only where a list names the setting."""


class AdverseEffect(Fact):
    """A harm, how often it came, and the setting it was measured in."""

    effect: Text
    group: HarmGroup
    setting: Setting
    """Where it was measured: rates of different settings are never put side by side."""
    molecule: Literal["ketamine", "esketamine"]
    label_table: LabelTable = ""
    """The table of the label of esketamine spray that it is from, if it is."""
    beside_benefits: bool = False
    """Whether it is shown beside benefits where a condition has no harms of its own to show."""
    events_drug: People | None = None
    n_drug: People | None = None
    pct_drug: Percent | None = None
    events_control: People | None = None
    n_control: People | None = None
    pct_control: Percent | None = None
    comparison: Prose = ""

    def problems(self) -> list[tuple[str, str]]:
        """Report impossible counts, percentages that differ from their counts, and counts missing for a picture."""
        pairs = (("drug", self.events_drug, self.n_drug), ("control", self.events_control, self.n_control))
        found = [
            *super().problems(),
            *share_problems(("events_drug", "n_drug", "pct_drug"), self.events_drug, self.n_drug, self.pct_drug),
            *share_problems(
                ("events_control", "n_control", "pct_control"), self.events_control, self.n_control, self.pct_control
            ),
        ]
        if (self.label_table or self.beside_benefits) and any(None in (events, group) for _, events, group in pairs):
            column = "label_table" if self.label_table else "beside_benefits"
            found.append((column, "is filled, but it shows the head-counts of both groups, and one is not known"))
        return found


class MechanismFact(Fact):
    """A finding about how ketamine acts; ``mechanism`` is empty where it is about several."""

    mechanism: MechanismId | None = None
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
    """How long an effect lasted."""

    drug: Literal["ketamine", "esketamine"]
    route: Literal["", "IV", "IM", "nasal", "oral", "SC", "other"] = ""


class Guideline(Fact):
    """What a guideline, agency or review concludes."""

    body: Text
    stance: Literal["in favour", "cautious", "against", "uncertain", "background"]


class Access(Fact):
    """What a session, a journey home or a year of treatment asks of a person; and where to get help."""

    kind: Literal["emergency number", "crisis line", "cost", "insurance", "session", "driving", "claim", "background"]
    place: Literal[
        "US", "EU", "UK", "Canada", "Australia", "New Zealand", "WHO", "US and Canada",
        "EU and many other countries", "international", "other",
    ]  # fmt: skip
    molecule: Literal["", "ketamine", "esketamine", "both"] = ""
    """What a payer pays for, or does not."""
    contact: str = ""
    open_at_any_hour: bool | None = None
    """Whether a crisis line is answered day and night; ``None`` where that was not read."""
    free: bool | None = None
    """Whether a crisis line costs nothing from any phone; ``None`` where that was not read, or sources differ."""
    directory: bool | None = None
    """Whether a crisis "line" is a list of lines, which nobody answers."""

    def problems(self) -> list[tuple[str, str]]:
        """Report help without a contact, cells that only crisis lines may fill, and insurance without a medicine."""
        found = super().problems()
        if self.kind in ("emergency number", "crisis line") and not self.contact:
            found.append(("contact", f"is empty for {'an' if self.kind[0] == 'e' else 'a'} {self.kind}"))
        if self.kind == "emergency number" and self.contact and not self.contact.isdigit():
            found.append(("contact", f"{self.contact!r} is no emergency number: expected digits only"))
        for column in ("open_at_any_hour", "free", "directory"):
            if getattr(self, column) is not None and self.kind != "crisis line":
                found.append((column, "is filled though this is no crisis line"))
        if self.directory and (self.open_at_any_hour or self.free):
            found.append(("directory", "is true, but only the lines it lists can be open or free"))
        if self.kind == "insurance" and not self.molecule:
            found.append(("molecule", "is empty: say which medicine is paid for, or is not"))
        return found


Known = Literal["some benefit seen", "mixed", "no difference shown", "hardly studied"]
"""What is known of a use, in our own words and not by the rule of readings."""


class OtherUse(Fact):
    """What is known of a use that is not one of the site's conditions; a use may have several."""

    use: Text
    """The use as readers call it; rows of one use have the same words."""
    answer: Known
    rests_on: Literal["review", "trial", "no controlled trial"]

    @property
    def people(self) -> int | None:
        """People in its trial, where the row is about one and has their number."""
        groups = [int(self.numbers.get(name) or 0) for name in ("n_ketamine", "n_control")]
        number = int(self.numbers.get("n_randomised") or (sum(groups) if all(groups) else 0))
        return number if number and self.rests_on == "trial" else None


class WatchedTrial(Fact):
    """A trial without a published result: running, ended or stopped. ``date`` is the date of the source."""

    title: Text
    people: People | None = None
    """Number of people planned; for a trial that has ended, the number enrolled."""
    planned_end: PartialDate | None = None
    """When it ended, or is to end."""
    state: Literal["running", "ended", "stopped"]
