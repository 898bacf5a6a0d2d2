"""Parts of the trials page: plots with their words, how long effects were followed, pictures of 100."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from explainer.charts.files import as_png, as_svg
from explainer.charts.forest import forest_chart
from explainer.charts.people import people_chart
from explainer.content import Content
from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.bands import UNKNOWN, BandCount, how_long
from explainer.evidence.hundred import Hundred, harm_hundred, hundred
from explainer.ui.device import is_dark
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain
from explainer.words.forest import Panel, has_interval, one_a_trial, panels

CLOSED = "cards-closed"
"""How many cards were closed: the plots are made anew then, so that the same mark can be chosen again."""


def show_plots(content: Content, rows: Sequence[TrialResult], pooled: Sequence[PooledResult]) -> None:
    """Draw a forest plot for each set of results that may share an axis; a chosen mark goes into the address."""
    speaking, rest = one_a_trial(rows)
    for number, panel in enumerate(panels(content, speaking, pooled)):
        _show_panel(content, panel, number)
    _also(content, rest, "Other results of the same people (not drawn: they are not more trials)")
    alone = [row for row in speaking if row.comparator_kind == "none"]
    _also(content, alone, "Results without a comparison group (they can't show what ketamine does)")
    other = [row for row in speaking if row.id in content.other_questions]
    _also(content, other, "Results that compare ketamine with ketamine")
    undrawn = [row for row in pooled if not has_interval(row)]
    _also(content, undrawn, "Published pooled results without a comparison group, a direction or an interval")


def _show_panel(content: Content, panel: Panel, number: int) -> None:
    picture = forest_chart(panel)
    st.markdown(f"**{picture.title}**")
    is_drawn = any(row.is_drawn for row in panel.rows)
    if is_drawn:
        key = f"forest-{number}-{st.session_state.get(CLOSED, 0)}"
        st.vega_lite_chart(picture.spec(dark=is_dark()), key=key, on_select=partial(_choose_mark, key), alt=picture.alt)
    with st.expander("The same in words", expanded=not is_drawn):
        st.markdown(bullets([row_line(content, content.rows[row.id]) for row in panel.rows]))
    if is_drawn:
        with st.container(horizontal=True):
            for kind, make, mime in ((".svg", as_svg, "image/svg+xml"), (".png", as_png, "image/png")):
                st.download_button(
                    f"Save the plot ({kind[1:].upper()})",
                    partial(make, picture),
                    f"ketamine-plot-{number + 1}{kind}",
                    mime,
                    key=f"save-{number}{kind}",
                    on_click="ignore",
                    type="tertiary",
                )


def _choose_mark(key: str) -> None:
    """Put the chosen result into the address, which opens its card; a callback."""
    picked = st.session_state[key].selection.get("row", [])
    if picked:
        st.query_params["row"] = picked[0]["id"]


def offer_table(rows: Sequence[TrialResult]) -> None:
    """The results as a file, written when it is asked for."""
    st.download_button(
        f"Download the results shown: {len(rows)} (CSV)",
        lambda: (
            pd.DataFrame.from_records([row.model_dump(exclude={"numbers", "for_curators", "held"}) for row in rows])
            .to_csv(index=False)
            .encode()
        ),
        "ketamine-trials.csv",
        "text/csv",
        on_click="ignore",
    )


def _also(content: Content, rows: Sequence[TrialResult | PooledResult], heading: str) -> None:
    if rows:
        with st.expander(f"{heading}: {len(rows)}"):
            st.markdown(bullets([row_line(content, row) for row in rows]))


def show_how_long(rows: Sequence[TrialResult]) -> None:
    """What was measured in each band of time, and where nobody looked."""
    st.header("How long it lasts", anchor="how-long")
    counted = how_long(rows)
    table = {count.band: _band_words(count) for count in counted if count.band != UNKNOWN or not count.nobody_looked}
    st.table(table, hide_header=True, border="horizontal", alt="Results for this condition by time after treatment")
    st.caption("Counts are results, not trials: one trial may be measured several times.")


def _band_words(count: BandCount) -> str:
    if count.nobody_looked:
        return "nobody looked"
    parts = (
        (count.better, "ketamine better"),
        (count.no_difference, "no difference shown"),
        (count.worse, "the comparison better"),
    )
    said = [f"{number} {words}" for number, words in parts if number]
    return ", ".join(said) or "measured, but the groups were not compared"


def show_hundreds(content: Content, rows: Sequence[TrialResult], harms_words: str) -> None:
    """Pictures of 100 people for the results that allow them, and harms on the same scale."""
    pictures = [(row.id, picture) for row in rows if (picture := hundred(row))]
    if not pictures:
        return
    st.header("Pictures of 100 people", anchor="hundred")
    for key, picture in pictures:
        show_hundred(key, picture)
    if any(row.outcome_role == "harm" for row in rows):
        return
    st.markdown(f"**And the harms.** {plain(harms_words)}")
    for key, picture, whose in _harms(content, rows[0].condition):
        show_hundred(key, picture)
        st.caption(whose)


def _harms(content: Content, condition: str) -> list[tuple[str, Hundred, str]]:
    """Harms to set beside benefits: those named for the condition, else those of the label of esketamine spray."""
    facts = {row.id: row for row in content.adverse_effects}
    named = [facts[row_id] for row_id in content.conditions[condition].safety if row_id in facts]
    drawn = [(row, picture) for row in named if (picture := harm_hundred(row))]
    fallback = [(row, harm_hundred(row)) for row in content.adverse_effects if row.beside_benefits]
    return [(row.id, picture, row_line(content, row)) for row, picture in drawn or fallback if picture]


def show_hundred(key: str, picture: Hundred) -> None:
    """One pair of pictures with its words."""
    drawn = people_chart(picture)
    st.markdown(f"{plain(drawn.alt)} {picture.counted}")
    st.vega_lite_chart(drawn.spec(dark=is_dark()), alt=drawn.alt, key=f"of-100-{key}", width=520)
