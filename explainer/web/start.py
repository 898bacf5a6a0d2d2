"""What happens when the server starts and stops: it refuses bad data and keys, and lets go of the votes in order."""

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
from explainer.poll.rate_limits import LimitSettingError, configured_limits
from explainer.settings import var_dir

log = logging.getLogger(__name__)


@asynccontextmanager
async def checked_start(app: object, warm: Callable[[], None] | None = None) -> AsyncIterator[dict[str, Any]]:
    """Read all content, the key and the limits before the server answers.

    If the data has faults, print them all and exit with code 1; likewise if the key or a limit is no good.
    Votes that can't be reached are no reason not to start.
    ``warm`` runs in a background thread, while the server already answers.
    The vote store is closed when the server stops, after the last reader is gone.
    """
    try:
        content()
        key_of(var_dir())
        configured_limits()
    except (ContentError, KeyRefusedError, LimitSettingError) as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)  # an exception here would be printed as a traceback over the faults
    await run_sync(open_at_start)
    if warm is not None:
        threading.Thread(target=warm, daemon=True, name="warm-up").start()
    yield {}
    close_store()
