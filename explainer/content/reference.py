"""Records of sources, popular claims and readings."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from explainer.content.facts import Standing, Support
from explainer.content.fields import Id, Listed, PartialDate, Prose, Record, Text
from explainer.content.references import (
    AnyRowId,
    AnyRowIds,
    ConditionId,
    MechanismId,
    PageName,
    ReadingOf,
    ResultId,
    StepId,
)

ReadingName = Literal[
    "approved use", "supported by trials", "promising, small trials", "mixed results", "no clear benefit",
    "hardly studied",
]  # fmt: skip
Family = Literal[
    "surgery and emergency",
    "mood",
    "trauma and anxiety",
    "addiction and eating",
    "pain",
    "headache",
    "seizures",
]


RetractionKind = Literal["retraction", "expression of concern", "correction"]


class Source(Record):
    """A publication, label, law, registry entry or regulator's page.

    The four last columns are of a notice that its journal published about it; they are empty where we know of none.
    """

    id: Id
    kind: Literal[
        "rct", "meta-analysis", "review", "open-label", "label", "history", "regulator", "registry", "lab",
        "guideline", "law",
    ]  # fmt: skip
    title: str
    authors_short: str = ""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    publisher: str = ""
    doi: Annotated[str, Field(pattern=r"^(10\.\d{4,9}/\S+)?$")] = ""
    pmid: Annotated[str, Field(pattern=r"^\d*$")] = ""
    nct: Annotated[str, Field(pattern=r"^(NCT\d{8})?$")] = ""
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    link: Literal["canonical", "secondary", "none"]
    """``canonical`` is the work's own page, ``secondary`` a page about it; ``none``: only a copy was read."""
    retracted: PartialDate | None = None
    """Date of the notice."""
    retracted_kind: RetractionKind | None = None
    """Only a retraction takes the paper's results out of counts, pools and readings."""
    retracted_why: Prose = ""
    retraction_notice: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    """Address at which the notice, or a report of it, was read."""

    @property
    def is_retracted(self) -> bool:
        """Whether its journal took it back, so that nothing may rest on it."""
        return self.retracted_kind == "retraction"

    def problems(self) -> list[tuple[str, str]]:
        """A link that is promised must have an address; a notice needs its date, its kind and its address."""
        found = []
        if self.link != "none" and not self.url:
            found.append(("url", f"is empty though link is {self.link!r}"))
        needed = ("retracted", "retracted_kind", "retraction_notice")
        if any(getattr(self, column) for column in (*needed, "retracted_why")):
            message = "is empty: a notice needs its date (retracted), its kind and its address"
            found += [(column, message) for column in needed if not getattr(self, column)]
        return found


class Claim(Record):
    """A claim that popular articles make, and what the evidence says of it."""

    id: Id
    order: int
    section: Prose
    condition: ConditionId | None = None
    claim: Prose
    verdict: Literal["supported", "partly", "overstated", "unsupported"]
    why: Prose
    evidence: AnyRowIds


class Reading(Record):
    """The reading a careful person gives a condition's evidence."""

    condition: ReadingOf
    name: str
    family: Family
    reading: ReadingName
    why: Prose
    reviewed: datetime.date
    """Day on which somebody last looked at the trials and compared the rule's reading with the person's."""


class ReadingStep(Record):
    """One step of the scale of readings: its place, its mark (word, symbol, shape and colour) and what it means."""

    reading: ReadingName
    order: int
    symbol: Annotated[str, Field(min_length=1, max_length=1)]
    shape: Literal["square", "circle", "triangle-up", "diamond", "cross", "triangle-down"]
    colour: Literal["blue", "green", "orange", "violet", "red", "gray"]
    meaning: Prose


class Era(Record):
    """A part of ketamine's history: its years, a headline and one sentence that the events in it carry."""

    id: Id
    first: int
    last: int | None = None
    """Its last year; ``None`` for the era that goes on."""
    headline: Text
    sentence: Text

    def holds(self, year: int) -> bool:
        """Whether a year lies in it."""
        return self.first <= year and (self.last is None or year <= self.last)


class OutcomeFamily(Record):
    """A kind of outcome, and what a reader calls it."""

    family: Id
    label: Prose


class OtherQuestion(Record):
    """A trial result that compares ketamine with ketamine, so can't say whether it works."""

    row: ResultId
    why: Prose


class ReadingException(Record):
    """A condition whose reading is a person's, not the rule's, and why."""

    condition: ConditionId
    why: Prose


DOSE = "dose"
"""What ``source`` is called where the chain of mechanisms begins: the medicine itself."""


class MechanismStep(Record):
    """A step of the chain from one mechanism to the next; the first ones come from the dose itself."""

    source: StepId
    target: MechanismId
    evidence: Support
    standing: Standing
    rows: AnyRowIds


class BodyFigure(Record):
    """A figure about a dose in the body: its row and column, its route and quantity, and the people measured.

    Without ``row``, readers see only ``people``: of a dose into a vein, everything reaches the blood by definition, and
    the other routes are compared with it.
    """

    row: AnyRowId | None = None
    field: str = ""
    molecule: Literal["ketamine", "esketamine"]
    route: Literal["into a vein", "into a muscle", "by mouth", "under the tongue", "nose spray", "any route"]
    quantity: Literal["reaches the blood", "acts within", "level highest after", "half-life"]
    unit: str = ""
    people: Text

    @property
    def names_a_route(self) -> bool:
        """Whether it is for one route; a half-life may be given for any."""
        return self.route != "any route"


class SeriesPoint(Record):
    """One point of a figure over time, and the row it stands in."""

    series: Prose
    place: str
    row: AnyRowId
    field: str
    year: Annotated[int, Field(ge=1990, le=2030)]


class SheetQuestion(Record):
    """A question to ask, under what matters to the reader."""

    topic: str
    order: int
    question: Prose


class TypedFigure(Record):
    """A piece of text with digits that may be typed, and why: a name such as ``DSM-5``, a point in time."""

    text: Annotated[str, Field(pattern=r"\d")]
    reason: str


class Duplicate(Record):
    """A fact that repeats the fact ``same_as``; lists leave it out."""

    row: AnyRowId
    same_as: AnyRowId


class Term(Record):
    """A word of the field in plain words; ``other_forms`` are what else it is called on the pages."""

    id: Id
    term: str
    other_forms: Listed = ()
    kind: Literal["trials", "numbers", "scales", "medicine", "body", "rules"]
    explanation: Prose

    @property
    def forms(self) -> tuple[str, ...]:
        """The term and its other forms."""
        return (self.term, *self.other_forms)


class Change(Record):
    """What was added to the tables or put right, and when."""

    date: PartialDate
    kind: Literal["added", "corrected", "reworded"]
    what: Prose
    page: PageName
    """Name of the page on which it is seen."""
