"""What happens to votes when something breaks: the pages go on, nothing that was acknowledged is lost, and it mends."""

import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect
from sqlalchemy import func, select

from explainer.poll.key import read_key
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, recount
from explainer.poll.visitor import new_cookie, token_of, visitor_hash
from explainer.web.streamlit_page.hooks import TEST_IDS
from tests.browser.server import Server
from tests.browser.visiting import Visit, answer, expect_votes, reaction, visit
from tests.poll.postgres import new_database, shared_postgres, start_postgres

QUESTION = "is-it-legal"
PATH = f"/faq?q={QUESTION}"
KILLS = int(os.environ.get("KILLS", "1"))
"""How often each kind of store sees its server killed; KILLS=50 takes some minutes."""

RESTING = "The poll is not working just now."
NOT_SAVED = "Your reaction could not be saved. Please try again."


class Site(Server):
    """A server that things are done to."""

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir(exist_ok=True)
        super().__init__(folder / "var", folder / "server.log")
        self._env.update(settings)
        self.votes = self.var / "votes.sqlite3"

    def kill(self) -> None:
        """As a power cut would: no chance to finish anything."""
        self._running().send_signal(signal.SIGKILL)

    def wait(self) -> None:
        self._running().wait(timeout=30)

    def limit_files(self, size: int) -> None:
        """From now on no file of this server grows beyond this size, as if the disk were full; -1 lifts it."""
        resource.prlimit(self._running().pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Makes a server with settings; the test starts it."""
    made: list[Site] = []

    def make(**settings: str) -> Site:
        made.append(Site(tmp_path / "site", **settings))
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def site(new_site: Callable[..., Site]) -> Site:
    """A running server with votes in a file."""
    running = new_site()
    running.start()
    return running


def acknowledged(page: Page, word: str, timeout: float | None = None) -> None:
    """The page says that this is the visitor's reaction."""
    expect(answer(page, QUESTION).get_by_text(f"Your reaction: {word}.")).to_be_visible(timeout=timeout)


def react(page: Page, word: str) -> None:
    reaction(page, QUESTION, word).click()
    acknowledged(page, word)


def rests(page: Page) -> None:
    """The poll says that it rests, offers to try again, and the rest of the page is there."""
    expect(answer(page, QUESTION).get_by_text(RESTING)).to_be_visible()
    expect(answer(page, QUESTION).get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_test_id(TEST_IDS["fold"]).first).to_be_visible()
    expect(answer(page, QUESTION).get_by_role("link").first).to_be_visible()


@pytest.mark.parametrize(
    "cookie",
    ["0" * 64, new_cookie(b"the key of another site"), "x" * 3000, "'%20OR%201=1--", "%3Cscript%3E"],
    ids=["zeros", "foreign", "huge", "sql", "script"],
)
def test_a_cookie_that_is_not_ours_is_replaced_and_never_gets_into_the_store(
    own_site: Server, visitor: Callable[..., Visit], cookie: str
) -> None:
    guest = visitor(own_site)
    guest.context.add_cookies([{"name": "visitor", "value": cookie, "url": own_site.address}])
    page = guest.open(PATH)
    react(page, "love")
    [ours] = [found["value"] for found in guest.context.cookies() if found["name"] == "visitor"]
    assert ours != cookie
    key = read_key(own_site.var) or b""
    store = VoteStore(own_site.var / "votes.sqlite3")
    assert store.reaction_of(visitor_hash(token_of(ours, key) or "", key), QUESTION) == "love"
    assert store.reaction_of(visitor_hash(cookie, key), QUESTION) is None
    store.close()
    assert f"a visitor's cookie of {len(cookie)} characters is none of ours" in own_site.read_log()
    assert cookie not in own_site.read_log()


def test_while_the_store_is_locked_pages_work_and_afterwards_votes_do(
    site: Site, visitor: Callable[..., Visit]
) -> None:
    page = visitor(site).open(PATH)
    react(page, "love")
    with closing(sqlite3.connect(site.votes, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        reaction(page, QUESTION, "sad").click()
        expect(answer(page, QUESTION).get_by_text(NOT_SAVED)).to_be_visible()
        acknowledged(page, "love")
        other.execute("ROLLBACK")
    react(page, "sad")


def test_when_the_disk_is_full_a_vote_is_not_acknowledged_and_with_room_again_it_is(
    site: Site, visitor: Callable[..., Visit]
) -> None:
    page = visitor(site).open(PATH)
    react(page, "love")
    log = site.votes.with_name("votes.sqlite3-wal")
    site.limit_files(log.stat().st_size)
    reaction(page, QUESTION, "sad").click()
    expect(answer(page, QUESTION).get_by_text(NOT_SAVED)).to_be_visible()
    acknowledged(page, "love")
    site.limit_files(-1)
    react(page, "sad")
    expect_votes(page, QUESTION, "love", 0)


def test_a_corrupted_store_makes_the_poll_rest_and_it_comes_back_by_itself(
    site: Site, visitor: Callable[..., Visit]
) -> None:
    page = visitor(site).open(PATH)
    react(page, "love")
    backup = site.var.parent / "backup"
    shutil.copytree(site.var, backup)
    for file in site.var.glob("votes.*"):
        file.unlink()
    site.votes.write_bytes(b"this is no database " * 500)
    visit(page, PATH)
    rests(page)
    site.votes.unlink()
    for file in backup.glob("votes.*"):
        file.rename(site.var / file.name)
    acknowledged(page, "love")  # nobody reloaded the page
    react(page, "wow")


READ_ONLY = """
import sys
from pathlib import Path
from sqlalchemy.exc import OperationalError
from explainer.poll.store import VoteStore
try:
    VoteStore(Path(sys.argv[1])).vote("ann", "site", "love")
except OperationalError as error:
    print(error.orig)
"""


def test_a_store_that_may_only_be_read_takes_no_vote_and_says_why(tmp_path: Path) -> None:
    file = tmp_path / "votes.sqlite3"
    VoteStore(file).close()
    file.chmod(0o444)
    tmp_path.chmod(0o555)
    # Root may write whatever the mode says, unless it gives that up.
    root = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    command = [*root, sys.executable, "-c", READ_ONLY, str(file)]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    finally:
        tmp_path.chmod(0o755)
    assert re.search("readonly|unable to open", said), said
    store = VoteStore(file)
    assert sum(store.tally("site").values()) == 0
    store.close()


def test_when_the_database_goes_down_the_poll_rests_and_comes_back_with_it(
    new_site: Callable[..., Site], visitor: Callable[..., Visit]
) -> None:
    with start_postgres() as postgres:
        site = new_site(DATABASE_URL=new_database(postgres))
        site.start()
        page = visitor(site).open(PATH)
        react(page, "love")
        postgres.stop()
        reaction(page, QUESTION, "sad").click()
        rests(page)
        answer(page, QUESTION).get_by_role("button", name="Try again").click()
        rests(page)
        postgres.ensure_postgres_running()
        acknowledged(page, "love")
        react(page, "sad")
        site.stop()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_acknowledged_vote_is_lost_and_none_counts_twice_when_the_server_is_killed(
    new_site: Callable[..., Site], visitor: Callable[..., Visit], kind: str
) -> None:
    settings = {"DATABASE_URL": new_database(shared_postgres())} if kind == "postgresql" else {}
    site = new_site(EXPLAINER_VOTES_A_MINUTE="0", **settings)
    chance = random.Random(kind)
    visits = [visitor(site) for _ in range(3)]
    seen: dict[int, str | None] = dict.fromkeys(range(3))
    pages: list[Page] = []
    for _ in range(KILLS):
        site.start()
        if not pages:
            pages = [each.open(PATH) for each in visits]
        for page in pages:
            visit(page, PATH)
        if not any(seen.values()):  # a slow machine may be killed before its first vote
            react(pages[0], REACTION_IDS[0])
            seen[0] = REACTION_IDS[0]
        killer = threading.Timer(chance.uniform(0.1, 1.5), site.kill)
        killer.start()
        tried = vote_until_it_is_gone(pages, seen, chance)
        killer.join()
        site.wait()
        check(site, settings, visits, seen, tried)
    assert any(seen.values())


def vote_until_it_is_gone(pages: list[Page], seen: dict[int, str | None], chance: random.Random) -> dict[int, str]:
    """Vote until the server is gone; put acknowledged reactions into ``seen``, return those not yet acknowledged."""
    tried: dict[int, str] = {}
    try:
        while True:
            for number, page in enumerate(pages):
                word = chance.choice([each for each in REACTION_IDS if each != seen[number]])
                tried[number] = word
                reaction(page, QUESTION, word).click(timeout=2000)
            for number, page in enumerate(pages):
                acknowledged(page, tried[number], timeout=2000)
                seen[number] = tried.pop(number)
    except (Error, AssertionError):
        return tried


def check(
    site: Site, settings: dict[str, str], visits: list[Visit], seen: dict[int, str | None], tried: dict[int, str]
) -> None:
    """Check that the store has each visitor's last acknowledged or last tried reaction, and write it into ``seen``."""
    store = VoteStore(settings.get("DATABASE_URL") or site.votes)
    key = read_key(site.var) or b""
    for number, each in enumerate(visits):
        [cookie] = [found["value"] for found in each.context.cookies() if found["name"] == "visitor"]
        kept = store.reaction_of(visitor_hash(token_of(cookie, key) or "", key), QUESTION)
        assert kept in {seen[number], tried.get(number, seen[number])}
        seen[number] = kept
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(votes)) == len(
            [each for each in seen.values() if each]
        )
    assert recount(store) == {}
    store.close()
