"""Close sessions whose reader is gone.

Streamlit keeps such a session for two minutes, in case its reader comes back, and then forgets it without closing it.
Its script's event loop, which holds three open files, stays until the garbage collector finds it.
"""

import gc
import time

from streamlit.runtime import Runtime, exists, get_instance

KEPT_SECONDS = 90
"""How long a reader may be away and come back to the same session; less than Streamlit's ``disconnectedSessionTTL``."""

_lost_since: dict[str, float] = {}


def close_sessions_lost_for_long() -> None:
    """Close what was lost for :data:`KEPT_SECONDS`. It must be called in the event loop of the server, now and then."""
    if not exists():
        return
    now, lost = time.monotonic(), _lost(get_instance())
    for session in set(_lost_since) - set(lost):
        del _lost_since[session]
    _close([session for session in lost if now - _lost_since.setdefault(session, now) >= KEPT_SECONDS])


def close_lost_sessions() -> None:
    """Close every session whose reader is gone, to make room. It must be called in the event loop of the server."""
    if exists():
        _close(_lost(get_instance()))


def _lost(runtime: Runtime) -> list[str]:
    sessions = [each.session.id for each in runtime._session_mgr.list_sessions()]  # Streamlit has no public list
    return [session for session in sessions if not runtime.is_active_session(session)]


def _close(sessions: list[str]) -> None:
    for session in sessions:
        get_instance().close_session(session)
    if sessions:
        gc.collect()
