"""What happens when the server starts: the data is read and checked once, or the server does not start."""

import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from explainer.content import ContentError, content

log = logging.getLogger(__name__)


@asynccontextmanager
async def checked_start(app: object) -> AsyncIterator[dict[str, Any]]:
    """Read all content before the first reader comes; with faults in the data, say them all and end the process."""
    try:
        content()
    except ContentError as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)  # an exception here would be printed as a traceback over the faults
    yield {}
