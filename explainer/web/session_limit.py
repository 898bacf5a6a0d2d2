"""Middleware that refuses new app sessions before the process has no open files left. Pages need hardly any.

A session holds four open files: its socket, and three of the event loop that Streamlit makes for its script.
"""

import logging
import os
import resource
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from explainer.web.app_mode import may_start, open_apps

log = logging.getLogger(__name__)

FILES_OF_A_SESSION = 4
AT_REST = 64
"""Open files of a process without readers, rounded up: the log, the votes, a pool of database connections."""
TRY_AGAIN_LATER = 1013
"""The code of WebSockets for it. No browser sees it, because the server answers a refused handshake with a bare 403."""
QUIET_SECONDS = 60
"""Least time between two lines in the log."""


def room_for_sessions(limit: int) -> int:
    """How many sessions fit into this limit of open files; a quarter of it is left for pages and files."""
    return max(0, (limit - limit // 4 - AT_REST) // FILES_OF_A_SESSION)


def raise_open_files() -> int:
    """Raise the limit of open files of this process as far as it may without asking, and return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except (ValueError, OSError) as error:
            log.warning("the limit of %d open files can't be raised: %s", soft, error)
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def open_files() -> int:
    """Return how many files this process has open, sockets and pipes among them."""
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 (a path object for each costs ten times as much)


class SessionLimit:
    """Refuses the handshake of a session for which there is no room, or while too many start.

    The page it is for stays: it is HTML.

    The session that asks is counted already (:class:`~explainer.web.app_mode.CountedApps`).

    ``release`` closes sessions whose reader is gone, and is called before anybody is refused.
    """

    def __init__(self, app: ASGIApp, release: Callable[[], None]) -> None:
        self.app = app
        self._release = release
        self._logged = -float("inf")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look whether there is room, and pass everything else through."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif self._has_room() and may_start():
            await self.app(scope, receive, send)
        else:
            await WebSocketClose(TRY_AGAIN_LATER)(scope, receive, send)

    def _has_room(self) -> bool:
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        most_files = limit - limit // 4 - FILES_OF_A_SESSION
        if open_files() > most_files:
            self._release()
        if open_apps() <= room_for_sessions(limit) and open_files() <= most_files:
            return True
        if time.monotonic() - self._logged > QUIET_SECONDS:
            self._logged = time.monotonic()
            log.warning(
                "no room for another session: %d are open, and %d of %d files; "
                "raise the limit (ulimit -Hn, LimitNOFILE) or start another replica",
                open_apps() - 1, open_files(), limit,
            )  # fmt: skip
        return False
