"""Two routes for whoever runs the site: ``/healthz`` (the process answers) and ``/readyz`` (send it readers)."""

import logging

import anyio
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from explainer.content import ContentError, content
from explainer.poll.ready import fault

log = logging.getLogger(__name__)

READY_SECONDS = 4.0
"""A store that takes longer than this to answer isn't ready."""

_THREADS = CapacityLimiter(2)
"""Questions that wait for a database which hangs take no thread from the pages."""


async def healthz(_: Request) -> JSONResponse:
    """200 as long as the process answers; a database that is away is no reason to start it anew."""
    return _answer({"process": "up"}, 200)


async def readyz(_: Request) -> JSONResponse:
    """Answer 200 if the data is valid and a vote can be written, else 503. The body says what is wrong."""
    states = {"data": await run_sync(_data, abandon_on_cancel=True), "votes": "resting"}
    if states["data"] == "valid":
        why: str | None = "The database of the votes does not answer in time."
        with anyio.move_on_after(READY_SECONDS):
            why = await run_sync(fault, abandon_on_cancel=True, limiter=_THREADS)
        states |= {"votes": "reachable"} if why is None else {"why": why}
    return _answer(states, 200 if states == {"data": "valid", "votes": "reachable"} else 503)


def _data() -> str:
    try:
        content()
    except ContentError:
        log.exception("the data is not valid")
        return "invalid"
    return "valid"


def _answer(states: dict[str, str], status: int) -> JSONResponse:
    return JSONResponse(states, status, headers={"cache-control": "no-store"})


def health_routes(base: str = "") -> list[Route]:
    """The two routes: below the site's own path, and without it for whoever asks the process itself."""
    return [
        Route(f"{at}{path}", answer)
        for at in dict.fromkeys((base, ""))
        for path, answer in (("/healthz", healthz), ("/readyz", readyz))
    ]
