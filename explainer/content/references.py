"""Mark the fields that hold ids of other records, and check all these ids.

The type of a field is the mark: ``condition: ConditionId``. A field with such a type is checked without more code.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from explainer.content.faults import Fault
from explainer.content.fields import Id, Record, RowId, words_of


@dataclass(frozen=True)
class Ref:
    """Marks a field that holds the id of a record in the collection ``to``; messages say "is not ``what``".

    The JSON Schema of the field says it too, as ``points_at``.
    """

    to: str
    what: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema with the collection."""
        return {**handler(core), "points_at": self.to}


_CONDITION = Ref("conditions", "a condition")
_MECHANISM = Ref("mechanisms", "a mechanism")
_ROW = Ref("rows", "a row of any table")
_ANSWER = Ref("faq", "a question")

SourceId = Annotated[Id, Ref("sources", "the id of a source")]
ConditionId = Annotated[Id, _CONDITION]
ReadingOf = Annotated[Id, Ref("conditions", "a file in data/conditions")]
MechanismId = Annotated[Id, _MECHANISM]
TrialId = Annotated[Id, Ref("trials", "a trial of trials.csv")]
FamilyId = Annotated[Id, Ref("families", "a family of outcome_families.csv")]
EventId = Annotated[RowId, Ref("events", "an event of timeline.csv")]
ResultId = Annotated[RowId, Ref("results", "a row of results.csv")]
AnyRowId = Annotated[RowId, _ROW]
PageName = Annotated[Id, Ref("pages", "a page")]
StepId = Annotated[Id, Ref("steps", "a mechanism")]
"""A mechanism, or the dose with which the chain begins."""

ConditionIds = Annotated[tuple[ConditionId, ...], BeforeValidator(words_of)]
AnyRowIds = Annotated[tuple[AnyRowId, ...], BeforeValidator(words_of)]
AnswerIds = tuple[Annotated[Id, _ANSWER], ...]


def broken_references(
    files: Mapping[str, Iterable[tuple[int, Record]]], known: Mapping[str, Container[str]], held: Mapping[str, str]
) -> Iterator[Fault]:
    """Yield a fault for each id that belongs to no record, or to a row that is held back.

    ``files`` has the records of each file, each with its row number (0 in a text file). ``known`` has the ids of each
    collection that a :class:`Ref` names. ``held`` has, by row id, the reason why a row is held back.
    """
    for file, records in files.items():
        for row, record in records:
            name = str(getattr(record, "id", "") or next(iter(dict(record).values())))
            for field, found, ref in _references(record):
                if found not in known[ref.to]:
                    missing = f"is held back: {held[found]}" if found in held else f"is not {ref.what}"
                    yield Fault(file, row, field, f"{found!r} {missing}", name if row else "")


def _references(record: Record) -> Iterator[tuple[str, str, Ref]]:
    """Field, id and mark of every reference in a record, those of records inside it too."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                place = ".".join(name for name in (field, getattr(part, "id", "")) if name)
                yield from ((f"{place}.{inner}", found, ref) for inner, found, ref in _references(part))
        ref = references_of(type(record)).get(field)
        if ref and value:
            yield from ((field, found, ref) for found in (value if isinstance(value, tuple) else (value,)))


@lru_cache
def references_of(model: type[Record]) -> dict[str, Ref]:
    """The fields of a model that hold ids of other records."""
    marks = {}
    for name, field in model.model_fields.items():
        found = [mark for part in (*field.metadata, field.annotation) for mark in _marks_in(part)]
        if found:
            marks[name] = found[0]
    return marks


def _marks_in(part: Any) -> Iterator[Ref]:
    """Marks in an annotation, however deep: ``tuple[Annotated[str, Ref], ...] | None``."""
    if isinstance(part, Ref):
        yield part
    for inner in (*get_args(part), *getattr(part, "__metadata__", ())):
        yield from _marks_in(inner)
