"""What happens when the server starts and stops: it refuses bad data and keys, and lets go of the votes in order."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from explainer.content import ContentError, content
from explainer.poll.key import KeyRefusedError, key_of
from explainer.poll.process_store import close_store
from explainer.poll.rate_limits import LimitSettingError, configured_limits
from explainer.settings import SettingError, app_setting, var_dir
from explainer.web.app_mode import watch_the_loop

log = logging.getLogger(__name__)


@asynccontextmanager
async def checked_start(app: object, warm: Callable[[], None] | None = None) -> AsyncIterator[dict[str, Any]]:
    """Read settings, content, the key and the limits before the server answers.

    If one of them is no good, print its faults and exit with code 1.
    ``warm`` runs in a background thread, while the server already answers.
    The vote store is closed when the server stops, after the last reader is gone.
    """
    try:
        app_setting()
        content()
        key_of(var_dir())
        configured_limits()
    except (ContentError, KeyRefusedError, LimitSettingError, SettingError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)  # an exception here would be printed as a traceback over the faults
    if warm is not None:
        threading.Thread(target=warm, daemon=True, name="warm-up").start()
    watch = asyncio.create_task(watch_the_loop())
    yield {}
    watch.cancel()
    close_store()
