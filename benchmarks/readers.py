"""Readers at once, simulated with Locust: ``python -m benchmarks.readers ADDRESS --ledger FILE --steps 100,200``.

A reader opens four pages and leaves; then the next one comes. One in twenty filters, one in fifty votes. Pages say how
they start the app: *soon*, and the reader has a session (:mod:`benchmarks.sessions`) for all four pages; *reach*, and
only who filters has one. Readers come from addresses of their own (127.x.y.z), because limits are per network.

It is a process of its own, because Locust replaces Python's sockets by gevent's. It prints one line of JSON for each
number of readers, and stops by itself: at the end, on SIGTERM, or (``--until-slow``) once the first HTML is too slow.
"""

import locust  # isort: skip  # first, because it replaces the sockets that all others then use

import argparse
import json
import os
import random
import re
import resource
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import gevent
import psutil
from geventhttpclient.client import HTTPClientPool
from locust.env import Environment
from websockets.exceptions import InvalidStatus, WebSocketException

from benchmarks.bounds import (
    MAX_HOLD_SECONDS,
    MAX_MINUTES,
    MAX_READERS,
    READING,
    at_most,
    on_this_machine,
    source_address,
)
from benchmarks.ledger import SECRET, Answer, Vote, answer_of, append
from benchmarks.sessions import Session
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.visitor import COOKIE, new_cookie

PAGES_A_READER = 4
PAUSE = "10,30"
"""Seconds for which a reader stays on a page, from the shortest time to the longest."""
FILTERING, VOTING = 1 / 20, 1 / 50
"""Shares of the readers."""
AIM_MS = 200
"""Limit of the 95th percentile of the first HTML."""
FEWEST_PAGES = 40
"""With fewer pages the percentile is the one slowest page."""
SETTLE_SECONDS = 20
"""Time after more readers have come that is not counted."""
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


def read_sitemap(address: str) -> tuple[list[str], list[str]]:
    """Return all addresses of the site, relative to its own, and the ids of its questions."""
    with urlopen(f"{address}/sitemap.xml", timeout=30) as answer:
        places = [each.text or "" for each in ET.parse(answer).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    base = urlsplit(address).path.rstrip("/") + "/"
    parts = [urlsplit(place) for place in places]
    addresses = [each.path.removeprefix(base) + (f"?{each.query}" if each.query else "") for each in parts]
    questions = [each.removeprefix("faq?q=") for each in addresses if each.startswith("faq?q=")]
    return addresses, questions


def open_all(address: str, pages: Sequence[str]) -> None:
    """Open every page once, so that the site is as after its first hour."""
    for page in pages:
        with urlopen(Request(f"{address}/{page}", headers={"Accept-Encoding": "br"}), timeout=30) as answer:
            answer.read()


def figures(environment: Environment, readers: int, seconds: float, busy: float) -> dict[str, Any]:
    """The figures of one number of readers, as they are printed."""
    stats = environment.stats
    page = stats.get("page", "GET")
    p50, p95, p99 = (page.get_response_time_percentile(share) or 0 for share in (0.5, 0.95, 0.99))
    failures = {name: entry.num_failures for (name, _), entry in list(stats.entries.items()) if entry.num_failures}
    return {
        "readers": readers,
        "requests_a_second": stats.total.num_requests / seconds,
        "p50": p50,
        "p95": p95,
        "p99": p99,
        "pages": page.num_requests,
        "requests": stats.total.num_requests,
        "sessions": len(Reader.sessions),
        "session_p95": stats.get("session", "app").get_response_time_percentile(0.95) or 0,
        "failures": failures,
        "messages": sorted({str(each.error) for each in stats.errors.values()})[:5],
        "generator_busy": busy,
    }


def ramp(
    environment: Environment, steps: Sequence[int], hold: int, settle: int, *, until_slow: bool
) -> Iterator[dict[str, Any]]:
    """Hold each number of readers for some seconds, from few to many, and give its figures."""
    runner = environment.create_local_runner()
    own = psutil.Process()
    for readers in steps:
        runner.start(readers, spawn_rate=max(50, readers / 4))
        gevent.sleep(settle)
        environment.stats.clear_all()
        own.cpu_percent()
        gevent.sleep(hold)
        made = figures(environment, readers, hold, own.cpu_percent())
        yield made
        is_slow = made["p95"] > AIM_MS and made["pages"] >= FEWEST_PAGES
        if until_slow and (is_slow or made["failures"].keys() & READING):
            return


def main() -> None:
    """Read the site's map, then let the readers come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--steps", default="100", help="numbers of readers at once, from few to many")
    parser.add_argument("--hold", type=int, default=20, help="seconds for each")
    parser.add_argument("--ledger", type=Path, required=True, help="file for what voters were told")
    parser.add_argument("--settle", type=int, default=SETTLE_SECONDS, help="seconds before each that are not counted")
    parser.add_argument("--pause", default=PAUSE, help=f"seconds on a page (default {PAUSE})")
    parser.add_argument("--voting", type=float, default=VOTING, help="share of the readers who vote")
    parser.add_argument("--until-slow", action="store_true")
    arguments = parser.parse_args()
    steps = [at_most(int(each), MAX_READERS, "readers") for each in arguments.steps.split(",")]
    hold = at_most(arguments.hold, MAX_HOLD_SECONDS, "seconds")
    at_most((hold + arguments.settle) * len(steps), 60 * MAX_MINUTES, "seconds in all")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    Reader.host = on_this_machine(arguments.address)
    Reader.addresses, Reader.questions = read_sitemap(arguments.address)
    open_all(arguments.address, (*Reader.addresses, *FILTERED))
    Reader.ledger, Reader.voting = arguments.ledger, arguments.voting
    shortest, longest = map(float, arguments.pause.split(","))
    Reader.pause = (max(1.0, shortest), max(1.0, longest))
    environment = Environment(user_classes=[Reader], host=arguments.address)
    for made in ramp(environment, steps, hold, arguments.settle, until_slow=arguments.until_slow):
        print(json.dumps(made), flush=True)
    os._exit(0)  # an orderly end would close sockets for which gevent still waits, and libev aborts


if __name__ == "__main__":
    main()
