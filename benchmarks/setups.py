"""What a load test runs against: one process with SQLite, or nginx with replicas and PostgreSQL. And its votes."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from sqlalchemy import select

from benchmarks.ledger import SECRET, Audit, audit, read
from benchmarks.servers import compressed_copies, site
from deploy.replicas import Replicas
from explainer.poll.rate_limits import SETTINGS as LIMITS
from explainer.poll.schema import votes
from explainer.poll.store import VoteStore, recount
from explainer.poll.visitor import visitor_hash
from explainer.settings import ROOT

OF_A_NETWORK = ("votes", "visitors", "visitors_a_day")
SETTINGS = {"EXPLAINER_SECRET": SECRET, "EXPLAINER_APP": "auto", **{LIMITS[name]: "0" for name in OF_A_NETWORK}}
"""No limits of a network, because all addresses of this machine count as one."""


@dataclass(frozen=True)
class Setup:
    """A running site."""

    name: str
    address: str
    servers: tuple[psutil.Process, ...]
    database: str | Path

    def memory_mb(self) -> list[float]:
        """The resident memory of each server process, in MB of 10^6 bytes."""
        return [each.memory_info().rss / 1e6 for each in self.servers if each.is_running()]

    def memory_at_rest(self) -> list[float]:
        """The same once the servers have warmed up: when nothing grew for three seconds."""
        before, quiet = self.memory_mb(), 0
        while quiet < 3:
            time.sleep(1)
            now = self.memory_mb()
            quiet = quiet + 1 if sum(now) - sum(before) < 1 else 0
            before = now
        return before

    def files(self) -> int:
        """How many files and sockets the servers have open."""
        return sum(each.num_fds() for each in self.servers if each.is_running())


@contextmanager
def one_process(root: Path = ROOT, var: Path | None = None) -> Iterator[Setup]:
    """Start one process of the site in the folder ``root``; ``var`` is where it keeps the votes."""
    with tempfile.TemporaryDirectory() as folder:
        kept = var or Path(folder)
        settings = {
            **SETTINGS,
            "EXPLAINER_VAR": str(kept),
            "EXPLAINER_STATIC": str(drawn_pictures(root)),
        }
        with site(root=root, **settings) as server:
            yield Setup("one process", server.address, (server.process,), kept / "votes.sqlite3")


@contextmanager
def replicas(number: int) -> Iterator[tuple[Setup, Replicas]]:
    """Start nginx, replicas and PostgreSQL."""
    running = Replicas(number)
    running.settings |= SETTINGS | {"EXPLAINER_STATIC": str(drawn_pictures(ROOT))}
    with running:
        yield setup_of(running), running


def setup_of(running: Replicas) -> Setup:
    """The replicas as they run now: after a restart they are other processes."""
    servers = tuple(psutil.Process(running.processes[port].pid) for port in running.replicas)
    return Setup(f"nginx and {len(servers)} replicas", running.address, servers, running.database)


@contextmanager
def version_before(commit: str) -> Iterator[Path]:
    """Check out a commit into a folder of its own, which is removed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "before"
        git = ("git", "-C", str(ROOT), "worktree")
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def drawn_pictures(root: Path) -> Path:
    """Return a folder with compressed static files and all pictures, as a server has them after its build."""
    folder = compressed_copies()
    if (root / "explainer" / "views" / "pictures.py").exists():
        command = [sys.executable, "-m", "explainer.views.pictures"]
        environment = {**os.environ, "EXPLAINER_STATIC": str(folder)}
        subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder


def audit_votes(setup: Setup, ledger: Path) -> Audit:
    """Compare what voters were told with what the store holds, and its tallies with its votes."""
    store = VoteStore(setup.database)
    try:
        with store.engine.connect() as connection:
            rows = connection.execute(select(votes.c.visitor, votes.c.question, votes.c.reaction)).all()
        stored = {(visitor, question): reaction for visitor, question, reaction in rows}
        hashed = [
            replace(each, visitor=visitor_hash(each.visitor, SECRET.encode()) if each.visitor else "")
            for each in read(ledger)
        ]
        found = audit(hashed, stored)
        wrong = tuple(f"tally of {pair}: {before}, counted {right}" for pair, (before, right) in recount(store).items())
        return replace(found, breaches=found.breaches + wrong)
    finally:
        store.close()
