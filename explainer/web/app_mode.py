"""When the app starts in a reader's browser: soon after the first words, or when a reader reaches for it.

An operator names one of the two, or lets each process decide (``EXPLAINER_APP=auto``): *soon* while few apps are open,
few start, and its event loop answers promptly, *reach* while it is busy. Reading, filtering and voting work without the
app.
"""

import asyncio
import statistics
import time
from collections import deque
from typing import Literal

from starlette.types import ASGIApp, Receive, Scope, Send

from explainer.settings import app_setting

AppMode = Literal["soon", "reach"]

LOOK_SECONDS = 0.25
LOOKS = 20
"""The event loop is late if it was late at most of these looks: within 5 s, so that one slow page says nothing."""

START_SECONDS = 10

_open_apps: set[int] = set()
_starts: deque[float] = deque()
"""When the last apps started (monotonic clock)."""
_late_ms: deque[float] = deque(maxlen=LOOKS)


def app_mode() -> AppMode:
    """How a page that is sent now starts its app."""
    setting = app_setting()
    if setting.when != "auto":
        return setting.when
    has_many = len(_open_apps) >= setting.sessions or starts_lately() >= setting.starts
    return "reach" if has_many or lag_ms() > setting.lag_ms else "soon"


def may_start() -> bool:
    """Whether an app may start now; if so, it is counted.

    Twice as many may start as *soon* allows, so that whoever reaches for the app gets it. The others try again by
    themselves, and meanwhile have the HTML. An operator who names *soon* wants all of them.
    """
    setting = app_setting()
    if setting.when != "soon" and starts_lately() >= 2 * setting.starts:
        return False
    _starts.append(time.monotonic())
    return True


def starts_lately() -> int:
    """How many apps started within the last ``START_SECONDS``."""
    while _starts and _starts[0] <= time.monotonic() - START_SECONDS:
        _starts.popleft()
    return len(_starts)


def open_apps() -> int:
    """How many apps are connected to this process; each is a session of Streamlit."""
    return len(_open_apps)


def lag_ms() -> float:
    """How late the event loop wakes, in milliseconds: the median of the last looks; 0 before the first."""
    return statistics.median(_late_ms) if _late_ms else 0.0


async def watch_the_loop() -> None:
    """Look again and again how late the event loop wakes, until the task is cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LOOK_SECONDS
        await asyncio.sleep(LOOK_SECONDS)
        _late_ms.append(1000 * (loop.time() - due))


class CountedApps:
    """Middleware that counts the open WebSockets: each is a running app in a browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        _open_apps.add(id(scope))
        try:
            await self.app(scope, receive, send)
        finally:
            _open_apps.discard(id(scope))
