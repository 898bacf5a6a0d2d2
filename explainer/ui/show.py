"""A page in the app: its view, drawn block by block, with its widgets read on the way."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from explainer.content import content
from explainer.find.state import State
from explainer.poll.widget import poll
from explainer.site import SitePage
from explainer.ui.address import address_state, keep
from explainer.ui.widgets import draw_choices, draw_fields, draw_loosen
from explainer.views import blocks as b
from explainer.views.app import Interactive, draw
from explainer.views.pages import view


def show(page: SitePage) -> None:
    """Draw the page that the address asks for."""
    state = _address_state(page)
    _draw_from(page, view(content(), page, state).blocks, state, 0)


def _address_state(page: SitePage) -> State:
    """Read the query of the address. After an in-page link, also set the id of the opened thing in it."""
    state = address_state()
    if page.key and state.one(page.key) is not None:
        keep(page.key, state.one(page.key) or "")
    return state


def _draw_from(page: SitePage, blocks: b.Blocks, state: State, first: int) -> None:
    """Draw the blocks from index ``first`` on. If widgets change the state, make the blocks after them again."""
    interactive = _interactive()
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


def _interactive() -> Interactive:
    """How the pieces are drawn that a reader acts on."""
    interactive: dict[type, Callable[..., None]] = {
        b.Folds: lambda block: _folds(block, interactive),
        b.Loosen: draw_loosen,
        b.Button: _button,
        b.Poll: lambda block: poll(block.question, block.label),
        b.Dialog: lambda block: _dialog(block, interactive),
    }
    return interactive


def _folds(block: b.Folds, interactive: Interactive) -> None:
    keys = [fold.key for fold in block.folds]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(b.OPEN_ALL, on_click=_open, args=(keys, True))
        st.button(b.CLOSE_ALL, on_click=_open, args=(keys, False))
    draw(block.folds, interactive)


def _open(keys: list[str], is_open: bool) -> None:
    """Open or close folds; a callback."""
    for key in keys:
        st.session_state[key] = is_open


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
