"""Records of sources, popular claims and readings."""

from typing import Annotated, Literal

from pydantic import Field

from explainer.content.fields import Id, Record, RowId, RowIds

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


class Source(Record):
    """A publication, label, law, registry entry or regulator's page."""

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

    def problems(self) -> list[tuple[str, str]]:
        """A link that is promised must have an address."""
        if self.link != "none" and not self.url:
            return [("url", f"is empty though link is {self.link!r}")]
        return []


class Claim(Record):
    """A claim that popular articles make, and what the evidence says of it."""

    id: Id
    order: int
    section: str
    condition: Id | None = None
    claim: str
    verdict: Literal["supported", "partly", "overstated", "unsupported"]
    why: str
    evidence: RowIds


class Reading(Record):
    """The reading a careful person gives a condition's evidence."""

    condition: Id
    name: str
    family: Family
    reading: ReadingName
    why: str


class ReadingStep(Record):
    """One step of the scale of readings: its place, its mark (word, symbol, shape and colour) and what it means."""

    reading: ReadingName
    order: int
    symbol: Annotated[str, Field(min_length=1, max_length=1)]
    shape: Literal["square", "circle", "triangle-up", "diamond", "cross", "triangle-down"]
    colour: Literal["blue", "green", "orange", "violet", "red", "gray"]
    meaning: str


class OutcomeFamily(Record):
    """A kind of outcome, and what a reader calls it."""

    family: Id
    label: str


class OtherQuestion(Record):
    """A trial result that compares ketamine with ketamine, so can't say whether it works."""

    row: RowId
    why: str


class ReadingException(Record):
    """A condition whose reading is a person's, not the rule's, and why."""

    condition: Id
    why: str
