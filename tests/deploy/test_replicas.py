"""Three replicas behind nginx, with one PostgreSQL and real browsers."""

import gzip
import json
import re
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from playwright.sync_api import Page, expect

from deploy.replicas import Replicas
from explainer.poll.store import VoteStore, recount
from tests.browser.visiting import SETTLED, Visit, answer, expect_votes, reaction
from tests.deploy.http import cookie_of_the_app, request
from tests.deploy.stand import answer_to, get

QUESTION = "is-it-legal"
PATH = f"/faq?q={QUESTION}"


def react(page: Page, word: str) -> None:
    reaction(page, QUESTION, word).click()
    expect(answer(page, QUESTION).get_by_text(f"Your reaction: {word}.")).to_be_visible()


def votes_for(page: Page, word: str) -> int:
    match = re.search(rf"\b{word} (\d+)", answer(page, QUESTION).text_content() or "")
    return int(match[1]) if match else 0


def replica_of(running: Replicas, source: str = "127.0.0.1") -> int:
    """The replica of the readers at this address; the browsers of the tests are at the default."""
    _, headers, _ = answer_to(running.port, get("/healthz"), source=source)
    return int(headers["x-replica"].rsplit(":", 1)[1])


def test_a_reader_stays_with_one_replica_and_all_replicas_have_readers(running: Replicas) -> None:
    addresses = [f"127.0.0.{number}" for number in range(1, 41)]
    chosen = [replica_of(running, address) for address in addresses]
    assert set(chosen) == set(running.replicas)
    assert chosen == [replica_of(running, address) for address in addresses]


def test_a_vote_through_one_replica_shows_in_the_others_within_two_seconds(
    running: Replicas, reader: Callable[[str], Visit]
) -> None:
    first, *others = running.replicas.values()
    pages = [reader(address).open(PATH) for address in others]
    before = [votes_for(page, "wow") for page in pages]
    react(reader(first).open(PATH), "wow")
    voted = time.monotonic()
    for page, number in zip(pages, before, strict=True):
        reaction(page, QUESTION, "funny").click()  # any click reads the votes of all replicas
        expect_votes(page, QUESTION, "wow", number + 1)
    assert time.monotonic() - voted < 2 * len(pages)


def test_two_readers_behind_the_same_cache_never_see_each_others_reaction(
    running: Replicas, reader: Callable[..., Visit]
) -> None:
    ann, bob = (reader(running.address, java_script_enabled=False).context.new_page() for _ in range(2))
    for page, word in ((ann, "love"), (bob, "sad")):
        page.goto(PATH)
        page.locator(f"#poll-{QUESTION}").get_by_role("button", name=word).click()
        expect(page.locator(f"#poll-{QUESTION}")).to_contain_text(f"Your reaction: {word}.")
    for page, word in ((ann, "love"), (bob, "sad")):
        page.reload()
        expect(page.locator(f"#poll-{QUESTION}")).to_contain_text(f"Your reaction: {word}.")
        page.goto(PATH)  # what everybody gets
        expect(page.locator(f"#poll-{QUESTION}")).not_to_contain_text("Your reaction")


def test_a_killed_replica_loses_no_vote_and_its_readers_continue(
    running: Replicas, reader: Callable[[str], Visit]
) -> None:
    pages = [reader(running.address).open(PATH) for _ in range(4)]
    for page in pages:
        react(page, "love")
    loved, sad = (votes_for(pages[-1], word) for word in ("love", "sad"))  # other tests vote here too
    killed = replica_of(running)
    try:
        with ExitStack() as stack:
            for page in pages:
                stack.enter_context(page.expect_websocket())  # the page connects to another replica by itself
            running.processes[killed].send_signal(signal.SIGKILL)
            running.processes[killed].wait()
        for page in pages:
            page.locator(SETTLED).wait_for()
            expect(answer(page, QUESTION).get_by_text("Your reaction: love.")).to_be_visible()
            react(page, "sad")
        with closing(VoteStore(running.database)) as store:
            assert store.tally(QUESTION)["love"] == loved - 4
            assert store.tally(QUESTION)["sad"] == sad + 4
            assert recount(store) == {}
        assert replica_of(running) != killed
    finally:
        running.start(killed)
        running.wait_for(running.replicas[killed])


def test_pages_and_scripts_come_compressed_with_the_security_headers(running: Replicas) -> None:
    status, headers, body = request(f"{running.address}/faq", Accept="text/html", Accept_Encoding="gzip")
    page = gzip.decompress(body).decode()
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "sha256-" in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff"
    script = re.search(r'"\./(static/js/index[^"]+)"', page)
    assert script is not None
    _, headers, body = request(f"{running.address}/{script[1]}", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 0.5 * len(gzip.decompress(body))


def test_readers_cannot_forge_forwarded_headers(running: Replicas) -> None:
    forged = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.9"}
    assert "Secure" not in cookie_of_the_app(running.address, **forged)
    address = next(iter(running.replicas.values()))
    cookie = cookie_of_the_app(address, X_Forwarded_Proto="https")
    assert cookie.endswith("; Secure")  # headers from this machine, where nginx runs, are trusted


def test_replicas_are_ready_only_while_the_database_is_reachable(running: Replicas) -> None:
    assert json.loads(request(f"{running.address}/readyz")[2]) == {"data": "valid", "votes": "reachable"}
    running.postgres.stop()
    for address in running.replicas.values():
        until = time.monotonic() + 10  # an answer may be a second old
        while request(f"{address}/readyz")[0] != 503:
            assert time.monotonic() < until
        assert request(f"{address}/healthz")[0] == 200
    running.postgres.ensure_postgres_running()
    for address in running.replicas.values():
        running.wait_for(address)


def test_in_production_there_is_no_agent_api_no_file_watcher_and_no_error_detail(
    running: Replicas, reader: Callable[..., Visit]
) -> None:
    replica, address = next(iter(running.replicas.items()))
    reader(address).open(PATH)  # a file watcher would start with the first reader
    call = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    for route in ("interact", "mcp"):
        status, headers, body = request(f"{address}/_stcore/agent/{route}", call, Content_Type="application/json")
        assert (status, body) == (404, b"There is nothing at this address.")
        assert headers["x-content-type-options"] == "nosniff"
    watching = [link for link in Path(f"/proc/{running.processes[replica].pid}/fd").iterdir() if is_inotify(link)]
    assert watching == []
    started = Path(f"/proc/{running.processes[replica].pid}/cmdline").read_text().split("\0")
    assert {"--client.showErrorDetails=none", "--server.fileWatcherType=none"} <= set(started)


def is_inotify(link: Path) -> bool:
    try:
        return "inotify" in str(link.readlink())
    except FileNotFoundError:  # closed meanwhile
        return False


def test_a_replica_with_readers_stops_cleanly_on_sigterm(running: Replicas, reader: Callable[[str], Visit]) -> None:
    replica, address = next(iter(running.replicas.items()))
    page = reader(address).open(PATH)
    react(page, "like")
    log = running.folder / f"{replica}.log"
    before = len(log.read_text())
    running.processes[replica].send_signal(signal.SIGTERM)
    assert running.processes[replica].wait(timeout=15) in (0, -signal.SIGTERM)
    assert "Traceback" not in log.read_text()[before:]
    running.start(replica)
    running.wait_for(address)
