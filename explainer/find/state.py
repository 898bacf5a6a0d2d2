"""What an address asks of a page beyond its path: the thing to open, filters, sorting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class State:
    """The query of an address: each key with its values, as text. The app's widgets give the same."""

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, **values: str | Iterable[str]) -> "State":
        """``State.of(condition="ptsd", family=["pain", "mood"])``."""
        return cls.from_mapping(values)

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | Iterable[str]]) -> "State":
        """From a mapping of keys to a value or to several."""
        return cls(tuple((key, (got,) if isinstance(got, str) else tuple(got)) for key, got in values.items()))

    @classmethod
    def from_query(cls, query: str) -> "State":
        """From the part of an address behind ``?``; a key may come more than once."""
        values: dict[str, list[str]] = {}
        for key, value in parse_qsl(query, keep_blank_values=True, max_num_fields=200):
            values.setdefault(key, []).append(value)
        return cls.from_mapping(values)

    def all(self, key: str) -> tuple[str, ...]:
        """Every value of a key; empty where the address does not have it."""
        return dict(self.values).get(key, ())

    def one(self, key: str) -> str | None:
        """The last value of a key, as Streamlit reads it; ``None`` where the address does not have it."""
        return (self.all(key) or (None,))[-1]

    @property
    def filled(self) -> "State":
        """The same without empty values: a form of the HTML sends every field, one that says nothing too."""
        kept = ((key, tuple(value for value in values if value.strip())) for key, values in self.values)
        return State(tuple(pair for pair in kept if pair[1]))

    def without(self, *keys: str) -> "State":
        """The same without some keys."""
        return State(tuple(pair for pair in self.values if pair[0] not in keys))

    def having(self, key: str, *values: str) -> "State":
        """The same with these values for a key."""
        return State((*self.without(key).values, (key, values)))


FOLDS_KEY, FOLDS_OPEN, FOLDS_CLOSED = "folds", "open", "closed"
"""The query that opens or closes all folds of a list, and what it says."""


def are_folds_open(state: State) -> bool | None:
    """Whether the address says of all folds of a list that they are open, or closed; ``None`` if it says neither."""
    return {FOLDS_OPEN: True, FOLDS_CLOSED: False}.get(state.one(FOLDS_KEY) or "")


NOTHING = State()
"""An address without a query."""
