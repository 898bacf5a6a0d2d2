"""What the services were found to have: rows of a CSV file in ``var/`` that a person looks through."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from explainer.upkeep.tables import write

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
Find = dict[str, str]


def read_finds(path: Path) -> list[Find]:
    """The rows of an earlier run; none if there was no earlier run."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_finds(path: Path, columns: Sequence[str], finds: Iterable[Find]) -> None:
    """Write rows; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for find in finds:
        writer.writerow({column: _plain(find.get(column, "")) for column in columns})
    path.parent.mkdir(parents=True, exist_ok=True)
    write({path: text.getvalue()})


def _plain(cell: str) -> str:
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(FORMULA) else text
