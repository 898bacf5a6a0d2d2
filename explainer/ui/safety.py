"""Parts of the safety page: rates of the label, approvals by place, lists by kind of harm."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer.charts.growth import Point, growth_chart
from explainer.charts.harms import harms_chart
from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.facts import AdverseEffect, Approval
from explainer.evidence.hundred import harm_hundred
from explainer.ui.device import is_dark
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain
from explainer.ui.trial_results import show_hundred

LABEL = "ae-spravato-trd-"
PRESSURE = ("ae-bp-sbp", "ae-bp-dbp")
SHOWN_AT_ONCE = 3
REGULATORS = ("US", "EU", "UK", "Canada", "Australia", "WHO")
NOT_READ = "not read"
ANAESTHETIC = ("anaesthesia in adults", "sedation of children")
"""Settings whose doses are far above those for mood: they are shown only where they are asked for."""


def show_label_rates(content: Content) -> None:
    """The label's controlled table as paired dots, as pictures of 100, as a table."""
    rows = [row for row in content.adverse_effects if row.id.startswith(LABEL)]
    picture = harms_chart(rows, dark=is_dark())
    st.markdown(f"**{picture.title}**")
    st.vega_lite_chart(picture.spec, alt=picture.alt, key="label-rates")
    with st.expander("The same as a table"):
        st.table(_rates(rows), hide_index=True, alt="Side effects with esketamine spray and with placebo spray")
    with st.expander("The five widest gaps as pictures of 100 people"):
        made = [(row.id, made) for row in rows if (made := harm_hundred(row))]
        for key, each in sorted(made, key=lambda pair: pair[1].without - pair[1].with_ketamine)[:5]:
            show_hundred(f"label-{key}", each)


def _rates(rows: Sequence[AdverseEffect]) -> pd.DataFrame:
    counted = sorted(rows, key=lambda row: -(row.events_drug or 0))
    return pd.DataFrame(
        {
            "Side effect": [row.effect for row in counted],
            "Esketamine": [_of(row.events_drug, row.n_drug) for row in counted],
            "Placebo spray": [_of(row.events_control, row.n_control) for row in counted],
        }
    )


def _of(events: int | None, group: int | None) -> str:
    return f"{events:,} of {group:,}" if events is not None and group is not None else "not known"


def show_harms(
    content: Content, *, groups: Sequence[str] = (), settings: Sequence[str] = (), without: str | tuple[str, ...] = ()
) -> None:
    """The harms of some kinds, or of some settings, as a list; ids that begin with ``without`` are left out."""
    rows = [
        row
        for row in content.adverse_effects
        if (not groups or row.group in groups)
        and (row.setting in settings if settings else row.setting not in ANAESTHETIC)
        and row.id not in content.duplicates
        and not row.id.startswith(without)
    ]
    rows.sort(key=lambda row: harm_hundred(row) is None)  # compared with something else first
    lines = [f"**{row.setting.capitalize()}.** {row_line(content, row)}" for row in rows]
    st.markdown(bullets(lines[:SHOWN_AT_ONCE]))
    if len(lines) > SHOWN_AT_ONCE:
        with st.expander(f"{len(lines) - SHOWN_AT_ONCE} more"):
            st.markdown(bullets(lines[SHOWN_AT_ONCE:]))


def show_blood_pressure(content: Content) -> None:
    """The label's limits of blood pressure, by age."""
    rows = [row for row in content.adverse_effects if row.id.startswith(PRESSURE)]
    st.table(_rates(rows), hide_index=True, border="horizontal", alt="Marked rises of blood pressure by age")


def show_misuse(content: Content) -> None:
    """Figures over time, each against its first, and the rest in words."""
    points = [
        Point(f"{each.series} ({each.place})", each.year, float(shown.replace(",", "")), shown)
        for each in content.misuse_series
        for shown in [content.figure(each.row, each.field)]
    ]
    picture = growth_chart(points, dark=is_dark())
    st.markdown(f"**{picture.title}**")
    st.vega_lite_chart(picture.spec, alt=picture.alt, key="misuse")
    st.markdown(bullets([plain(line) for line in picture.rows]))
    with st.expander("All figures on misuse and dependence, with sources"):
        st.markdown(bullets([row_line(content, row) for row in content.misuse]))


def show_approvals(content: Content) -> None:
    """Molecule by place: what for and since when, schedule, programme, who pays; gaps said as gaps."""
    for molecule in ("ketamine", "esketamine"):
        st.subheader(molecule.capitalize(), anchor=False)
        with st.grid(2, min_column_width=280):
            for place in REGULATORS:
                with st.container(border=True, height="stretch"):
                    decided = _decided(content.approvals, place, molecule)
                    lines = [f"**{label}:** {text}" for label, text in decided.items()]
                    st.markdown(f"**{place}**\n{bullets(lines)}")
    with st.expander("Every decision in words, with sources"):
        st.markdown(bullets([f"**{plain(row.place)}.** {row_line(content, row)}" for row in content.approvals]))


def _decided(rows: Sequence[Approval], place: str, molecule: str) -> dict[str, str]:
    here = [row for row in rows if row.place == place and row.molecule in (molecule, "both")]

    def listed(*statuses: str) -> str:
        said = [_said(row) for row in here if row.status in statuses]
        return plain("; ".join(dict.fromkeys(said))) or NOT_READ

    return {
        "Approved for": listed("approved"),
        "Controlled as": listed("controlled"),
        "Conditions of supply": listed("programme"),
        "Who pays": listed("funded", "not funded"),
    }


def _said(row: Approval) -> str:
    since = f" ({date_words(row.date)})" if row.date else ""
    if row.status == "approved":
        return f"{row.indication}{since}"
    if row.status == "controlled":
        schedule = row.numbers.get("schedule") or row.numbers.get("class")
        return f"{'class' if 'class' in row.numbers else 'schedule'} {schedule}{since}" if schedule else row.statement
    return row.statement
