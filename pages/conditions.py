"""Conditions: the table with its filters, or one condition in full (``?condition=ptsd``)."""

import streamlit as st

from explainer.content import content
from explainer.evidence.summary import summaries
from explainer.find.condition_filters import filtered, to_loosen
from explainer.find.near import nearest
from explainer.ui import condition_table as table
from explainer.ui.address import keep
from explainer.ui.condition_detail import show_condition
from explainer.ui.condition_filters import LABELS, choose_filters, clear, take_away
from explainer.ui.device import is_phone
from explainer.ui.filters_on import choices_on, show_filters_on
from explainer.ui.parts import count_line, page_head
from explainer.ui.site_map import link
from explainer.ui.text import prose

data = content()
rows = summaries(data)
asked = st.query_params.get("condition")


def close() -> None:
    """Back to the table; a callback."""
    st.query_params.pop("condition", None)


if asked is not None:
    keep("condition", asked)
    st.button("← All conditions", on_click=close)
    found = [row for row in rows if row.id == asked]
    if found:
        show_condition(data, found[0])
    else:
        page_head(data, "conditions")
        st.warning(
            "There is no condition with this name here. The link may be old or mistyped. "
            "All conditions are one click away, above.",
            title="Not found",
        )
        names = {row.name: row.id for row in rows}
        for near in nearest(asked, names):
            link("conditions", f"Did you mean {near}?", condition=names[near])
else:
    page_head(data, "conditions")
    st.caption(prose(data.pages["site"].sections["reading_line"]))
    filters = choose_filters(rows)
    show_filters_on(choices_on(filters, LABELS), take_away)
    matching = filtered(rows, filters)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        sort = st.selectbox("Sort by", list(table.SORTS), key="order", bind="query-params", width=220)
        views = ["table", "cards"]
        view = st.segmented_control(
            "View", views, default=views[is_phone()], required=True, key="view", bind="query-params"
        )
        st.button("Clear filters", on_click=clear, disabled=not filters.active())
    ordered = table.in_order(matching, sort)
    count_line(f"**{len(ordered)} of {len(rows)}** conditions match.")

    if not ordered:
        loosen = to_loosen(rows, filters)
        st.info(
            "Take one filter away to see some:" if loosen else "Taking one filter away is not enough: clear them all.",
            title="No condition matches all of these",
        )
        for name, number in loosen:
            st.button(f"Without “{LABELS[name]}”: {number}", on_click=clear, args=(name,), key=f"loosen-{name}")
    elif view == "cards":
        table.show_cards(ordered)
    else:
        st.caption(
            "Choose a name to open its condition. Met, missed and other count main outcomes of randomised trials: "
            "other ones are split, unknown, or about something else. People are those whose number is known; "
            "a dash means that only reviews of many trials are known."
        )
        table.show_table(ordered)
    if ordered:
        st.download_button(
            f"Download the rows shown: {len(ordered)} (CSV)",
            table.as_csv(ordered),
            "ketamine-conditions.csv",
            "text/csv",
            on_click="ignore",
        )
