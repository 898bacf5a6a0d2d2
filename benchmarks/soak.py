"""Does anything get lost when things fail? ``make soak MINUTES=60``, or ``python -m benchmarks.soak --minutes 60``.

Readers read, filter and vote, while one thing after the other fails. For three quarters of the time they come to nginx
with three replicas and PostgreSQL: a replica is killed, PostgreSQL restarts, PostgreSQL hangs (all its processes are
stopped), a replica starts with a clock that is a day ahead. Then to one process with SQLite, whose disk is full for a
while (a tmpfs, which root alone can mount). At the end each acknowledged vote must be stored, all tallies must be right
and no page may have failed; else it exits with 1. It sends to this machine alone.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.bounds import HTML, MAX_MINUTES, MAX_READERS, at_most
from benchmarks.ledger import Audit
from benchmarks.load import listed, readers, votes_line
from benchmarks.report import VOTES, options, publish, table
from benchmarks.setups import Setup, audit_votes, one_process, replicas, setup_of
from deploy.replicas import Replicas

VOTING = 0.3
"""Share of the readers who vote: far more than in life, so that votes are on their way whenever something fails."""
PAUSE = "2,8"
"""Seconds on a page: readers in a hurry, so that a short run has votes too."""
HANG_SECONDS, FULL_SECONDS, KILLED_SECONDS = 45, 20, 5
STEP_SECONDS = 30
TMPFS = "16m"
AHEAD = "+26h"

NOT_DONE = "NOT DONE"

Event = tuple[str, Callable[[], None]]


@dataclass
class Course:
    """What happened to one setup."""

    name: str
    minutes: float
    memory_at_start: list[float]
    memory_early: list[float] = field(default_factory=list)
    """After the first step, when all pages have been read."""
    memory_at_end: list[float] = field(default_factory=list)
    requests: int = 0
    slowest_p95: float = 0
    failures: dict[str, int] = field(default_factory=dict)
    messages: set[str] = field(default_factory=set)
    events: list[str] = field(default_factory=list)
    audit: Audit | None = None

    @property
    def failed_reads(self) -> int:
        """Pages that did not come, of all kinds but the app's own connection, which a killed replica cuts."""
        return sum(number for name, number in self.failures.items() if name in HTML)

    @property
    def breaches(self) -> list[str]:
        """What may not have happened, in words."""
        lost = self.audit.breaches if self.audit else ("the votes were not compared",)
        reads = [f"{self.failed_reads} pages did not come: {sorted(self.messages)}"] if self.failed_reads else []
        return [*lost, *reads, *(each for each in self.events if NOT_DONE in each)]


def main() -> int:
    """Run both setups; 1 if there is a breach."""
    parser = options(__doc__, document=VOTES)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--readers", type=int, default=150, help="readers at once (default 150)")
    arguments = parser.parse_args()
    minutes = at_most(arguments.minutes, MAX_MINUTES, "minutes")
    number = at_most(arguments.readers, MAX_READERS, "readers")
    courses: list[Course] = []

    def measure() -> str:
        courses.extend((with_replicas(45 * minutes, number), with_sqlite(15 * minutes, number // 3 or 1)))
        return report(courses)

    publish("soak", measure, arguments.write, document=VOTES)
    return 1 if any(course.breaches for course in courses) else 0


def with_replicas(seconds: int, number: int) -> Course:
    """Let replicas and PostgreSQL fail."""
    with replicas(3) as (setup, running):
        first, second, _ = running.replicas
        events: list[Event] = [
            ("a replica killed, started again", lambda: kill_and_start(running, first)),
            ("PostgreSQL restarted", lambda: restart_postgres(running)),
            (f"PostgreSQL stopped for {hang(seconds)} s by a signal", lambda: hang_postgres(running, hang(seconds))),
            (f"a replica started with its clock at {AHEAD}", lambda: shift_clock(running, second)),
        ]
        course = run(setup, seconds, number, events)
        course.memory_at_end = setup_of(running).memory_mb()
        return course


def with_sqlite(seconds: int, number: int) -> Course:
    """Fill the disk on which one process keeps its votes."""
    with small_disk() as disk, one_process(var=disk) as setup:
        events: list[Event] = [(f"disk full for {FULL_SECONDS} s", lambda: fill(disk, min(FULL_SECONDS, seconds / 3)))]
        course = run(setup, seconds, number, events)
        course.memory_at_end = setup.memory_mb()
        return course


def run(setup: Setup, seconds: int, number: int, events: Sequence[Event]) -> Course:
    """Let readers come for some seconds, and the events happen at even distances; compare the votes at the end."""
    course = Course(setup.name, seconds / 60, setup.memory_at_rest())
    hold = min(STEP_SECONDS, seconds)
    steps = ",".join([str(number)] * (seconds // hold))
    with tempfile.TemporaryDirectory() as folder, happening(events, seconds, course) as over:
        ledger = Path(folder) / "votes.jsonl"
        for made in readers(
            setup,
            ledger,
            "--steps",
            steps,
            "--hold",
            str(hold),
            "--settle",
            "0",
            "--voting",
            str(VOTING),
            "--pause",
            PAUSE,
        ):
            note(course, made)
            course.memory_early = course.memory_early or setup.memory_mb()
        over()
        course.audit = audit_votes(setup, ledger)
    return course


def note(course: Course, made: dict[str, Any]) -> None:
    """Add the figures of a step."""
    course.requests += made["requests"]
    course.slowest_p95 = max(course.slowest_p95, made["p95"])
    course.messages |= set(made["messages"])
    for name, number in made["failures"].items():
        course.failures[name] = course.failures.get(name, 0) + number
    print(f"{course.name}: {made}", file=sys.stderr, flush=True)


@contextmanager
def happening(events: Sequence[Event], seconds: int, course: Course) -> Iterator[Callable[[], None]]:
    """Let the events happen one after the other while the block runs.

    Gives a function that waits for the one that is under way, and begins no other.
    """
    over = threading.Event()

    def happen() -> None:
        for place, (name, do) in enumerate(events, start=1):
            if over.wait(max(0.0, began + seconds * (place - 0.5) / (len(events) + 0.5) - time.monotonic())):
                course.events.append(f"{name}: {NOT_DONE}, there was no time")
                continue
            try:
                do()
                course.events.append(name)
            except (OSError, RuntimeError, subprocess.SubprocessError, psutil.Error) as error:
                course.events.append(f"{name}: {NOT_DONE}, {error}")

    began = time.monotonic()
    thread = threading.Thread(target=happen, name="events")
    thread.start()

    def end() -> None:
        over.set()
        thread.join()

    try:
        yield end
    finally:
        end()


def hang(seconds: int) -> int:
    """How long PostgreSQL hangs in a run of so many seconds: a short run has less time for it."""
    return min(HANG_SECONDS, seconds // 5)


def kill_and_start(running: Replicas, port: int) -> None:
    """Kill a replica and start it again."""
    running.processes[port].kill()
    running.processes[port].wait()
    time.sleep(KILLED_SECONDS)
    running.start(port)
    running.wait_for(running.replicas[port])


def restart_postgres(running: Replicas) -> None:
    """Stop PostgreSQL in order, and start it again."""
    running.postgres.stop()
    time.sleep(KILLED_SECONDS)
    running.postgres.ensure_postgres_running()


def hang_postgres(running: Replicas, seconds: float) -> None:
    """Stop all processes of PostgreSQL as they are: connections stay open and nobody answers."""
    postmaster = psutil.Process(running.postgres.get_pid())
    stopped = [postmaster, *postmaster.children(recursive=True)]
    for each in stopped:
        each.suspend()
    try:
        time.sleep(seconds)
    finally:
        for each in reversed(stopped):
            with suppress(psutil.NoSuchProcess):
                each.resume()


def shift_clock(running: Replicas, port: int) -> None:
    """Start a replica again with a clock that is ahead, then with the right one. Raises ``RuntimeError``."""
    libraries = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not libraries:
        raise RuntimeError("faketime is not installed (Debian, Ubuntu: sudo apt-get install faketime)")
    right = dict(running.settings)
    ahead = {"LD_PRELOAD": str(libraries[0]), "FAKETIME": AHEAD, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    for settings in (right | ahead, right):
        running.processes[port].send_signal(signal.SIGTERM)
        running.processes[port].wait()
        running.settings = settings
        running.start(port)
        running.wait_for(running.replicas[port])
        time.sleep(KILLED_SECONDS)


@contextmanager
def small_disk() -> Iterator[Path]:
    """Mount a small disk in memory. Raises ``RuntimeError`` for anybody but root."""
    if os.geteuid() != 0:
        raise RuntimeError("a full disk is tried on a tmpfs, which root alone can mount: run make soak as root")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={TMPFS}", "tmpfs", folder], check=True)
        stack.callback(subprocess.run, ["umount", "--lazy", folder], check=True)
        yield Path(folder)


def fill(disk: Path, seconds: float) -> None:
    """Fill a disk to the last byte for some seconds."""
    filler = disk / "filler"
    try:
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        time.sleep(seconds)
    finally:
        filler.unlink()


def report(courses: Sequence[Course]) -> str:
    """The result: a table, what happened, what became of the votes, and what may not have happened."""
    head = (
        "setup",
        "minutes",
        "requests",
        "largest p95, ms",
        "pages that failed",
        "app connections cut",
        "MB at the start",
        "MB after all pages",
        "MB at the end",
    )
    rows = [
        (
            course.name,
            f"{course.minutes:.0f}",
            f"{course.requests:,}",
            f"{course.slowest_p95:.0f}",
            course.failed_reads,
            sum(course.failures.get(name, 0) for name in ("session", "rerun")),
            *map(listed, (course.memory_at_start, course.memory_early, course.memory_at_end)),
        )
        for course in courses
    ]
    lines = [table(head, rows)]
    for course in courses:
        happened = "; ".join(course.events)
        votes = votes_line(course.audit) if course.audit else "The votes were not compared."
        lines.append(f"**{course.name}.** {happened}. {votes}")
        lines.extend(f"BREACH: {each}" for each in course.breaches)
    return "\n\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
