"""Every text of a record: found by the mark on its field, checked, and given its figures."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from explainer.content.faults import Fault
from explainer.content.fields import PROSE, Record
from explainer.content.figures import fill, text_faults

R = TypeVar("R", bound=Record)


@cache
def _prose_fields(model: type[Record]) -> frozenset[str]:
    """The fields of a model that are marked as texts, or hold texts in a list or dictionary."""
    return frozenset(
        name for name, field in model.model_fields.items() if PROSE in field.metadata or _marked(field.annotation)
    )


def _marked(annotation: object) -> bool:
    return PROSE in getattr(annotation, "__metadata__", ()) or any(_marked(part) for part in get_args(annotation))


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield ``(key, text)`` for each text of a record that readers see; the key is its column or its TOML key."""
    prose = _prose_fields(type(record))
    for name in type(record).model_fields:
        yield from _texts(getattr(record, name), name, name in prose)


def _texts(value: Any, key: str, prose: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if prose:
            yield key, value
    elif isinstance(value, Record):
        yield from ((key, text) for _, text in texts(value))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each, key, prose)
    elif isinstance(value, dict) and prose:
        for name, each in value.items():
            yield from _texts(each, f"{key}.{name}", prose)


def with_figures(record: R, rows: Mapping[str, Record]) -> R:
    """The record with figures in the place of placeholders, in every text."""
    return _changed(record, lambda text: fill(text, record, rows))


def _changed(record: R, change: Callable[[str], str]) -> R:
    prose = _prose_fields(type(record))
    old = {name: getattr(record, name) for name in type(record).model_fields}
    new = {name: _each(value, name in prose, change) for name, value in old.items()}
    return record.model_copy(update={name: value for name, value in new.items() if value != old[name]})


def _each(value: Any, prose: bool, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value) if prose else value
    if isinstance(value, Record):
        return _changed(value, change)
    if isinstance(value, tuple):
        return tuple(_each(each, prose, change) for each in value)
    if isinstance(value, dict) and prose:
        return {name: _each(each, prose, change) for name, each in value.items()}
    return value


def faults_in_texts(
    tables: Mapping[str, list[Any]],
    files: Mapping[str, list[Any]],
    rows: Mapping[str, Record],
    held: Mapping[str, str],
) -> Iterator[Fault]:
    """Yield a fault for each placeholder that has no figure, and for each figure that is typed into a text.

    ``tables`` has the records of each CSV file, by its name without ``.csv`` and in the order of its rows; ``files``
    has those of each folder of TOML files, by its name. The table ``typed_figures`` lists the texts whose digits may
    be typed. ``held`` has, by row id, the reason why a row is held back.
    """
    typed = [each.text for each in tables["typed_figures"]]
    for name, records in tables.items():
        for number, record in enumerate(records, start=2):
            for key, text in texts(record):
                for message in text_faults(text, record, rows, typed, held):
                    yield Fault(f"data/{name}.csv", number, key, message, _name(record))
    for folder, records in files.items():
        for record in records:
            for key, text in texts(record):
                for message in text_faults(text, record, rows, typed, held):
                    yield Fault(f"data/{folder}/{record.id}.toml", 0, key, message)


def _name(record: Record) -> str:
    """What a maintainer looks for: the id, or the first column."""
    return str(getattr(record, "id", None) or getattr(record, next(iter(type(record).model_fields))))
