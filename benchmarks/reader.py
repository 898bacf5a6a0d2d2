"""One simulated reader: what they open, filter and vote. :mod:`benchmarks.readers` lets many come.

A reader opens four pages and leaves; then the next one comes in the same seat. One in twenty filters, one in fifty
votes. Pages say how they start the app: *soon*, and the reader has a session (:mod:`benchmarks.sessions`) for all four
pages; *reach*, and only who filters has one. Readers come from addresses of their own (127.x.y.z), because limits are
per network.
"""

import locust  # isort: skip  # first, because it replaces the sockets that all others then use

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import gevent
from geventhttpclient.client import HTTPClientPool
from locust.env import Environment
from websockets.exceptions import InvalidStatus, WebSocketException

from benchmarks.bounds import source_address
from benchmarks.ledger import SECRET, Answer, Vote, answer_of, append
from benchmarks.sessions import Session
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.visitor import COOKIE, new_cookie

PAGES_A_READER = 4
FILTERING, VOTING = 1 / 20, 1 / 50
"""Shares of the readers."""
FILTERED = (
    "conditions?family=mood",
    "conditions?family=pain&order=people",
    "conditions?find=sleep",
    "timeline?kind=regulation",
    "sources?work=rct",
)
REFUSED = 403
"""How a server answers a handshake for which it has no room or no time."""
REACH = re.compile(rb'"mode": ?"reach"')
_COOKIE = re.compile(r"visitor=([0-9a-f]{32})([0-9a-f]{32})")
_SEATS, _VOTES = count(), count()


class SourcePool(HTTPClientPool):
    """Connections from one address of this machine."""

    def __init__(self, source: str) -> None:
        super().__init__(connection_timeout=30, network_timeout=30, concurrency=1)
        self._source = source

    def get_client(self, url: Any) -> Any:
        """Return the client of an address, whose sockets are bound to ours."""
        is_new = not self.clients
        client = super().get_client(url)
        if is_new:
            pool = client._connection_pool
            create = pool._create_tcp_socket

            def bound(*kind: int) -> Any:
                sock = create(*kind)
                sock.bind((self._source, 0))
                return sock

            pool._create_tcp_socket = bound
        return client


class Reader(locust.FastHttpUser):  # type: ignore[misc]
    """One reader after the other, in the same seat."""

    addresses: Sequence[str] = ()
    questions: Sequence[str] = ()
    ledger: Path
    voting = VOTING
    pause: tuple[float, float]
    sessions: ClassVar[set[Session]] = set()
    """All that are open."""

    def __init__(self, environment: Environment) -> None:
        self.source = source_address(next(_SEATS))
        self.client_pool = SourcePool(self.source)
        super().__init__(environment)

    def on_start(self) -> None:
        """Come in at any time of a pause, so that not all readers open a page together."""
        gevent.sleep(random.uniform(0, self.pause[1]))

    @locust.task  # type: ignore[untyped-decorator]
    def visit(self) -> None:
        """Open four pages and leave."""
        self.client.cookiejar.clear()  # the one before in this seat was somebody else
        filtering, voting = random.random() < FILTERING, random.random() < self.voting
        first = random.choice(self.addresses)
        body = self.open(first)
        session = self.start_app(first) if filtering or not REACH.search(body) else None
        try:
            for number in range(PAGES_A_READER - 1):
                gevent.sleep(random.uniform(*self.pause))
                if filtering and number == 0:
                    self.open(random.choice(FILTERED), "filter")
                elif voting and number == 0:
                    self.vote_in_app() if session else self.vote()
                elif session:
                    self.go_on(session, random.choice(self.addresses))
                else:
                    self.open(random.choice(self.addresses))
            gevent.sleep(random.uniform(*self.pause))
        finally:
            if session:
                self.sessions.discard(session)
                session.close()

    def open(self, address: str, name: str = "page", cookie: str = "") -> bytes:
        """Open a page as HTML and return it."""
        headers = {"Accept-Encoding": "br", "Accept": "text/html", "Connection": "close"}
        headers |= {"Cookie": cookie} if cookie else {}
        with self.client.get(f"/{address}", name=name, headers=headers, catch_response=True) as answer:
            if answer.status_code == 200 and len(answer.content or b"") < 1_000:
                answer.failure("a page of less than 1 kB")
            return bytes(answer.content or b"")

    def start_app(self, address: str, cookie: str = "") -> Session | None:
        """Open a session of the app, as the page's script does, and draw the page in it."""
        page, _, query = address.partition("?")
        session = None
        try:
            options = {"additional_headers": {"Cookie": cookie}, "source_address": (self.source, 0)}
            session = Session(str(self.host), page, query, **options)
            self.report("session", session.run().ms)
            self.sessions.add(session)
            return session
        except (OSError, RuntimeError, WebSocketException) as error:
            if isinstance(error, InvalidStatus) and error.response.status_code == REFUSED:
                self.report("put off", 0)  # a busy server: the reader goes on with the HTML
            else:
                self.report("session", 0, error)
            if session:
                session.close()
            return None

    def go_on(self, session: Session, address: str) -> None:
        """Draw another page in the same session."""
        try:
            self.report("rerun", session.run(page=address.partition("?")[0]).ms)
        except (OSError, RuntimeError, WebSocketException) as error:
            self.report("rerun", 0, error)

    def vote(self) -> None:
        """React to one question twice: the first answer brings the cookie, the second vote changes the first."""
        question, cookie = random.choice(self.questions), ""
        self.open(f"faq?q={question}", "page")
        for reaction in random.sample(REACTION_IDS, 2):
            gevent.sleep(random.uniform(1, 5))
            cookie = self.react(question, reaction, cookie)

    def vote_in_app(self) -> None:
        """React to one question in the app, as a reader who has been here before: the test signs the cookie."""
        question, reaction, cookie = (
            random.choice(self.questions),
            random.choice(REACTION_IDS),
            new_cookie(SECRET.encode()),
        )
        answer: Answer = "lost"
        session = self.start_app(f"faq?q={question}", f"{COOKIE}={cookie}")
        if session is None:
            return
        if f"poll-{question}" not in session.widgets:  # the poll rests: there is nothing to press
            self.report("app vote", 0, RuntimeError("the poll rests"))
            self.sessions.discard(session)
            session.close()
            return
        sent = Vote(next(_VOTES), cookie[:32], question, reaction, "lost")
        append(self.ledger, sent)
        try:
            ms = session.run({f"poll-{question}": [reaction]}).ms
            answer = "saved" if f"Your reaction: {reaction}" in session.words else "lost"
            self.report("app vote", ms, None if answer == "saved" else RuntimeError("the app does not say it is saved"))
        except (OSError, RuntimeError, WebSocketException) as error:
            self.report("app vote", 0, error)
        finally:
            append(self.ledger, replace(sent, answer=answer))
            self.sessions.discard(session)
            session.close()

    def react(self, question: str, reaction: str, cookie: str) -> str:
        """Send a vote as the form does, note the answer, follow it; return the cookie."""
        there = urlsplit(str(self.host))
        headers = {"Origin": f"{there.scheme}://{there.netloc}", "Sec-Fetch-Site": "same-origin", "Connection": "close"}
        headers |= {"Cookie": f"visitor={cookie}"} if cookie else {}
        data = {"question": question, "reaction": reaction}
        vote = Vote(next(_VOTES), cookie[:32], question, reaction, "lost")
        append(self.ledger, vote)
        with self.client.post(
            "/react", data=data, name="vote", headers=headers, allow_redirects=False, catch_response=True
        ) as sent:
            location = (sent.headers or {}).get("location", "")
            answer = answer_of(sent.status_code, location, question)
            given = _COOKIE.search((sent.headers or {}).get("set-cookie", ""))
            cookie = f"{given[1]}{given[2]}" if given else cookie
            append(self.ledger, replace(vote, visitor=cookie[:32], answer=answer))
            if answer == "saved":
                sent.success()
            else:
                sent.failure(f"{answer}: {sent.status_code} {location}")
        if answer == "saved":
            self.open(f"faq?q={question}&reacted={question}", "own page", f"visitor={cookie}")
        return cookie

    def report(self, name: str, ms: float, error: Exception | None = None) -> None:
        """Count something that is no HTTP request among Locust's figures."""
        self.environment.events.request.fire(
            request_type="app", name=name, response_time=ms, response_length=0, exception=error, context={}
        )
