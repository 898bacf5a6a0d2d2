"""Middleware that closes the routes of Streamlit that this site does not need. SECURITY.md says why each is open.

Streamlit brings routes for uploads, logins, components and an agent that other apps want. Whatever is not named here as
open is answered with 404, so a new version of Streamlit opens nothing by itself. Elements that send files, such as
``st.image`` and ``st.download_button``, need ``/media/`` here; no page has one.
"""

from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from explainer.settings import metrics_readers
from explainer.web.base_path import path_below

OPEN = ("/_stcore/stream", "/_stcore/health", "/_stcore/host-config")
"""What the app in a browser asks for before it connects, and its connection."""
METRICS = "/_stcore/metrics"
CLOSED = ("/_stcore/", "/media/", "/component/", "/auth/", "/oauth2callback")
"""Where Streamlit has routes of its own; beside these it has only its page and the page's files."""


class OpenRoutes:
    """Lets requests pass to routes that are open. ``base`` is the site's own path."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 404."""
        if scope["type"] == "lifespan" or is_open(scope, path_below(scope, self._base) or "", metrics_readers()):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        else:
            await PlainTextResponse("There is nothing at this address.", 404)(scope, receive, send)


def is_open(scope: Scope, path: str, readers: tuple[IPv4Network | IPv6Network, ...] = ()) -> bool:
    """Whether a path of the site is open to this request; ``readers`` are the networks that may read the metrics."""
    if path == METRICS:
        return _is_from(scope, readers)
    return path in OPEN or not path.startswith(CLOSED)


def _is_from(scope: Scope, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    """Whether a request comes from one of these networks; behind a trusted proxy, the reader whom the proxy names."""
    try:
        client = ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return False
    return any(client in network for network in networks)
