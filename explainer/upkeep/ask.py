"""Ask for the cells of a row on the terminal: the model says what is allowed, and each answer is checked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from explainer.content.fields import Record
from explainer.content.read import in_plain_words
from explainer.content.references import references_of
from explainer.find.near import nearest

MOST_LISTED = 12
"""Up to so many ids are listed unasked; more are listed for an answer of ``?``."""
Row = dict[str, str]
"""Cells by column, as they are written into a table."""


@dataclass(frozen=True)
class Part:
    """Columns that are asked for only if the answer to ``question`` is yes."""

    question: str
    columns: tuple[str, ...]


def yes(question: str, usual: bool = False) -> bool:
    """Ask a question that is answered with y or n; an empty answer is the usual one."""
    while True:
        answer = input(f"{question} [{'Y/n' if usual else 'y/N'}] ").strip().lower()
        if answer in ("", "y", "yes", "n", "no"):
            return usual if not answer else answer[0] == "y"
        print("  Please answer y or n.")


def row(
    model: type[Record],
    known: Mapping[str, Collection[str]],
    *,
    given: Mapping[str, str] | None = None,
    usual: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
    parts: Iterable[Part] = (),
) -> Row:
    """Ask for a row until it is sound by itself.

    ``known`` has the ids of each collection that a column may point into. ``given`` has cells that are not asked for,
    ``usual`` those that an empty answer gives, ``taken`` the ids that are in use.
    """
    cells, usual, parts = dict(given or {}), usual or {}, tuple(parts)

    def one(name: str) -> None:
        cells[_column(model, name)] = cell(model, name, known, usual.get(name, ""), taken if name == "id" else ())

    later = {name for part in parts for name in part.columns}
    for name in model.model_fields:
        if name not in later and _column(model, name) not in cells:
            one(name)
    for part in parts:
        if yes(part.question):
            for name in part.columns:
                one(name)
    while faults := faults_of(model, cells):
        print("\nThese cells do not fit each other:")
        for column, message in faults:
            print(f"  {column} {message}")
        asked = [name for name in model.model_fields if _column(model, name) not in (given or {})]
        usual_one = next((name for name, _ in faults if name in asked), "")
        name = input(f"Column to change{f' [{usual_one}]' if usual_one else ''}: ").strip() or usual_one
        one(name) if name in asked else print(f"  The columns are: {', '.join(asked)}.")
    return {column: text for column, text in cells.items() if text}


def faults_of(model: type[Record], cells: Row) -> list[tuple[str, str]]:
    """What is wrong with a whole row: ``(column, message)``."""
    try:
        return model.model_validate({column: text for column, text in cells.items() if text}).problems()
    except ValidationError as error:
        return [
            (str(each["loc"][0]), in_plain_words(each["type"], each["msg"], each["input"])) for each in error.errors()
        ]


def cell(
    model: type[Record],
    name: str,
    known: Mapping[str, Collection[str]],
    usual: str = "",
    taken: Collection[str] = (),
) -> str:
    """Ask for one cell until it is allowed; an empty answer gives the usual one, ``-`` an empty cell."""
    allowed = choices(model, name, known)
    hint = _hint(model, name, allowed)
    print(f"\n{hint}" if hint else "")
    while True:
        answer = input(f"{_column(model, name)}{f' [{usual}]' if usual else ''}: ").strip() or usual
        answer = "" if answer == "-" else answer
        if answer == "?" and allowed:
            print(f"  {', '.join(sorted(allowed))}")
            continue
        message = "is in use already" if answer in taken else fault_in(model, name, answer, allowed)
        if not message:
            return answer
        print(f"  {message}")


def fault_in(model: type[Record], name: str, answer: str, allowed: Collection[str]) -> str:
    """What is wrong with an answer, with allowed ones that look like it; empty if it may stand in the cell."""
    if not answer:
        return "This must be filled." if model.model_fields[name].is_required() else ""
    try:
        value = _adapter(model, name).validate_python(answer)
    except ValidationError as error:
        first = error.errors()[0]
        return in_plain_words(first["type"], first["msg"], answer)
    ids = value if isinstance(value, tuple) else (value,)
    unknown = [each for each in ids if allowed and isinstance(each, str) and each not in allowed]
    what = references_of(model)[name].what if name in references_of(model) else "allowed"
    return f"{unknown[0]!r} is not {what}.{_near(unknown[0], allowed)}" if unknown else ""


def choices(model: type[Record], name: str, known: Mapping[str, Collection[str]]) -> Collection[str]:
    """The values or ids that a cell may hold; empty where it is free."""
    ref = references_of(model).get(name)
    return known[ref.to] if ref else [value for value in _literals(model.model_fields[name].annotation) if value]


def _near(answer: str, allowed: Collection[str]) -> str:
    near = nearest(answer, allowed)
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _hint(model: type[Record], name: str, allowed: Collection[str]) -> str:
    """What the column holds, whether it may be empty, and what is allowed in it."""
    field = model.model_fields[name]
    said = (field.description or "").replace("``", "")
    must = "" if field.is_required() else "May be empty."
    if allowed and len(allowed) <= MOST_LISTED:
        one_of = f"One of: {', '.join(allowed)}."
    else:
        one_of = f"{len(allowed)} are allowed; ? lists them." if allowed else ""
    if bool in (field.annotation, *get_args(field.annotation)):
        one_of = "true or false."
    return " ".join(part for part in (f"  {said}" if said else " ", must, one_of) if part).rstrip()


def _column(model: type[Record], name: str) -> str:
    return model.model_fields[name].alias or name


@cache
def _adapter(model: type[Record], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    kind: Any = Annotated[field.annotation, field]
    return TypeAdapter(kind)


def _literals(annotation: Any) -> list[str]:
    """The values of a ``Literal``, however deep; in the order of the model."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [value for part in get_args(annotation) for value in _literals(part)]
