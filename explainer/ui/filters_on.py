"""What narrows a list just now: a small button for each choice, which takes that choice away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from explainer.ui.text import plain


@dataclass(frozen=True)
class Choice:
    """One choice of one filter: the filter's label, the value, and the state it stands in."""

    label: str
    value: str
    key: str

    @property
    def words(self) -> str:
        """``family: pain``, or the label alone for a switch."""
        return f"{self.label}: {self.value}" if self.value else self.label


def choices_on(filters: object, labels: Mapping[str, str]) -> list[Choice]:
    """Every choice that is on, in the order of the labels, whose names are those of the filters' attributes."""
    found: list[Choice] = []
    for name, label in labels.items():
        value = getattr(filters, name)
        values = value if isinstance(value, tuple) else ("",) if value is True else (str(value),) if value else ()
        found.extend(Choice(label, each, name) for each in values)
    return found


def show_filters_on(choices: Sequence[Choice], take_away: Callable[[Choice], None]) -> None:
    """Draw one button a choice; nothing where nothing is chosen.

    The row is always there, if empty: widgets below that change places would no longer write into the address.
    """
    with st.container(key="filters-on", horizontal=True, vertical_alignment="center", gap="xsmall"):
        if choices:
            st.markdown("**On now**", width="content")
        for choice in choices:
            st.button(
                f"{plain(choice.words)} ✕",
                key=f"off-{choice.key}-{choice.value}",
                on_click=take_away,
                args=(choice,),
                help="Take this filter away",
            )
