"""Records of texts: a condition, a mechanism, an answer. One small TOML file each, without any typed figure."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from explainer.content.facts import ANAESTHETIC, AdverseEffect, HarmGroup, Setting, Standing, Support
from explainer.content.fields import PROSE, Id, Prose, Record
from explainer.content.references import AnswerIds, AnyRowId, AnyRowIds, ConditionId, MechanismId

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), PROSE]

HelpForm = Literal["top", "line"]
"""How crisis help stands above a text: in full, or as one line of numbers."""


class Passage(Record):
    """A few sentences and the rows they rest on."""

    text: Text
    rows: AnyRowIds = ()


class MechanismLink(Record):
    """A mechanism thought to matter in a condition, and how well that is supported there."""

    id: MechanismId
    evidence: Support
    standing: Standing
    why: Text
    rows: AnyRowIds = ()


class _Text(Record):
    """What every text file shares."""

    id: Id
    crisis_help: HelpForm | None = None
    """Form of the crisis help that is shown above this text; ``None`` means that it has none."""

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
    review_row: AnyRowId | None = None
    """A row whose ``numbers`` hold the ``trials`` and ``participants`` of a review of the whole condition."""
    key_results: AnyRowIds = ()
    safety: AnyRowIds
    safety_text: Text
    related: tuple[ConditionId, ...] = ()
    faq: AnswerIds = ()
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
    """A step between the dose and its effect. ``short`` is its name in a table: two words at most."""

    name: Text
    short: Text
    other_names: tuple[Text, ...] = ()
    order: int
    summary: Text
    evidence: Support
    standing: Standing
    not_known: tuple[Text, ...]
    rows: AnyRowIds = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Summary and what is not known."""
        yield ("summary", self.summary)
        yield from (("not_known", text) for text in self.not_known)


class Answer(_Text):
    """A question people ask, and its answer."""

    order: int
    question: Text
    also_asked: tuple[Text, ...] = ()
    short: Text
    answer: Text
    not_known: tuple[Text, ...]
    rows: AnyRowIds
    conditions: tuple[ConditionId, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """The short answer, the long one, what is not known."""
        yield from (("short", self.short), ("answer", self.answer))
        yield from (("not_known", text) for text in self.not_known)


class HarmList(Record):
    """A list on the safety page: harms of some groups in some settings; the rows in ``first`` come first.

    If ``trials_in`` names a condition, it lists the trials of this condition against ``comparator`` instead.
    """

    heading: Prose = ""
    anchor: str = ""
    words: Prose = ""
    groups: tuple[HarmGroup, ...] = ()
    settings: tuple[Setting, ...] = ()
    first: tuple[AnyRowId, ...] = ()
    trials_in: ConditionId | None = None
    comparator: Literal["", "etomidate", "propofol"] = ""
    folded: Prose = ""
    """Label of the fold that it stands behind, if it does."""

    def takes(self, harm: AdverseEffect) -> bool:
        """Whether a harm belongs in the list by its group and its setting."""
        is_there = harm.setting in self.settings if self.settings else harm.setting not in ANAESTHETIC
        return is_there and (not self.groups or harm.group in self.groups)


class Part(Record):
    """A part of the safety page. ``anchor`` is the name that a link to it takes (``/safety#bladder``)."""

    anchor: Id
    heading: Text
    beside: bool = False
    """Whether it stands beside the part before it where a window has room for both."""
    crisis_help: HelpForm | None = None
    words: Prose = ""
    note: Prose = ""
    picture: Literal["", "side effects", "blood pressure", "misuse", "trials"] = ""
    """What the part draws: a table of the label of esketamine spray, misuse over time, or harms in trials."""
    what: Prose = ""
    """What the rows of that table are called."""
    control: str = ""
    """What the comparison group of the table in ``picture`` had."""
    folded: Prose = ""
    """Label of the fold that holds all but its words, if they are behind one."""
    lists: tuple[HarmList, ...] = ()
    also: Literal["", "driving", "interactions", "warnings", "approvals"] = ""
    """Rows of other tables that stand in it."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Heading, words and note, those of its lists too."""
        own = (
            ("heading", self.heading),
            ("words", self.words),
            ("note", self.note),
            ("what", self.what),
            ("folded", self.folded),
        )
        lists = (pair for each in self.lists for pair in (("heading", each.heading), ("words", each.words)))
        yield from ((f"parts.{self.anchor}.{key}", text) for key, text in (*own, *lists) if text)


class Page(_Text):
    """The words of a page itself: its title, description for search engines, first sentences, named sections."""

    title: Text
    description: Text
    lead: Text
    sections: dict[str, Text] = Field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    """What a page shows that is nothing but a loop over its parts, in their order."""
    speaks_of: tuple[Text, ...] = ()
    """Beginnings of words; a text with such a word must have crisis help. Only in ``site.toml``."""
    repository: Annotated[str, StringConstraints(pattern=r"^(https://[^\s?#]*[^\s?#/])?$")] = ""
    """Address of the project's repository, which takes reports of wrong numbers. Only in ``site.toml``."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Title, description, lead, sections and the texts of the parts."""
        yield from (("title", self.title), ("description", self.description), ("lead", self.lead))
        yield from self.sections.items()
        yield from (pair for part in self.parts for pair in part.texts())
