"""Simulate a reader without a browser: speak Streamlit's protocol and measure the answers.

Streamlit's own script opens a WebSocket at ``/_stcore/stream`` and sends a ``BackMsg`` that requests a run of a page.
The server answers with ``ForwardMsg`` messages; the last one says that the run has finished. Like a browser, the
simulated reader names the hashes of cached messages in the next request, so that the server does not send them again.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

TIMEOUT_SECONDS = 600
"""How long a run of a page may take."""


@dataclass
class Run:
    """One run of a page."""

    ms: float
    """Time from the request to the last message."""
    kb: float
    """Data that the server sent."""


class Session:
    """One reader, with one page open; ``run`` requests another run of it.

    ``address`` is the site's; ``options`` are those of the WebSocket's ``connect``, such as ``additional_headers``.
    """

    def __init__(self, address: str, page: str = "", query: str = "", **options: Any) -> None:
        self._page, self._query = page, query
        self._cached: set[str] = set()
        self.widgets: dict[str, str] = {}  # ids of all widgets with a key, by that key
        self.words = ""  # all that the last run wrote as Markdown
        stream = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = connect(stream, subprotocols=["streamlit"], max_size=None, open_timeout=60, **options)  # type: ignore[list-item]
        self.handshake = self._socket.response

    def run(self, choices: Mapping[str, Sequence[str]] | None = None, page: str | None = None) -> Run:
        """Run the page and wait for the end. ``choices`` has the chosen options of some widgets (pills), by their key.

        Raises :class:`RuntimeError` if the script fails, :class:`TimeoutError` if it takes too long.
        """
        self._page = self._page if page is None else page
        state = ClientState(query_string=self._query, page_name=self._page, cached_message_hashes=sorted(self._cached))
        for key, values in (choices or {}).items():
            widget = state.widget_states.widgets.add()
            widget.id = self.widgets[key]
            widget.string_array_value.data.extend(values)
        self.words = ""
        began = time.perf_counter()
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        size = self._receive()
        return Run(1000 * (time.perf_counter() - began), size / 1000)

    def close(self) -> None:
        """Close the session."""
        self._socket.close()

    def _receive(self) -> int:
        """Read all messages until the script has finished, and return their bytes."""
        size = 0
        while True:
            data = self._socket.recv(timeout=TIMEOUT_SECONDS)
            assert isinstance(data, bytes)
            size += len(data)
            message = ForwardMsg.FromString(data)
            self._remember(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return size
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise RuntimeError(f"the script of {self._page!r} ended with {message.script_finished}")

    def _remember(self, message: ForwardMsg) -> None:
        """Remember what a browser would: the hashes of cacheable messages, and the ids of widgets."""
        if message.metadata.cacheable:
            self._cached.add(message.hash)
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "markdown":
            self.words += f"{element.markdown.body}\n"
        if kind == "exception":
            raise RuntimeError(f"{self._page!r}: {element.exception.type} {element.exception.message}")
        widget_id = getattr(getattr(element, kind, None), "id", "") if kind else ""
        if widget_id.startswith("$$ID-"):
            self.widgets[widget_id.split("-", 2)[2]] = widget_id
