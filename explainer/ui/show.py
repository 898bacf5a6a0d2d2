"""A page in the app: its view, drawn block by block, with its widgets read on the way."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from explainer.content import content
from explainer.find.state import State
from explainer.poll.widget import poll
from explainer.site import SitePage
from explainer.ui.address import keep
from explainer.ui.scripts import script_of
from explainer.ui.widgets import draw_choices, draw_fields, draw_loosen
from explainer.views import blocks as b
from explainer.views.app import Interactive, draw, figure
from explainer.views.pages import view

CLOSED = "dialogs-closed"
"""Session key: number of closed dialogs. It is part of a plot's key, so that a mark can be chosen a second time."""


def show(page: SitePage) -> None:
    """Draw the page that the address asks for."""
    state = _address_state(page)
    _draw_from(page, view(content(), page, state).blocks, state, 0)


def _address_state(page: SitePage) -> State:
    """Read the query of the address. After an in-page link, also set the id of the opened thing in it."""
    state = State.from_mapping({key: st.query_params.get_all(key) for key in st.query_params})
    if page.key and state.one(page.key) is not None:
        keep(page.key, state.one(page.key) or "")
    return state


def _draw_from(page: SitePage, blocks: b.Blocks, state: State, first: int) -> None:
    """Draw the blocks from index ``first`` on. If widgets change the state, make the blocks after them again."""
    interactive = _interactive(page)
    place = next((n for n, block in enumerate(blocks) if n >= first and isinstance(block, b.Filters)), len(blocks))
    draw(blocks[first:place], interactive)
    if place == len(blocks):
        return
    filters = blocks[place]
    assert isinstance(filters, b.Filters)
    chosen = draw_fields(filters, state)
    if chosen != state:
        blocks = view(content(), page, chosen).blocks
    filters_now = blocks[place]
    assert isinstance(filters_now, b.Filters)
    draw_choices(filters_now)
    _draw_from(page, blocks, chosen, place + 1)


def _interactive(page: SitePage) -> Interactive:
    """How the pieces are drawn that a reader acts on."""
    interactive: dict[type, Callable[..., None]] = {
        b.Folds: lambda block: _folds(block, interactive),
        b.Figure: lambda block: _figure(block, page, interactive),
        b.Loosen: draw_loosen,
        b.Button: _button,
        b.Poll: lambda block: poll(block.question, block.label),
        b.Dialog: lambda block: _dialog(block, interactive),
    }
    return interactive


def _folds(block: b.Folds, interactive: Interactive) -> None:
    keys = [fold.key for fold in block.folds]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Open all", on_click=_open, args=(keys, True))
        st.button("Close all", on_click=_open, args=(keys, False))
    draw(block.folds, interactive)


def _open(keys: list[str], is_open: bool) -> None:
    """Open or close folds; a callback."""
    for key in keys:
        st.session_state[key] = is_open


def _figure(block: b.Figure, page: SitePage, interactive: Interactive) -> None:
    """A picture whose marks open something, on this page or on another one."""
    if block.opens is None:
        figure(block, interactive)
        return
    key = f"{block.key}-{st.session_state.get(CLOSED, 0)}"
    choose = partial(_choose, key, block.mark_key, None if block.opens is page else block.opens)
    figure(block, interactive, key=key, on_select=choose)
    elsewhere = st.session_state.pop(_ELSEWHERE, None)
    if elsewhere:
        st.switch_page(script_of(block.opens), query_params={block.mark_key: elsewhere})


_ELSEWHERE = "mark-chosen"


def _choose(key: str, by: str, elsewhere: SitePage | None) -> None:
    """Put the chosen mark into the address; a callback, so that going back is not undone by the picture."""
    picked = st.session_state[key].selection.get(by, [])
    if picked:
        (st.session_state if elsewhere else st.query_params)[_ELSEWHERE if elsewhere else by] = picked[0]["id"]


def _button(block: b.Button) -> None:
    st.button(block.label, on_click=_go, args=(block.state,))


def _go(state: State) -> None:
    """Remove from the address all query parameters that ``state`` does not have; a callback."""
    for key in set(st.query_params) - {key for key, _ in state.values}:
        st.query_params.pop(key)


def _dialog(block: b.Dialog, interactive: Interactive) -> None:
    keep(block.key, st.query_params.get(block.key, ""))
    st.dialog(block.title, width="medium", on_dismiss=partial(_close, block.key))(draw)(block.blocks, interactive)


def _close(key: str) -> None:
    """Take what the dialog showed out of the address; a callback."""
    st.query_params.pop(key, None)
    st.session_state[CLOSED] = st.session_state.get(CLOSED, 0) + 1
