"""What happens when the server starts and stops: it refuses bad data and keys, and lets go of the votes in order."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from anyio.to_thread import run_sync

from explainer.content import ContentError, content
from explainer.poll.key import KeyRefusedError, key_of
from explainer.poll.process_store import close_store, open_at_start
from explainer.poll.rate_limits import configured_limits
from explainer.settings import SettingError, app_setting, metrics_readers, own_address, var_dir
from explainer.web.app_mode import watch_the_loop
from explainer.web.session_limit import raise_open_files, room_for_sessions

log = logging.getLogger(__name__)

TIDY_SECONDS = 10
FEW_SESSIONS = 200
"""With room for fewer sessions than this, the log says how to get more: one process can serve about so many."""


@asynccontextmanager
async def checked_start(
    app: object,
    warm: Callable[[], None] | None = None,
    tidy: Callable[[], None] | None = None,
    base: str = "",
) -> AsyncIterator[dict[str, Any]]:
    """Read settings, content, the key and the limits before the server answers.

    If one of them is no good, print its faults and exit with code 1. Votes that can't be reached are no reason to.
    ``warm`` runs in a background thread, while the server already answers. ``tidy`` runs every few seconds in the
    server's event loop. ``base`` is the site's own path.
    The vote store is closed when the server stops, after the last reader is gone.
    """
    try:
        own_address(base)
        metrics_readers()
        app_setting()
        content()
        key_of(var_dir())
        configured_limits()
    except (ContentError, KeyRefusedError, SettingError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)  # an exception here would be printed as a traceback over the faults
    _make_room()
    await run_sync(open_at_start)
    if warm is not None:
        threading.Thread(target=warm, daemon=True, name="warm-up").start()
    tasks = [asyncio.create_task(watch_the_loop())]
    if tidy is not None:
        tasks.append(asyncio.create_task(_again_and_again(tidy)))
    yield {}
    for task in tasks:
        task.cancel()
    close_store()


def _make_room() -> None:
    """Raise the limit of open files, and log what it allows."""
    limit = raise_open_files()
    room = room_for_sessions(limit)
    remedy = "; more need a higher hard limit (ulimit -Hn, LimitNOFILE)" if room < FEW_SESSIONS else ""
    level = logging.WARNING if remedy else logging.INFO
    log.log(level, "%d files may be open: room for %d sessions%s", limit, room, remedy)


async def _again_and_again(tidy: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        try:
            tidy()
        except Exception:
            log.exception("tidying up failed")
