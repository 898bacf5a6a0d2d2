"""Makes the pages that the site sends, and keeps those that many readers ask for.

A page is the same for everybody (docs/adr/0017), so it is made once for all who ask for it meanwhile. It is made in a
thread, because the first time takes up to two seconds, and others are answered meanwhile. Kept are complete pages
without free text, of which there is a limited number in a limited room; those with polls for a few seconds.
"""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import escape
from typing import NamedTuple, ParamSpec, TypeVar

from starlette.requests import HTTPConnection

from explainer.content import content
from explainer.poll.process_store import RestingError
from explainer.settings import app_setting
from explainer.site import HERE
from explainer.web.app_mode import AppMode
from explainer.web.first_html import FirstHtml, first_html
from explainer.web.head import head
from explainer.web.page_address import PageAddress
from explainer.web.polls import has_polls, with_polls
from explainer.web.ready_page import FOR_A_MOMENT, FOR_EVERYBODY, FOR_ONE_READER, KeptPages, ReadyPage, ready_page
from explainer.web.streamlit_page.first import around_the_app
from explainer.web.streamlit_page.preload import early_files, parts_of
from explainer.web.streamlit_page.shell import Shell
from explainer.web.visitor_cookie import visitor_of

P = ParamSpec("P")
T = TypeVar("T")
ROOM = 48 * 2**20
"""Bytes of compressed pages that are kept. All pages and all they open take about 20 MB in one encoding and mode."""
POLL_SECONDS = 5.0
"""How old the numbers of votes on a kept page may be."""
_thread = ThreadPoolExecutor(1, "pages")
"""One: making a page is computing, and a second thread would only slow the first."""


class Wanted(NamedTuple):
    """All that a page for everybody depends on."""

    address: str
    site: str
    scheme: str
    mode: AppMode
    encoding: str


class PageMaker:
    """Makes pages and keeps them in a ``room`` of so many bytes."""

    def __init__(self, room: int = ROOM) -> None:
        self.kept = KeptPages(room)
        self._on_the_way: dict[Wanted, asyncio.Task[ReadyPage]] = {}

    async def page(self, shell: Shell, wanted: Wanted, address: PageAddress) -> ReadyPage:
        """A page for everybody. Whoever asks while it is made waits for the same one."""
        task = self._on_the_way.get(wanted)
        if task is None:
            task = self._on_the_way[wanted] = asyncio.create_task(self._make(shell, wanted, address))
            task.add_done_callback(lambda _: self._on_the_way.pop(wanted, None))
        return await asyncio.shield(task)  # a reader who goes away does not take it from the others

    async def personal_page(
        self, shell: Shell, wanted: Wanted, address: PageAddress, request: HTTPConnection
    ) -> ReadyPage:
        """A page for a reader who has just voted: their own reactions, and the votes of this moment."""
        first = await _in_thread(first_html, content(), address.page, address.state)
        body = await asyncio.to_thread(lambda: with_polls(first.body, _token(request), address.vote))
        return await _in_thread(_ready, shell, first, body, wanted, FOR_ONE_READER)

    async def _make(self, shell: Shell, wanted: Wanted, address: PageAddress) -> ReadyPage:
        first = await _in_thread(first_html, content(), address.page, address.state)
        has_votes = has_polls(first.body)
        body = await asyncio.to_thread(with_polls, first.body) if has_votes else first.body
        page = await _in_thread(_ready, shell, first, body, wanted, FOR_EVERYBODY)
        if first.is_complete and not address.is_free:
            self.kept.keep(wanted, page, POLL_SECONDS if has_votes else math.inf)
            await self._keep_other_mode(shell, wanted, first, body, has_votes=has_votes)
        return page

    async def _keep_other_mode(
        self, shell: Shell, wanted: Wanted, first: FirstHtml, body: str, *, has_votes: bool
    ) -> None:
        """Keep the page as it is when the mode changes: that is when a process has no time to make pages again."""
        other = wanted._replace(mode="reach" if wanted.mode == "soon" else "soon")
        if app_setting().when == "auto" and not has_votes:
            self.kept.keep(other, await _in_thread(_ready, shell, first, body, other, FOR_EVERYBODY), math.inf)


def _token(request: HTTPConnection) -> str | None:
    try:
        return visitor_of(request)
    except RestingError:
        return None


def _ready(shell: Shell, first: FirstHtml, body: str, wanted: Wanted, cache: str) -> ReadyPage:
    """Put the parts together. ``body`` is the body of the first HTML, with its polls."""
    assert first.page is not None
    parts = parts_of(first.page.name, view=bool(first.at))
    around = around_the_app(content(), body.replace(HERE, escape(wanted.site) or "./"))
    html = shell.page(head(first, wanted.site), around, early_files(parts), wanted.mode)
    status = 200 if first.is_complete else 404
    if status == 404 and cache == FOR_EVERYBODY:
        cache = FOR_A_MOMENT
    return ready_page(html, status=status, scheme=wanted.scheme, encoding=wanted.encoding, cache=cache)


async def _in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return await asyncio.get_running_loop().run_in_executor(_thread, partial(work, *args, **kwargs))
