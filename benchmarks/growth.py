"""Measure the site with larger tables: ``python -m benchmarks.growth`` (``--times 1 10`` leaves out the longest part).

The tables of ``data/`` are copied to a temporary folder with 1, 10 and 100 times as many rows. Each copied row has new
identifiers: a copied result belongs to a copied trial and a copied source, but to the same condition. Texts, conditions
and lists of names stay as they are, because trials, sources and events will grow in number, and conditions will not.

The table has the processor time to read and check the data (in a process of its own), the memory of the server after
every page was opened, and the processor time to run four pages again (:mod:`benchmarks.rerun`).
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.memory import warm_up
from benchmarks.report import options, publish, table
from benchmarks.rerun import DEPRESSION, cost_of_rerun, path_name
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
"""The tables that grow, and their columns whose identifiers each copy changes."""

LOAD = """
import sys, time
from pathlib import Path
from explainer.content.load import load
began = time.process_time()
load(Path(sys.argv[1]))
print(time.process_time() - began)
"""


def copy_identifier(identifier: str, copy: int) -> str:
    """Return the identifier in a copy: ``feder-2021/week2`` becomes ``feder-2021-copy-3/week2``; copy 0 keeps it."""
    if copy == 0 or not identifier:
        return identifier
    first, slash, rest = identifier.partition("/")
    return f"{first}-copy-{copy}{slash}{rest}"


def repeat_rows(rows: list[dict[str, str]], columns: tuple[str, ...], times: int) -> Iterator[dict[str, str]]:
    """Repeat all rows, each time with other identifiers."""
    for copy in range(times):
        for row in rows:
            yield {**row, **{column: copy_identifier(row[column], copy) for column in columns}}


def write_larger_data(folder: Path, times: int) -> int:
    """Write the site's data with ``times`` as many rows into a folder, and return the rows of all grown tables."""
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
            writer.writerows(repeat_rows(rows, columns, times))
        number += len(rows) * times
    return number


def load_seconds(folder: Path) -> float:
    """Return the processor time to read and check a data folder. Raises ``CalledProcessError`` on invalid data."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def cpu_ms(server: Server, page: str, runs: int) -> float:
    """Return the processor time of another run of an open page. Nothing is warmed up: one run may take a minute."""
    return cost_of_rerun(server, page, runs, DEPRESSION if page == "trials" else "", warm_up=0).cpu_ms


def row(times: int, runs: int) -> list[str]:
    """Measure one size and return its row of the table."""
    print(f"growth: {times} times the tables", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        number = write_larger_data(Path(folder), times)
        seconds = load_seconds(Path(folder))
        with site(Path(folder)) as server:
            memory = warm_up(server, [path_name(page.name) for page in PAGES])
            reruns = [cpu_ms(server, page, runs) for page in MEASURED]
    return [f"{times}×", f"{number:,}", f"{seconds:.2f}", f"{memory:.0f}", *(f"{rerun:.0f}" for rerun in reruns)]


def main() -> None:
    """Measure each size."""
    parser = options(__doc__, runs=2)
    parser.add_argument("--times", type=int, nargs="+", default=TIMES, help="sizes, as multiples of the present tables")
    arguments = parser.parse_args()
    head = ("tables", "rows", "load, CPU s", "memory, MB", *(f"/{page}, CPU ms a rerun" for page in MEASURED))
    publish("growth", lambda: table(head, [row(times, arguments.runs) for times in arguments.times]), arguments.write)


if __name__ == "__main__":
    main()
