"""Our own estimate over the trials shown: as a picture, in words, and without each trial in turn."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer.charts.forest import forest_chart
from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.pooling import FEWEST_TRIALS, Pooled, leave_one_out, pool, study
from explainer.ui.device import is_dark
from explainer.ui.text import plain
from explainer.words.forest import Panel, pool_panel
from explainer.words.sentences import source_name
from explainer.words.sides import sided, span


def show_repooling(content: Content, rows: Sequence[TrialResult], disclaimer: str) -> None:
    """An estimate for each set of rows that may be pooled, or why there is none."""
    st.header("Taken together", anchor="pooled")
    keys = dict.fromkeys(row.pool_key for row in rows if row.pool_key)
    if not keys:
        st.markdown(
            "None of the results shown may be pooled with each other: they differ in what or when they measured."
        )
        return
    st.caption(disclaimer)
    for key in keys:
        st.markdown(f"**{plain(key.replace('-', ' ').replace('/', ': ', 1).replace('/', ', '))}**")
        _show_set(content, key, [row for row in rows if row.pool_key == key and study(row)])


def _show_set(content: Content, key: str, rows: list[TrialResult]) -> None:
    if len(rows) < FEWEST_TRIALS:
        count = "1 trial is" if len(rows) == 1 else f"{len(rows)} trials are"
        st.markdown(f"{count} too few to pool; {FEWEST_TRIALS} are needed.")
        return
    names = {row.id: source_name(content.sources[row.source]) for row in rows}
    left_out = st.selectbox(
        "Leave one trial out", ["none", *names.values()], key=f"without-{key}", disabled=len(rows) == FEWEST_TRIALS
    )
    studies = {row.id: made for row in rows if (made := study(row))}
    kept = [row for row in rows if names[row.id] != left_out]
    pooled = pool([studies[row.id] for row in kept])
    panel = pool_panel(content, kept, pooled)
    st.markdown(f"{plain(estimate_words(pooled, panel))} The trials: {plain('; '.join(names[r.id] for r in kept))}.")
    picture = forest_chart(panel)
    st.vega_lite_chart(picture.spec(dark=is_dark()), key=f"pool-{key}", alt=picture.alt)
    others = leave_one_out(list(studies.values()))
    if others:
        words = [estimate_words(each, panel) for each in others.values()]
        with st.expander("Leaving out each trial in turn"):
            table = pd.DataFrame({"without": [names[row_id] for row_id in others], "estimate": words})
            st.table(table, hide_index=True, alt="The pooled estimate without each trial in turn")


def estimate_words(pooled: Pooled, panel: Panel) -> str:
    """The estimate in words; ratios, which are pooled as logarithms, as the ratios they are."""
    low, high = pooled.low, pooled.high
    crosses = low <= 0 <= high
    verdict = "The interval does not exclude no difference." if crosses else "The interval excludes no difference."
    unit = ", ".join(part for part in (panel.measure, panel.unit) if part)
    if panel.is_ratio:
        found = f"{unit} {math.exp(pooled.estimate):.2f}, where above 1 favours ketamine"
        text = f"{pooled.k} trials: {found} (95% interval {_ends(low, high, panel)})."
    else:
        text = (
            f"{pooled.k} trials: {sided(pooled.estimate, spec='.1f')} ({unit}; 95% interval {_ends(low, high, panel)})."
        )
    text += f" {verdict} Variation between trials: {pooled.i2:.0f}%."
    if pooled.prediction:
        text += f" A new, similar trial would lie in the range {_ends(*pooled.prediction, panel)}."
    return text


def _ends(low: float, high: float, panel: Panel) -> str:
    """Ends of an interval: as ratios, or as sizes with their sides."""
    return f"{math.exp(low):.2f} to {math.exp(high):.2f}" if panel.is_ratio else span(low, high, spec=".1f")
