"""Draw blocks with Streamlit. ``ui`` passes in the functions that draw interactive blocks (``Interactive``)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

import pandas as pd
import streamlit as st

from explainer.settings import ASSETS, own_address
from explainer.site import HERE
from explainer.views import blocks as b
from explainer.views.html import drawn, html
from explainer.views.inline import Drawing, Inline
from explainer.views.markdown import escaped, listed, markdown

Draw = Callable[[Any], None]
Interactive = Mapping[type, Draw]
"""The function that draws each interactive kind of block, by the class of the block."""
SHEET_STYLE = ASSETS / "sheet.css"


def draw(blocks: Iterable[b.Block], interactive: Interactive) -> None:
    """Draw all blocks. Consecutive paragraphs and lists become one Markdown element, which is faster."""
    for is_text, run in groupby(blocks, key=_is_text):
        if is_text:
            st.markdown("\n\n".join(_texts(run)))
        else:
            for block in run:
                _draw(block, interactive)


def _is_text(block: b.Block) -> bool:
    """Whether Markdown can say it: a paragraph or a list, in the usual print and without a picture in it."""
    if isinstance(block, b.Bullets):
        return not _has_drawing(block.items)
    return isinstance(block, b.Paragraph) and not block.note and not _has_drawing(block.text)


def _texts(run: Iterable[b.Block]) -> Iterator[str]:
    """Texts as Markdown. Lists that follow each other are one list: a gap between them would widen every item."""
    for kind, texts in groupby(run, key=type):
        if kind is b.Bullets:
            yield listed(tuple(item for each in texts if isinstance(each, b.Bullets) for item in each.items))
        else:
            yield from (markdown(each.text) for each in texts if isinstance(each, b.Paragraph))


def _draw(block: b.Block, interactive: Interactive) -> None:
    if type(block) in interactive:
        interactive[type(block)](block)
        return
    match block:
        case b.Heading(text, level, anchor):
            (st.title, st.header, st.subheader)[level - 1](escaped(text), anchor=anchor or False)
        case b.Paragraph(text) if not _has_drawing(text):
            st.caption(markdown(text))
        case b.Paragraph() | b.Bullets():
            st.markdown(html((block,)), unsafe_allow_html=True)
        case b.Table():
            _table(block)
        case b.Fold():
            _fold(block, interactive)
        case b.Group(inner, key, card):
            with st.container(border=card, key=key or None, height="content"):
                draw(inner, interactive)
        case b.Row(groups):
            _row(groups, interactive)
        case b.Crisis(inner):
            with st.container(border=True):
                draw(inner, interactive)
        case b.Hundred():
            st.html(html((block,)))
        case b.Printed():
            st.html(SHEET_STYLE)
            st.markdown(html((block,)), unsafe_allow_html=True)
        case b.Notice(title, text, ways_on, missing):
            (st.warning if missing else st.info)(text, title=title)
            if ways_on:
                st.markdown("\n\n".join(map(markdown, ways_on)))
        case b.ToCopy(text):
            here = own_address() or urljoin(st.context.url or "", "./")
            st.code(text.replace(HERE, here), language=None, wrap_lines=True)
        case b.Download():
            st.markdown(markdown(block.line))
        case b.Figure():
            _figure(block, interactive)


def _fold(fold: b.Fold, interactive: Interactive) -> None:
    if fold.lazy:
        _lazy_fold(fold, interactive)
        return
    with st.expander(markdown(fold.label), key=fold.key or None, expanded=fold.is_open):
        draw(fold.blocks, interactive)


@st.fragment
def _lazy_fold(fold: b.Fold, interactive: Interactive) -> None:
    """Draw the blocks of a fold only while it is open. Opening it reruns this fragment, not the whole page."""
    key = fold.key or f"fold-{markdown(fold.label)}"
    with st.expander(markdown(fold.label), key=key, expanded=fold.is_open, on_change="rerun") as body:
        if body.open:
            draw(fold.blocks, interactive)


def _row(groups: tuple[b.Group, ...], interactive: Interactive) -> None:
    with st.grid(2, min_column_width=280):
        for group in groups:
            with st.container(border=group.card, key=group.key or None, height="stretch"):
                draw(group.blocks, interactive)


def _table(table: b.Table) -> None:
    if any(_has_drawing(cell) for row in table.rows for cell in row):
        st.markdown(html((table,)), unsafe_allow_html=True)  # Streamlit's own table holds no pictures
        return
    cells = [[markdown(cell) for cell in row] for row in table.rows]
    if table.columns:
        frame = pd.DataFrame.from_records(cells, columns=[escaped(column) for column in table.columns])
        st.table(frame, hide_index=True, border="horizontal", alt=table.alt)
    else:
        st.table({head: text for head, text in cells}, hide_header=True, border="horizontal", alt=table.alt)


def _has_drawing(text: Inline) -> bool:
    return isinstance(text, Drawing) or (isinstance(text, tuple) and any(map(_has_drawing, text)))


def _figure(block: b.Figure, interactive: Interactive) -> None:
    """A picture with its finding and words. Markdown keeps SVG with its links, ``st.html`` does not."""
    picture = block.picture
    st.markdown(f"**{escaped(picture.title)}**")
    with st.container(key=block.key):
        st.markdown(drawn(block), unsafe_allow_html=True)
    if block.caption:
        st.caption(markdown(block.caption))
    spoken = block.spoken
    draw((b.Fold(block.label, (*spoken, *block.files)),) if spoken else block.files, interactive)
