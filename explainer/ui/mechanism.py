"""Parts of the page on how it works: a mechanism in full, a mark of the grid, the routes compared."""

from collections.abc import Sequence

import streamlit as st

from explainer.charts.ranges import Span, range_chart
from explainer.content import Content
from explainer.content.prose import Condition, Mechanism
from explainer.content.reference import BodyFigure
from explainer.ui.device import is_dark
from explainer.ui.parts import condition_links
from explainer.ui.site_map import link
from explainer.ui.sources import row_line, row_lines
from explainer.ui.text import bullets, plain, prose

SEEN = {"people": "in people", "animals": "in animals", "laboratory": "in the laboratory"}
REACH = "reaches the blood"
QUANTITIES = (REACH, "acts within", "level highest after", "half-life")
NOT_KNOWN = "not known"
IN_FULL = "in full, by definition"
"""What is said of a dose into a vein, which the other routes are measured against."""


def show_mechanism(content: Content, mechanism: Mechanism) -> None:
    """The card of one mechanism."""
    with st.container(border=True):
        st.subheader(mechanism.name, anchor=False)
        st.caption(f"{mechanism.standing}; best support {SEEN[mechanism.evidence]}")
        st.markdown(prose(mechanism.summary))
        st.markdown("**What is not known**")
        st.markdown(bullets([prose(text) for text in mechanism.not_known]))
        with st.expander(f"What this rests on ({len(mechanism.rows)})"):
            st.markdown(bullets(row_lines(content, mechanism.rows)))
        matters_in = [c for c in content.conditions.values() if any(each.id == mechanism.id for each in c.mechanisms)]
        with st.expander(f"Where it is thought to matter ({len(matters_in)})"):
            st.markdown(" · ".join(condition_links(content, (condition.id for condition in matters_in))))
        link("conditions", "These conditions in the table →", mechanism=mechanism.name)


def linked(content: Content, only: Sequence[str], where: Sequence[str]) -> tuple[list[Condition], dict[str, str]]:
    """The conditions and the mechanisms (name by id) that are left when either side, or both, is chosen by name.

    While no condition is chosen, mechanisms without any condition stay: a gap is shown as a gap.
    """
    pairs = [
        (condition, link.id)
        for condition in content.conditions.values()
        for link in condition.mechanisms
        if (not where or condition.name in where) and (not only or content.mechanisms[link.id].name in only)
    ]
    conditions = list({condition.id: condition for condition, _ in pairs}.values())
    left = {mechanism for _, mechanism in pairs}
    names = {key: each.name for key, each in content.mechanisms.items() if not only or each.name in only}
    return conditions, {key: name for key, name in names.items() if not where or key in left}


def show_spot(content: Content, spot: str | None) -> None:
    """What is thought of one mechanism in one condition (``ptsd.nmda-block``); a calm sentence for a bad address."""
    if spot is None:
        return
    place, _, mechanism = spot.partition(".")
    condition = content.conditions.get(place)
    found = next((each for each in condition.mechanisms if each.id == mechanism), None) if condition else None
    if condition is None or found is None:
        st.warning("No mechanism is linked to a condition under this name. Choose a mark above.", title="Not found")
        return
    name = content.mechanisms[mechanism].name
    with st.container(border=True):
        st.subheader(f"{name}: {condition.name}", anchor=False)
        st.caption(f"{found.standing}; best support {SEEN[found.evidence]}")
        st.markdown(prose(found.why))
        if found.rows:
            with st.expander(f"What this rests on ({len(found.rows)})"):
                st.markdown(bullets(row_lines(content, found.rows)))
        link("conditions", f"All that is known: {condition.name} →", condition=condition.id)
        link("conditions", f"“{name}”: its conditions in the table →", mechanism=name)


def show_routes(content: Content) -> None:
    """A card a route: how much reaches the blood, onset, peak, half-life; gaps said as gaps."""
    routes = dict.fromkeys((each.molecule, each.route) for each in content.body_figures)
    with st.grid(2, min_column_width=280):
        for molecule, route in routes:
            here = [each for each in content.body_figures if (each.molecule, each.route) == (molecule, route)]
            with st.container(border=True, height="stretch"):
                lines = [
                    f"**{quantity.capitalize()}:** {_figures(content, here, quantity)}" for quantity in _asked(here)
                ]
                st.markdown(f"**{molecule.capitalize()}, {route}**\n{bullets(lines)}")


def _asked(figures: Sequence[BodyFigure]) -> Sequence[str]:
    """What a card says: everything for a route, only what is there for figures that name none."""
    there = [each.quantity for each in figures]
    return [quantity for quantity in QUANTITIES if quantity in there or figures[0].route != "any route"]


def _figures(content: Content, figures: Sequence[BodyFigure], quantity: str) -> str:
    if quantity == REACH and figures[0].route == "into a vein":
        return IN_FULL
    said = [_figure(content, each) for each in figures if each.quantity == quantity]
    return plain("; ".join(said)) or NOT_KNOWN


def _figure(content: Content, each: BodyFigure) -> str:
    unit = "%" if each.unit == "percent" else f" {each.unit}"
    return f"{content.figure(each.row, each.field)}{unit} ({each.people})"


def show_reach(content: Content) -> None:
    """How much of a dose reaches the blood, every figure that sources give; then all figures with their sources."""
    figures = [each for each in content.body_figures if each.quantity == REACH]
    spans = [
        Span(f"{each.route}: {each.people}", each.molecule, content.figure(each.row, each.field)) for each in figures
    ]
    title = content.pages["mechanisms"].sections["reach_title"]
    reach = range_chart(spans, "percent of a dose that reaches the blood", title, dark=is_dark())
    st.markdown(f"**{reach.title}**")
    st.vega_lite_chart(reach.spec, key="reach", alt=reach.alt)
    with st.expander("The same in words, with sources"):
        rows = dict.fromkeys(each.row for each in content.body_figures)
        st.markdown(bullets([row_line(content, content.rows[row]) for row in rows]))
