"""The filters over trial results, bound to the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from explainer.content.trials import DRUGS, ROUTES, TrialResult
from explainer.evidence.bands import BAND_NAMES, band_of
from explainer.ui.filters_on import Choice
from explainer.words.forest import BLINDING

LENS = {name: kind for kind, name in BLINDING.items() if kind != "none"}
LABELS = {
    "lens": "compared with",
    "given": "drug",
    "way": "route",
    "when": "measured",
    "design": "design",
    "main": "main outcomes only",
    "least": "at least so many people",
}
KEYS = tuple(LABELS)


@dataclass(frozen=True)
class TrialFilters:
    """What a reader chose over trial results."""

    lens: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    main: bool = False
    least: int = 0

    @property
    def active(self) -> bool:
        """Whether any of them is on."""
        return self != TrialFilters()

    def keep(self, row: TrialResult) -> bool:
        """Whether a result passes all of them."""
        pairs = (
            (self.lens, BLINDING[row.comparator_kind]),
            (self.given, DRUGS[row.drug]),
            (self.way, ROUTES[row.route]),
            (self.when, band_of(row)),
            (self.design, row.design),
        )
        return (
            all(not chosen or value in chosen for chosen, value in pairs)
            and (not self.main or bool(row.is_primary))
            and (row.n_randomised or 0) >= self.least
        )


def choose_trial_filters(rows: Sequence[TrialResult]) -> TrialFilters:
    """Draw the filters for these rows and give back what is chosen."""
    _pills("Blinding lens: compared with", "lens", list(LENS))
    on = sum(bool(st.session_state.get(key)) for key in KEYS[1:])
    with st.expander(f"More filters ({on} on)" if on else "More filters", key="trial-filters"):
        _pills("Drug", "given", _present(DRUGS[row.drug] for row in rows))
        _pills("Route", "way", _present(ROUTES[row.route] for row in rows))
        _pills("Measured", "when", [band for band in BAND_NAMES if any(band_of(row) == band for row in rows)])
        _pills("Design", "design", _present(row.design for row in rows))
        st.toggle("Main outcomes only", key="main", bind="query-params")
        st.slider("At least so many people randomised", 0, 500, 0, 10, key="least", bind="query-params")
    state = st.session_state
    several = {key: tuple(state.get(key) or ()) for key in ("lens", "given", "way", "when", "design")}
    return TrialFilters(main=bool(state.get("main")), least=int(state.get("least") or 0), **several)


def _present(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _pills(label: str, key: str, options: list[str]) -> None:
    chosen = st.session_state.get(key)
    if chosen and not set(chosen) <= set(options):
        st.session_state[key] = [option for option in chosen if option in options]
    st.pills(label, options, selection_mode="multi", key=key, bind="query-params", wrap=True)


def clear_trial_filters(*keys: str) -> None:
    """Turn the named filters off, or all of them; a callback."""
    for key in keys or KEYS:
        st.session_state[key] = {"main": False, "least": 0}.get(key, [])


def take_trial_choice_away(choice: Choice) -> None:
    """Take one choice away and leave the rest; a callback."""
    if choice.key in ("main", "least"):
        clear_trial_filters(choice.key)
    else:
        st.session_state[choice.key] = [each for each in st.session_state[choice.key] if each != choice.value]
