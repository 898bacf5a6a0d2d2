"""What it costs when the tables grow: ``python -m benchmarks.growth`` (``--times 1 10`` leaves out the longest part).

The tables of ``data/`` are copied to a temporary folder with every row repeated under new identifiers, 1, 10 and 100
times: a copied result belongs to a copied trial, rests on a copied source and stands in the condition of its original.
Texts, conditions and tables that only name things stay as they are, because what grows in years to come is the number
of trials, sources and events, not the number of conditions. ``EXPLAINER_DATA`` points the site at the folder.

Shown: reading and checking the data (a process of its own, processor time), memory of the server once every page was
opened, and processor time of another run of four pages (:mod:`benchmarks.rerun`).
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.memory import warmed
from benchmarks.report import options, publish, table
from benchmarks.rerun import DEPRESSION, again, name_of
from benchmarks.servers import Server, site
from explainer.settings import ROOT, data_dir
from explainer.site import PAGES

TIMES = (1, 10, 100)
MEASURED = ("conditions", "trials", "sources", "timeline")
IDENTIFIERS = {
    "trials": ("id", "source"),
    "results": ("id", "trial", "source"),
    "main_outcomes": ("trial",),
    "pooled": ("id", "source"),
    "sources": ("id",),
    "other_questions": ("row",),
    "duplicates": ("row", "same_as"),
    **dict.fromkeys(
        ("timeline", "approvals", "adverse_effects", "mechanisms", "pharmacology", "interactions", "misuse",
         "duration", "guidelines", "access"),
        ("id", "source"),
    ),
}  # fmt: skip
"""The tables that grow, and their columns with identifiers that a copy must not share."""

LOAD = """
import sys, time
from pathlib import Path
from explainer.content.load import load
began = time.process_time()
load(Path(sys.argv[1]))
print(time.process_time() - began)
"""


def renamed(identifier: str, copy: int) -> str:
    """The identifier of a copy: ``feder-2021/week2`` becomes ``feder-2021-copy-3/week2``; the first copy keeps it."""
    if copy == 0 or not identifier:
        return identifier
    first, slash, rest = identifier.partition("/")
    return f"{first}-copy-{copy}{slash}{rest}"


def grown(rows: list[dict[str, str]], columns: tuple[str, ...], times: int) -> Iterator[dict[str, str]]:
    """All rows as often as asked, each time under other identifiers."""
    for copy in range(times):
        for row in rows:
            yield {**row, **{column: renamed(row[column], copy) for column in columns}}


def grow(folder: Path, times: int) -> int:
    """Fill a folder with the data of the site grown so many times; the number of rows of all grown tables."""
    shutil.copytree(data_dir(), folder, dirs_exist_ok=True)
    number = 0
    for name, columns in IDENTIFIERS.items():
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            head, rows = reader.fieldnames or (), list(reader)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, head)
            writer.writeheader()
            writer.writerows(grown(rows, columns, times))
        number += len(rows) * times
    return number


def loading(folder: Path) -> float:
    """Processor seconds to read and check a data folder. Raises ``CalledProcessError`` if it has faults."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def cpu_ms(server: Server, page: str, runs: int) -> float:
    """Processor time of another run of a page, after the one that opens it: at 100 times one may take a minute."""
    return again(server, page, runs, DEPRESSION if page == "trials" else "", warm_up=0).cpu


def row(times: int, runs: int) -> list[str]:
    """One line of the table."""
    print(f"growth: {times} times the tables", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as made:
        number = grow(Path(made), times)
        seconds = loading(Path(made))
        with site(Path(made)) as server:
            memory = warmed(server, [name_of(page.name) for page in PAGES])
            costs = [cpu_ms(server, page, runs) for page in MEASURED]
    return [f"{times}×", f"{number:,}", f"{seconds:.2f}", f"{memory:.0f}", *(f"{cost:.0f}" for cost in costs)]


def main() -> None:
    """Measure each size."""
    parser = options(__doc__, runs=2)
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="how many times the tables of today")
    chosen = parser.parse_args()
    head = ("tables", "rows", "load, CPU s", "memory, MB", *(f"/{page}, CPU ms a rerun" for page in MEASURED))
    publish("growth", lambda: table(head, [row(times, chosen.runs) for times in chosen.times]), chosen.write)


if __name__ == "__main__":
    main()
