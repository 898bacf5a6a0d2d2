"""A server that may open few files refuses further apps before the end. Pages can be read all the same."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from explainer.web.session_limit import room_for_sessions
from tests.browser.server import Server

FILES = 256
ROOM = room_for_sessions(FILES)


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("narrow")
    server = Server(folder / "var", folder / "log", files=FILES).start()
    yield server
    server.stop()


@contextmanager
def apps(server: Server, number: int) -> Iterator[list[ClientConnection]]:
    """Open so many apps as a browser does, as far as they are let in, and close them."""
    with ExitStack() as opened:
        made = []
        for _ in range(number):
            try:
                stream = f"{server.address.replace('http', 'ws')}/_stcore/stream"
                made.append(opened.enter_context(connect(stream, subprotocols=[Subprotocol("streamlit")])))
            except InvalidStatus:
                continue
        yield made


def expect_pages(server: Server) -> None:
    for path in ("/", "/faq", "/healthz", "/api/v1/"):
        with urlopen(f"{server.address}{path}", timeout=30) as answer:
            assert answer.status == 200


def test_apps_that_do_not_fit_are_refused_while_pages_are_read_and_later_ones_are_let_in(narrow: Server) -> None:
    for _ in range(4):  # what closed apps held is free again: four rounds would need more files than there are
        with apps(narrow, ROOM + 10) as opened:
            assert ROOM - 5 <= len(opened) <= ROOM
            expect_pages(narrow)
            opened[-1].send(BackMsg(rerun_script=ClientState(page_name="glossary")).SerializeToString())
            assert ForwardMsg.FromString(opened[-1].recv(timeout=60)).WhichOneof("type"), "the app answers"
    log = narrow.read_log()
    assert log.count("no room for another session") == 1 and "LimitNOFILE" in log
    assert "Traceback" not in log and "Too many open files" not in log


def test_the_log_says_how_many_apps_fit_and_how_to_get_more(narrow: Server) -> None:
    assert f"{FILES} files may be open: room for {ROOM} sessions; more need a higher hard limit" in narrow.read_log()
