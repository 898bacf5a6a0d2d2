"""Records of texts: a condition, a mechanism, an answer. One small TOML file each, without any typed figure."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from explainer.content.facts import Standing, Support
from explainer.content.fields import PROSE, Id, Record, RowId, RowIds

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), PROSE]


class Passage(Record):
    """A few sentences and the rows they rest on."""

    text: Text
    rows: RowIds = ()


class MechanismLink(Record):
    """A mechanism thought to matter in a condition, and how well that is supported there."""

    id: Id
    evidence: Support
    standing: Standing
    why: Text
    rows: RowIds = ()


class _Text(Record):
    """What every text file shares."""

    id: Id

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every piece of prose a reader sees, with the key it stands under."""
        raise NotImplementedError


class Condition(_Text):
    """A condition that ketamine was tried in."""

    name: Text
    other_names: tuple[Text, ...]
    summary: Text
    drug_studied: Text
    not_known: Annotated[tuple[Text, ...], Field(min_length=1)]
    review_row: RowId | None = None
    """A row whose ``numbers`` hold the ``trials`` and ``participants`` of a review of the whole condition."""
    key_results: RowIds = ()
    safety: RowIds
    safety_text: Text
    related: tuple[Id, ...] = ()
    faq: tuple[Id, ...] = ()
    mechanisms: Annotated[tuple[MechanismLink, ...], Field(min_length=1)]
    speed: Passage
    duration: Passage

    def texts(self) -> Iterator[tuple[str, str]]:
        """Summary, drug, speed, duration, safety, what is not known, why each mechanism."""
        yield from (("summary", self.summary), ("drug_studied", self.drug_studied))
        yield from (
            ("speed", self.speed.text),
            ("duration", self.duration.text),
            ("safety_text", self.safety_text),
        )
        yield from (("not_known", text) for text in self.not_known)
        yield from (("mechanisms", link.why) for link in self.mechanisms)


class Mechanism(_Text):
    """A step between the dose and its effect."""

    name: Text
    other_names: tuple[Text, ...] = ()
    order: int
    summary: Text
    evidence: Support
    standing: Standing
    not_known: tuple[Text, ...]
    rows: RowIds = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Summary and what is not known."""
        yield ("summary", self.summary)
        yield from (("not_known", text) for text in self.not_known)


class Answer(_Text):
    """A question people ask, and its answer."""

    order: int
    question: Text
    asked_by_article: bool = False
    also_asked: tuple[Text, ...] = ()
    short: Text
    answer: Text
    not_known: tuple[Text, ...]
    rows: RowIds
    conditions: tuple[Id, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """The short answer, the long one, what is not known."""
        yield from (("short", self.short), ("answer", self.answer))
        yield from (("not_known", text) for text in self.not_known)


class Page(_Text):
    """The words of a page itself: its title, description for search engines, first sentences, named sections.

    ``headings`` are those of its parts, in order, by the name that a link to the part takes (``/safety#bladder``).
    """

    title: Text
    description: Text
    lead: Text
    sections: dict[str, Text] = Field(default_factory=dict)
    headings: dict[str, Text] = Field(default_factory=dict)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Title, description, lead, sections and headings."""
        yield from (("title", self.title), ("description", self.description), ("lead", self.lead))
        yield from self.sections.items()
        yield from self.headings.items()
