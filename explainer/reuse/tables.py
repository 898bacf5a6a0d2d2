"""The tables that are published: what one row is, which rows and columns, and by what a row is known.

A published table is what the site itself shows: rows that are held back are missing, texts have their figures, a result
has the columns of its trial where its own are empty, and an approval is a whole sentence.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from explainer.content import Content
from explainer.content.fields import Record
from explainer.content.load import TABLES, TEXTS

LEFT_OUT: Mapping[str, str] = {
    "held": "why a row is not shown: rows where it is filled are not published",
    "for_curators": "remarks for those who keep the tables: half-finished thoughts, never checked for readers",
    "crisis_help": "how much crisis help a page shows above a text: layout of this site, and nothing about ketamine",
}
"""Columns that are not published, and why."""
NOT_PUBLISHED: Mapping[str, str] = {
    "typed_figures": "names with digits (DSM-5) that the check of our texts lets pass: a tool of this project",
    "pages": "the words of this site's own pages",
}
"""Tables and texts that are not published, and why."""


@dataclass(frozen=True, eq=False)
class Table:
    """A published table: its name, what one row is, its rows, and the columns that no two rows share."""

    name: str
    row_is: str
    rows: Callable[[Content], Iterable[Record]]
    key: tuple[str, ...] = ("id",)
    texts: str = ""
    """The folder of text files that it is made from; empty if it is a CSV file of ``data/``."""

    @property
    def model(self) -> type[Record]:
        """The model of its rows."""
        return TEXTS[self.texts] if self.texts else TABLES[self.name]

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The published columns in their order: the model's field by the column's name."""
        fields = self.model.model_fields.items()
        return {field.alias or name: name for name, field in fields if name not in LEFT_OUT}


PUBLISHED: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("sources", "a publication, label, law, register entry or regulator's page", lambda c: c.sources.values()),
        Table(
            "trials", "one trial: who was randomised to what, in which register, who paid", lambda c: c.trials.values()
        ),
        Table("results", "one result of one trial; a trial has several", lambda c: c.results),
        Table(
            "main_outcomes",
            "one trial in one condition: was its main outcome met?",
            lambda c: c.main_outcomes,
            ("trial", "condition"),
        ),
        Table("pooled", "one pooled result of a published meta-analysis", lambda c: c.pooled),
        Table(
            "readings",
            "one condition: name, family, and the reading a careful person gives",
            lambda c: c.readings.values(),
            ("condition",),
        ),
        Table(
            "reading_scale",
            "one step of the scale of readings: word, mark, meaning",
            lambda c: c.scale.values(),
            ("reading",),
        ),
        Table(
            "reading_exceptions",
            "one condition whose reading is a person's, not the rule's, and why",
            lambda c: c.exceptions.values(),
            ("condition",),
        ),
        Table("outcome_families", "what readers call a kind of outcome", lambda c: c.families.values(), ("family",)),
        Table(
            "other_questions",
            "one trial result that compares ketamine with ketamine",
            lambda c: c.other_questions.values(),
            ("row",),
        ),
        Table(
            "mechanism_links",
            "one step from a mechanism to the next, and how it is supported",
            lambda c: c.steps,
            ("source", "target"),
        ),
        Table("body_figures", "a pointer to a figure about a dose in the body", lambda c: c.body_figures, ()),
        Table(
            "misuse_series",
            "a pointer to a figure that is part of a series over years",
            lambda c: c.misuse_series,
            ("series", "place", "year"),
        ),
        Table(
            "sheet_questions",
            "one question to ask, under what matters to the reader",
            lambda c: c.sheet_questions,
            ("topic", "order"),
        ),
        Table(
            "duplicates",
            "one fact that says again what another says; lists show it once",
            lambda c: c.duplicates.values(),
            ("row",),
        ),
        Table("glossary", "one word of the field in plain words", lambda c: c.glossary.values()),
        Table(
            "changes",
            "what was added, put right or reworded, when, and the page it is seen on",
            lambda c: c.changes,
            (),
        ),
        Table("claims", "one claim that popular articles make, with a verdict", lambda c: c.claims),
        Table("eras", "one era of the timeline: its years, headline and sentence", lambda c: c.eras.values()),
        Table("timeline", "one event", lambda c: c.events),
        Table("approvals", "what a regulator or payer allows, controls or pays for, by place", lambda c: c.approvals),
        Table("adverse_effects", "one harm, in the setting it was measured in", lambda c: c.adverse_effects),
        Table("mechanisms", "one finding about how ketamine acts", lambda c: c.mechanism_facts),
        Table("pharmacology", "one finding about what the body does with it", lambda c: c.pharmacology),
        Table("interactions", "one other medicine, and how good the evidence is", lambda c: c.interactions),
        Table("misuse", "use outside care, over time", lambda c: c.misuse),
        Table("duration", "how long an effect lasted, after which course", lambda c: c.durations),
        Table("guidelines", "what a guideline, agency or review concludes", lambda c: c.guidelines),
        Table(
            "other_uses",
            "what a review or trial found for a use that is no condition of the site",
            lambda c: c.other_uses,
        ),
        Table("watch_list", "a trial without a published result: its size and planned end", lambda c: c.watch_list),
        Table("access", "costs, sessions, driving, emergency numbers, crisis lines", lambda c: c.access),
        Table("conditions", "one condition in words", lambda c: c.conditions.values(), texts="conditions"),
        Table("mechanism_texts", "one mechanism in words", lambda c: c.mechanisms.values(), texts="mechanisms"),
        Table("questions", "one question that people ask, and its answer", lambda c: c.faq.values(), texts="faq"),
    )
}
"""All published tables, by name."""
