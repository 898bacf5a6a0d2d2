"""The widgets of a page: drawn from the fields of a ``Filters`` block, read back as a :class:`State`."""

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from explainer.find.filters import ON, Chip
from explainer.find.state import State
from explainer.views.blocks import Field, Filters, Loosen
from explainer.views.markdown import escaped, markdown
from explainer.web.streamlit_page.hooks import COUNT_KEY


def draw_fields(filters: Filters, state: State) -> State:
    """Draw the widgets; the state with what they say."""
    fields = filters.fields
    values = {each.key: _widget(each) for each in fields if not each.folded and not each.is_beside}
    folded = filters.folded
    if folded:
        is_open = any(each.chosen for each in folded)
        with st.expander(filters.more_label, key=f"{filters.page.name}-filters", expanded=is_open):
            values |= {each.key: _widget(each) for each in folded}
    beside = [each for each in fields if each.is_beside and not each.folded]
    if beside:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            values |= {each.key: _widget(each) for each in beside}
    by_the_page = {each.key for each in fields if each.written_by == "page"}
    for key, chosen in values.items():
        if key not in by_the_page:  # these keep the value from the address, even if it is no option
            state = state.having(key, *chosen) if chosen else state.without(key)
    return state


def draw_choices(filters: Filters) -> None:
    """Draw a button for each active choice, which removes it; the count; and a button to clear all filters.

    The row of choices is always there, if empty: widgets that change places would no longer write into the address.
    """
    if any(each.can_be_off for each in filters.fields):
        with st.container(
            key=f"filters-on-{filters.fields[0].key}", horizontal=True, vertical_alignment="center", gap="xsmall"
        ):
            if filters.chips:
                st.markdown("**Active filters**", width="content")
            for chip in filters.chips:
                st.button(
                    f"{escaped(chip.words)} ✕",
                    key=f"off-{chip.key}-{chip.value}",
                    on_click=_take_away,
                    args=(filters, chip),
                    help="Remove this filter",
                )
    with st.container(horizontal=True, vertical_alignment="center"):
        if filters.count:
            with st.container(key=COUNT_KEY, width="content"):  # read out to screen readers when it changes
                st.markdown(markdown(filters.count))
        if filters.clear:
            st.button("Clear filters", on_click=_clear, args=(filters.fields,), disabled=not filters.chips)


def draw_loosen(loosen: Loosen) -> None:
    """Which filter to take away when nothing is left."""
    st.info(loosen.text, title=loosen.title)
    for each, name, number, _ in loosen.gains:
        st.button(
            f"Remove “{escaped(name)}” to see {number}", on_click=_clear, args=([each],), key=f"loosen-{each.key}"
        )


_OFF: dict[str, Any] = {"text": "", "several": [], "list": [], "switch": False, "least": 0}
"""The value of a widget while its filter is off, by kind."""


def _clear(fields: Iterable[Field]) -> None:
    """Turn filters off, whatever their kind; a callback."""
    for each in fields:
        if each.can_be_off:
            st.session_state[each.key] = _OFF[each.kind]


def _take_away(filters: Filters, chip: Chip) -> None:
    """Take one choice away and leave the rest; a callback."""
    each = next(each for each in filters.fields if each.key == chip.key)
    if each.kind in ("several", "list"):
        st.session_state[chip.key] = [value for value in st.session_state.get(chip.key) or () if value != chip.value]
    else:
        _clear([each])


def _widget(each: Field) -> tuple[str, ...]:
    """Draw one widget; what it says, as text."""
    if each.written_by == "page":
        _put_into_session(each)
    elif each.written_by == "nobody":
        _begin_as_the_address(each)
    value = _DRAWN[each.kind](each, _shared(each))
    return _as_text(value)


def _shared(each: Field) -> dict[str, Any]:
    """What all widgets take."""
    if each.written_by == "Streamlit":
        return {"key": each.key, "bind": "query-params"}
    if each.written_by == "page":
        return {"key": _box(each), "on_change": _write, "args": (each,)}
    return {"key": each.key}


def _as_text(value: object) -> tuple[str, ...]:
    if value is None or value is False or value == "":
        return ()
    if value is True:
        return (ON,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _box(each: Field) -> str:
    """Return the session key of a field kept by the page. It must differ from the query key: it is not bound to it."""
    return f"{each.key}-chosen"


def _put_into_session(each: Field) -> None:
    """Set the widget to the choice in the address, whatever it held before."""
    known = each.chosen[0] if each.chosen else ("" if each.kind == "text" else None)
    if st.session_state.get(_box(each)) != known:
        st.session_state[_box(each)] = known


def _begin_as_the_address(each: Field) -> None:
    """Set the widget, the first time that it is drawn, to what a form of the HTML has put into the address."""
    if each.chosen and each.key not in st.session_state:
        st.session_state[each.key] = each.chosen[0] if each.kind == "one" else list(each.chosen)


def _write(each: Field) -> None:
    """Put a choice into the address; a callback, so that going back is not undone by the widget."""
    chosen = st.session_state[_box(each)]
    if chosen is None:  # a list of which nothing is chosen any more
        st.query_params.pop(each.key, None)
    else:
        st.query_params[each.key] = chosen
    for key in each.resets:
        st.query_params.pop(key, None)


def _text(each: Field, shared: dict[str, Any]) -> object:
    return st.text_input(each.label, type="search", placeholder=each.hint, **shared)


def _several(each: Field, shared: dict[str, Any]) -> object:
    known = set(each.options)
    chosen = st.session_state.get(each.key)
    if chosen and not set(chosen) <= known:  # options change with what is shown
        st.session_state[each.key] = [option for option in chosen if option in known]
    return st.pills(each.label, list(each.options), selection_mode="multi", wrap=True, **shared)


def _list(each: Field, shared: dict[str, Any]) -> object:
    return st.multiselect(each.label, list(each.options), placeholder=each.hint or "Choose options", **shared)


def _switch(each: Field, shared: dict[str, Any]) -> object:
    return st.toggle(each.label, **shared)


def _least(each: Field, shared: dict[str, Any]) -> object:
    value = st.slider(each.label, *each.ends, each.ends[0], each.step, **shared)
    return value if value > each.ends[0] else None


def _one(each: Field, shared: dict[str, Any]) -> object:
    options = list(each.options)
    names = dict(zip(options, each.names or options, strict=True))
    if each.written_by == "page":
        shared |= {"index": None, "placeholder": each.hint} if each.hint else {}
        return st.selectbox(each.label, options, format_func=names.__getitem__, **shared)
    only = len(options) == 1
    value = st.selectbox(each.label, options, options.index(_default(each)), width=240, disabled=only, **shared)
    return value if value != _default(each) else None


def _tabs(each: Field, shared: dict[str, Any]) -> object:
    default = _default(each)
    value = st.segmented_control(each.label, list(each.options), default=default, required=True, **shared)
    return value if value != default else None


def _default(each: Field) -> str:
    return each.default or each.options[0]


def _pages(each: Field, shared: dict[str, Any]) -> object:
    value = st.pagination(each.ends[1], **shared)
    return value if value > 1 else None


_DRAWN: dict[str, Callable[[Field, dict[str, Any]], object]] = {
    "text": _text,
    "several": _several,
    "list": _list,
    "switch": _switch,
    "least": _least,
    "one": _one,
    "tabs": _tabs,
    "pages": _pages,
}
