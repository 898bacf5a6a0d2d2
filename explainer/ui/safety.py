"""Parts of the safety page: rates of the label, lists by kind of harm, trials of intubation, misuse over time."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer.charts.growth import Point, growth_chart
from explainer.charts.harms import harms_chart
from explainer.content import Content
from explainer.content.facts import AdverseEffect
from explainer.evidence.hundred import harm_hundred
from explainer.ui.device import is_dark
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain
from explainer.ui.trial_results import show_hundred

LABEL = "ae-spravato-trd-"
PRESSURE = ("ae-bp-sbp", "ae-bp-dbp")
SHOWN_AT_ONCE = 3
ANAESTHETIC = ("anaesthesia in adults", "sedation of children")
"""Settings whose doses are far above those for mood: they are shown only where they are asked for."""
LAST = ("any use", "healthy volunteers", "home use", "recreational use")
"""Settings that say less about people in treatment stand below those that say more."""


def show_label_rates(content: Content) -> None:
    """The label's controlled table as paired dots, as pictures of 100, as a table."""
    rows = [row for row in content.adverse_effects if row.id.startswith(LABEL)]
    _pairs(rows, "side effects", "label-rates")
    _widest_gaps(rows)


@st.fragment
def _widest_gaps(rows: Sequence[AdverseEffect]) -> None:
    """Five pictures, drawn when they are asked for: a phone would work on them for a second."""
    with st.expander("The five widest gaps as pictures of 100 people", key="widest-gaps", on_change="rerun") as gaps:
        if gaps.open:
            made = [(row.id, made) for row in rows if (made := harm_hundred(row))]
            for key, each in sorted(made, key=lambda pair: pair[1].without - pair[1].with_ketamine)[:5]:
                show_hundred(f"label-{key}", each)


def show_blood_pressure(content: Content) -> None:
    """The label's limits of blood pressure, by age."""
    rows = [row for row in content.adverse_effects if row.id.startswith(PRESSURE)]
    _pairs(rows, "measures of blood pressure", "pressure-rates")


def _pairs(rows: Sequence[AdverseEffect], what: str, key: str) -> None:
    picture = harms_chart(rows, what=what)
    st.markdown(f"**{picture.title}**")
    st.vega_lite_chart(picture.spec(dark=is_dark()), alt=picture.alt, key=key)
    with st.expander("The same as a table"):
        st.table(_rates(rows), hide_index=True, alt=f"{what.capitalize()} with esketamine spray and placebo spray")


def _rates(rows: Sequence[AdverseEffect]) -> pd.DataFrame:
    """Both groups per 100 people and as counted, the widest gap on top; groups without a share are left out."""
    made = [(row, picture) for row in rows if (picture := harm_hundred(row))]
    made.sort(key=lambda pair: pair[1].without - pair[1].with_ketamine)
    return pd.DataFrame(
        {
            "What": [row.effect for row, _ in made],
            "Esketamine": [f"{picture.with_ketamine} of 100" for _, picture in made],
            "Placebo spray": [f"{picture.without} of 100" for _, picture in made],
            "Counted": [
                f"{row.events_drug} of {row.n_drug} against {row.events_control} of {row.n_control}" for row, _ in made
            ],
        }
    )


def show_harms(
    content: Content,
    *,
    groups: Sequence[str] = (),
    settings: Sequence[str] = (),
    without: str | tuple[str, ...] = (),
    first: Sequence[str] = (),
) -> None:
    """The harms of some kinds, or of some settings, as a list.

    The ids in ``first`` stand on top, even where ``without`` (how ids begin that are left out) names them.
    """
    rows = [
        row
        for row in content.adverse_effects
        if (not groups or row.group in groups)
        and (row.setting in settings if settings else row.setting not in ANAESTHETIC)
        and row.id not in content.duplicates
        and (row.id in first or not row.id.startswith(without))
    ]
    rows.sort(key=lambda row: (first.index(row.id) if row.id in first else len(first), *_rank(row)))
    lines = [f"**{row.setting.capitalize()}.** {row_line(content, row)}" for row in rows]
    st.markdown(bullets(lines[:SHOWN_AT_ONCE]))
    if len(lines) > SHOWN_AT_ONCE:
        with st.expander(f"{len(lines) - SHOWN_AT_ONCE} more"):
            st.markdown(bullets(lines[SHOWN_AT_ONCE:]))


def _rank(row: AdverseEffect) -> tuple[int, bool]:
    """People in treatment first, and compared with something else first."""
    return LAST.index(row.setting) + 1 if row.setting in LAST else 0, harm_hundred(row) is None


def show_anaesthesia_trials(content: Content, *, against: str, but: bool = False) -> None:
    """Trials of ketamine as an anaesthetic against a medicine; with ``but``, against all others."""
    rows = [row for row in content.results if row.condition == "anaesthesia" and (against in row.comparator) != but]
    rows.sort(key=lambda row: -(row.n_randomised or 0))
    st.markdown(bullets([row_line(content, row) for row in rows]))


def show_misuse(content: Content) -> None:
    """Figures over time, each against its first, and the rest in words."""
    points = [
        Point(f"{each.series} ({each.place})", each.year, float(shown.replace(",", "")), shown)
        for each in content.misuse_series
        for shown in [content.figure(each.row, each.field)]
    ]
    picture = growth_chart(points)
    st.markdown(f"**{picture.title}**")
    st.vega_lite_chart(picture.spec(dark=is_dark()), alt=picture.alt, key="misuse")
    st.markdown(bullets([plain(line) for line in picture.rows]))
    with st.expander("All figures on misuse and dependence, with sources"):
        st.markdown(bullets([row_line(content, row) for row in content.misuse]))
