"""Parts of the trials page: plots with their words, how long effects were followed, pictures of 100, re-pooling."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer.charts.forest import forest_chart
from explainer.charts.people import people_chart
from explainer.content import Content
from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.bands import BandCount, how_long
from explainer.evidence.forest import one_a_trial, panels
from explainer.evidence.hundred import Hundred, harm_hundred, hundred
from explainer.evidence.pooling import FEWEST_TRIALS, Pooled, Study, leave_one_out, pool, study
from explainer.ui.device import is_dark
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain

LABEL_HARMS = ("ae-spravato-trd-dissociation", "ae-spravato-trd-nausea", "ae-spravato-trd-sedation")


def show_plots(content: Content, rows: Sequence[TrialResult], pooled: Sequence[PooledResult]) -> str | None:
    """Draw a forest plot for each set of results that may share an axis; the id of a chosen mark, if any."""
    speaking, rest = one_a_trial(rows)
    chosen = None
    for number, panel in enumerate(panels(content, speaking, pooled)):
        picture = forest_chart(panel, dark=is_dark())
        st.markdown(f"**{picture.title}**")
        if any(row.is_drawn for row in panel.rows):
            state = st.altair_chart(picture.chart, key=f"forest-{number}", on_select="rerun", alt=picture.alt)
            picked = state.selection.get("row", [])
            chosen = picked[0]["id"] if picked else chosen
        with st.expander("The same in words", expanded=not any(row.is_drawn for row in panel.rows)):
            st.markdown(bullets([row_line(content, content.rows[row.id]) for row in panel.rows]))
    _also(content, rest, "Other results of the same people (not drawn: they are not more trials)")
    alone = [row for row in speaking if row.comparator_kind == "none"]
    _also(content, alone, "Results without a comparison group (they can't show what ketamine does)")
    other = [row for row in speaking if row.id in content.other_questions]
    _also(content, other, "Results that compare ketamine with ketamine")
    return chosen


def _also(content: Content, rows: Sequence[TrialResult], heading: str) -> None:
    if rows:
        with st.expander(f"{heading}: {len(rows)}"):
            st.markdown(bullets([row_line(content, row) for row in rows]))


def show_how_long(rows: Sequence[TrialResult]) -> None:
    """What was measured in each band of time, and where nobody looked."""
    st.header("How long it lasts", anchor="how-long")
    counted = how_long(rows)
    table = {count.band: _band_words(count) for count in counted}
    st.table(table, hide_header=True, border="horizontal", alt="Results for this condition by time after treatment")
    unknown = sum(row.outcome_role == "benefit" and row.timepoint_hours is None for row in rows)
    no_time = f" {unknown} more had no time in hours or days stated." if unknown else ""
    st.caption(f"Counts are results, not trials: one trial may be measured several times.{no_time}")


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
    fallback = [(facts[row_id], harm_hundred(facts[row_id])) for row_id in LABEL_HARMS]
    return [(row.id, picture, row_line(content, row)) for row, picture in drawn or fallback if picture]


def show_hundred(key: str, picture: Hundred) -> None:
    """One pair of pictures with its words."""
    drawn = people_chart(picture, dark=is_dark())
    st.markdown(f"{plain(drawn.alt)} {picture.counted}")
    st.altair_chart(drawn.chart, alt=drawn.alt, key=f"of-100-{key}", width=520)


def show_repooling(rows: Sequence[TrialResult], disclaimer: str) -> None:
    """Our own estimate for each set of rows that may be pooled, or why there is none."""
    st.header("Taken together", anchor="pooled")
    keys = dict.fromkeys(row.pool_key for row in rows if row.pool_key)
    if not keys:
        st.markdown(
            "None of the results shown may be pooled with each other: they differ in what or when they measured."
        )
        return
    st.caption(disclaimer)
    for key in keys:
        studies = [made for row in rows if row.pool_key == key and (made := study(row))]
        st.markdown(f"**{plain(key.replace('-', ' ').replace('/', ': ', 1).replace('/', ', '))}**")
        _show_pooled(key, studies)


def _show_pooled(key: str, studies: list[Study]) -> None:
    if len(studies) < FEWEST_TRIALS:
        count = "1 trial is" if len(studies) == 1 else f"{len(studies)} trials are"
        st.markdown(f"{count} too few to pool; {FEWEST_TRIALS} are needed.")
        return
    names = {each.id: each.id.split("/")[0] for each in studies}
    left_out = st.selectbox(
        "Leave one trial out", ["none", *names.values()], key=f"without-{key}", disabled=len(studies) == FEWEST_TRIALS
    )
    kept = [each for each in studies if names[each.id] != left_out]
    st.markdown(_pooled_words(pool(kept)))
    others = leave_one_out(studies)
    if others:
        table = pd.DataFrame(
            {"without": [names[i] for i in others], "estimate": [_pooled_words(p) for p in others.values()]}
        )
        with st.expander("Leaving out each trial in turn"):
            st.table(table, hide_index=True, alt="The pooled estimate without each trial in turn")


def _pooled_words(pooled: Pooled) -> str:
    crosses = pooled.low <= 0 <= pooled.high
    verdict = "The interval does not exclude no difference." if crosses else "The interval excludes no difference."
    text = (
        f"{pooled.k} trials: {pooled.estimate:.1f} in favour of ketamine "
        f"(95% interval {pooled.low:.1f} to {pooled.high:.1f}). {verdict} Variation between trials: {pooled.i2:.0f}%."
    )
    if pooled.prediction:
        low, high = pooled.prediction
        text += f" A new, similar trial would lie between {low:.1f} and {high:.1f}."
    return text
