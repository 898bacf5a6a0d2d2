"""A reader without a browser: opens a session as Streamlit's own script does, and counts what comes back.

The script opens a WebSocket at ``/_stcore/stream`` and sends a ``BackMsg`` that asks for a run of a page. The server
answers with ``ForwardMsg`` messages, the last of which says that the script has finished. Messages that the reader
has kept are named by their hash in the next request, as a browser does, so that the server need not send them again.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.servers import Server

SECONDS = 600
"""How long a run of a script may take before it counts as hanging."""


@dataclass
class Run:
    """One run of a page's script, as the reader sees it."""

    ms: float
    """From asking to the last message, on the clock."""
    kb: float
    """What the server sent."""


class Session:
    """One reader. Opened at a page; ``run`` asks for another run of it."""

    def __init__(self, server: Server, page: str = "", query: str = "") -> None:
        self._server = server
        self._page, self._query = page, query
        self._kept: set[str] = set()
        self.widgets: dict[str, str] = {}  # the id of each widget with a key that came, by its key
        address = server.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=60)  # type: ignore[list-item]

    def run(self, chosen: Mapping[str, Sequence[str]] | None = None, page: str | None = None) -> Run:
        """Run the page, with these options chosen in widgets that take several (pills), and wait until it has run.

        Raises :class:`RuntimeError` if the script fails, :class:`TimeoutError` if it hangs.
        """
        self._page = self._page if page is None else page
        state = ClientState(query_string=self._query, page_name=self._page, cached_message_hashes=sorted(self._kept))
        for key, values in (chosen or {}).items():
            widget = state.widget_states.widgets.add()
            widget.id = self.widgets[key]
            widget.string_array_value.data.extend(values)
        began = time.perf_counter()
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        size = self._heard()
        return Run(1000 * (time.perf_counter() - began), size / 1000)

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _heard(self) -> int:
        """Bytes of all messages until the script has finished."""
        size = 0
        while True:
            received = self._socket.recv(timeout=SECONDS)
            assert isinstance(received, bytes)
            size += len(received)
            message = ForwardMsg.FromString(received)
            self._look_at(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return size
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise RuntimeError(f"the script of {self._page!r} ended with {message.script_finished}")

    def _look_at(self, message: ForwardMsg) -> None:
        """Note what a browser would: messages worth keeping, and the ids of widgets."""
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(f"{self._page!r}: {element.exception.type} {element.exception.message}")
        widget_id = getattr(getattr(element, kind, None), "id", "") if kind else ""
        if widget_id.startswith("$$ID-"):
            self.widgets[widget_id.split("-", 2)[2]] = widget_id
