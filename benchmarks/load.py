"""How many readers at once get their pages promptly: ``make load``, or ``python -m benchmarks.load``.

More and more readers (:mod:`benchmarks.readers`) come, until the 95th percentile of the first HTML passes 200 ms or
something fails. Then: pages a second without pauses, silent sockets, and whether each acknowledged vote is stored.
``--before COMMIT`` lets the same numbers of readers come to an older version. It sends to this machine alone.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import silent, throughput
from benchmarks.bounds import MAX_HOLD_SECONDS, MAX_READERS, at_most, on_this_machine
from benchmarks.ledger import Audit
from benchmarks.report import SCALING, options, publish, table
from benchmarks.servers import end_process
from benchmarks.setups import Setup, audit_votes, one_process, replicas, version_before
from explainer.settings import ROOT

STEPS = "50,100,200,400,800,1200,1600,2000,3000,4000,5000,6000,8000,10000"
HEAD = (
    *("readers at once", "requests a second", "p50, ms", "p95, ms", "p99, ms", "sessions open"),
    *("memory of the servers, MB", "open files", "errors", "generator's processor"),
)


def main() -> None:
    """Let readers come to one process, to replicas, or to one process of an older version."""
    parser = options(__doc__, document=SCALING)
    parser.add_argument("--steps", default=STEPS, help=f"readers at once, from few to many (default {STEPS})")
    parser.add_argument("--hold", type=int, default=20, help="seconds for each number of readers (default 20)")
    parser.add_argument("--replicas", type=int, default=0, help="nginx and so many replicas; 0 is one process")
    parser.add_argument("--past-slow", action="store_true", help="more readers come although pages are slow")
    parser.add_argument("--before", default="", help="measure one process of this commit instead")
    arguments = parser.parse_args()
    steps = [at_most(int(each), MAX_READERS, "readers") for each in arguments.steps.split(",")]
    hold = at_most(arguments.hold, MAX_HOLD_SECONDS, "seconds")
    ramp = ["--steps", ",".join(map(str, steps)), "--hold", str(hold)]
    ramp += [] if arguments.past_slow else ["--until-slow"]
    if arguments.before:
        publish("load before", lambda: measure_before(arguments.before, ramp), arguments.write, document=SCALING)
        return
    kind = "replicas" if arguments.replicas else "one-process"
    publish(f"load {kind}", lambda: measure_setup(arguments.replicas, ramp), arguments.write, document=SCALING)


def measure_setup(number: int, ramp: Sequence[str]) -> str:
    """Measure the present version: readers, throughput, silent sockets."""
    with ExitStack() as stack:
        setup = stack.enter_context(replicas(number))[0] if number else stack.enter_context(one_process())
        at_start = setup.memory_at_rest()
        crowd = measure_crowd(setup, ramp)
        memory = (
            f"Memory of each server at the start: {listed(at_start)} MB; at the end: {listed(setup.memory_mb())} MB."
        )
        return "\n\n".join((crowd, memory, throughput.measure(setup.address), silent.measure(setup.address)))


def measure_before(commit: str, ramp: Sequence[str]) -> str:
    """Measure an older version in the same way."""
    with version_before(commit) as root, one_process(root) as setup:
        crowd = measure_crowd(setup, ramp)
        return f"Commit {commit}.\n\n{crowd}\n\n{throughput.measure(setup.address)}"


def measure_crowd(setup: Setup, ramp: Sequence[str]) -> str:
    """Let the readers come; return the table, and what became of the votes."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "votes.jsonl"
        rows = [row(made, setup) for made in readers(setup, ledger, *ramp)]
        return f"{table(HEAD, rows)}\n\n{votes_line(audit_votes(setup, ledger))}"


def readers(setup: Setup, ledger: Path, *options: str) -> Iterator[dict[str, Any]]:
    """Start the readers in a process of their own and give the figures of each step as they come."""
    command = [sys.executable, "-m", "benchmarks.readers", on_this_machine(setup.address), "--ledger", str(ledger)]
    process = subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
        if process.wait():
            raise RuntimeError(f"the readers ended with {process.returncode}")
    finally:
        end_process(process)


def row(made: dict[str, Any], setup: Setup) -> list[str]:
    """One line of the table."""
    failures = "; ".join(f"{name} {number}" for name, number in made["failures"].items())
    if failures:
        print(f"errors: {made['messages']}", file=sys.stderr, flush=True)
    times = [f"{made[each]:.0f}" for each in ("p50", "p95", "p99")]
    memory = f"{sum(setup.memory_mb()):.0f}"
    cells = [f"{made['readers']:,}", f"{made['requests_a_second']:.0f}", *times, f"{made['sessions']}", memory]
    print(" · ".join(cells), failures, file=sys.stderr, flush=True)
    return [*cells, f"{setup.files()}", failures or "0", f"{made['generator_busy']:.0f}%"]


def votes_line(found: Audit) -> str:
    """What became of the votes, as a sentence."""
    same = "each is stored as its voter was told, and all tallies are right" if not found.breaches else "BREACH"
    wrong = "".join(f"\n- {each}" for each in found.breaches)
    return (
        f"Votes: {found.acknowledged} acknowledged, {found.refused} refused, {found.lost} answers lost, "
        f"{found.stored} reactions stored; {same}.{wrong}"
    )


def listed(numbers: Sequence[float]) -> str:
    """Whole numbers, with commas."""
    return ", ".join(f"{each:.0f}" for each in numbers)


if __name__ == "__main__":
    main()
