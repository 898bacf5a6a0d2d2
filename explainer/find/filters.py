"""Filters over any kind of record: described once, read from a :class:`State`, drawn as widgets or as words.

A record passes if it has at least one chosen value of every filter that is on. An unknown value in the address is
ignored, as Streamlit does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from explainer.find.search import matches
from explainer.find.state import State

R = TypeVar("R")
FilterKind = Literal["text", "several", "list", "switch", "least"]
"""A search box, pills, a list with several choices, a switch, a slider for a minimum."""
ON = "true"


@dataclass(frozen=True)
class Filter(Generic[R]):
    """One filter: its key in the address, its label, and what it looks at in a record."""

    key: str
    label: str
    kind: FilterKind
    values: Callable[[R], Iterable[object]]
    """What it looks at in a record: texts to search, options, whole numbers for a slider, truth for a switch."""
    options: tuple[str, ...] = ()
    word: str = ""
    """What a chip calls it; the label in small letters where it is empty."""
    hint: str = ""
    folded: bool = False
    """Whether it is shown only when the reader asks for more filters."""
    ends: tuple[int, int] = (0, 0)
    """First and last value of a slider."""
    step: int = 1

    def chosen(self, state: State) -> tuple[str, ...]:
        """What is chosen, as text: known options only; empty means that the filter is off."""
        values = state.all(self.key)
        if self.kind == "text":
            return tuple(text for text in values[-1:] if text.strip())
        if self.kind in ("several", "list"):
            return tuple(dict.fromkeys(each for each in values if each in self.options))
        if self.kind == "switch":
            return (ON,) if values[-1:] and values[-1].casefold() == ON else ()
        numbers = sorted(min(max(int(each), self.ends[0]), self.ends[1]) for each in values if _is_number(each))
        return tuple(str(number) for number in numbers[-1:] if number > self.ends[0])

    def keeps(self, record: R, state: State) -> bool:
        """Whether a record passes."""
        chosen = self.chosen(state)
        if not chosen:
            return True
        if self.kind == "text":
            return matches(chosen[0], *map(str, self.values(record)))
        if self.kind == "switch":
            return any(self.values(record))
        if self.kind == "least":
            return any(int(str(number)) >= int(chosen[0]) for number in self.values(record))
        return any(value in chosen for value in self.values(record))

    @property
    def chip(self) -> str:
        """What a chip calls the filter."""
        return self.word or self.label.lower()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


Filters = Sequence[Filter[R]]


def matching(records: Iterable[R], filters: Filters[R], state: State) -> list[R]:
    """The records that pass every filter, in their order."""
    return [record for record in records if all(each.keeps(record, state) for each in filters)]


def active(filters: Filters[R], state: State) -> list[Filter[R]]:
    """The filters that are on."""
    return [each for each in filters if each.chosen(state)]


def to_loosen(records: Sequence[R], filters: Filters[R], state: State) -> list[tuple[Filter[R], int]]:
    """Return each filter that is on with the number of records that pass without it, the largest number first.

    Filters are left out if no record passes even without them.
    """
    gains = [(each, len(matching(records, filters, state.without(each.key)))) for each in active(filters, state)]
    return sorted((gain for gain in gains if gain[1]), key=lambda gain: -gain[1])


@dataclass(frozen=True)
class Chip:
    """One choice of one filter, with the state that is left when it is taken away."""

    key: str
    value: str
    words: str
    """``family: pain``, or the label alone for a switch."""
    without: State


def chips(filters: Filters[R], state: State) -> list[Chip]:
    """Every choice that is on, in the order of the filters."""
    return [chip for each in filters for chip in _chips_of(each, state)]


def _chips_of(each: Filter[R], state: State) -> list[Chip]:
    chosen = each.chosen(state)
    if each.kind == "switch":
        return [Chip(each.key, "", each.chip, state.without(each.key)) for _ in chosen]
    return [
        Chip(each.key, value, f"{each.chip}: {value}", state.having(each.key, *(o for o in chosen if o != value)))
        for value in chosen
    ]


def known_options(filters: Filters[R], **options: Iterable[str]) -> tuple[Filter[R], ...]:
    """The filters with options that only the records know, by key."""
    return tuple(
        replace(each, options=tuple(dict.fromkeys(options[each.key]))) if each.key in options else each
        for each in filters
    )
