"""What changed in the data between two versions, row by row: ``make data-diff FROM=v0.1.0`` (or any commit).

The files are compared as they are, without the models, so an old version may have other columns. Rows that are held
back count as not there, and columns for curators are left out: a reader of the published tables sees neither.
"""

import csv
import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from explainer.reuse.tables import LEFT_OUT, PUBLISHED, Table
from explainer.settings import ROOT, data_dir

Row = Mapping[str, str]
"""Cells by column."""


@dataclass(frozen=True)
class Version:
    """A table in one version: its columns, and its rows by their key (the whole row where a table has no key)."""

    columns: tuple[str, ...]
    rows: Mapping[str, Row]


@dataclass(frozen=True)
class Changes:
    """How a table differs: keys of rows that came and went, and ``(key, column, before, after)`` for each cell."""

    table: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    cells: tuple[tuple[str, str, str, str], ...]
    new_columns: tuple[str, ...] = ()
    lost_columns: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        """Number of rows with a changed cell."""
        return len({key for key, _, _, _ in self.cells})


def read(folder: Path) -> dict[str, Version]:
    """Every published table of a data folder, as far as it is there."""
    found = {}
    for table in PUBLISHED.values():
        rows = list(_texts(folder / table.texts) if table.texts else _lines(folder / f"{table.name}.csv"))
        if rows:
            kept = [
                {name: cell for name, cell in row.items() if name not in LEFT_OUT}
                for row in rows
                if not row.get("held")
            ]
            columns = tuple(
                name for name in dict.fromkeys(name for row in rows for name in row) if name not in LEFT_OUT
            )
            found[table.name] = Version(columns, {_key(table, row): row for row in kept})
    return found


def _lines(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _texts(folder: Path) -> Iterator[dict[str, str]]:
    """Text files as rows: each key of a file is a column."""
    for path in sorted(folder.glob("*.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        yield {name: " ".join(str(value).split()) for name, value in values.items()}


def _key(table: Table, row: Row) -> str:
    return " ".join(row.get(name, "") for name in table.key) if table.key else " | ".join(row.values())


def differences(before: Mapping[str, Version], after: Mapping[str, Version]) -> list[Changes]:
    """The tables that differ, in the order of the package."""
    nothing = Version((), {})
    pairs = ((name, before.get(name, nothing), after.get(name, nothing)) for name in PUBLISHED)
    return [_changes(name, old, new) for name, old, new in pairs if old != new]


def _changes(name: str, old: Version, new: Version) -> Changes:
    both = [column for column in new.columns if column in old.columns]
    return Changes(
        name,
        tuple(key for key in new.rows if key not in old.rows),
        tuple(key for key in old.rows if key not in new.rows),
        tuple(
            (key, column, old.rows[key].get(column, ""), row.get(column, ""))
            for key, row in new.rows.items()
            if key in old.rows
            for column in both
            if old.rows[key].get(column, "") != row.get(column, "")
        ),
        tuple(column for column in new.columns if column not in old.columns) if old.columns else (),
        tuple(column for column in old.columns if column not in new.columns) if new.columns else old.columns,
    )


def step(changes: list[Changes]) -> str:
    """The step of the version that the changes ask for: what ``docs/reuse.md`` says of major, minor and patch."""
    if any(each.lost_columns for each in changes):
        return "major"
    if any(each.added or each.removed or each.new_columns for each in changes):
        return "minor"
    return "patch" if changes else "none"


def report(changes: list[Changes]) -> str:
    """All changes as text, and how many there are."""
    lines = [line for each in changes for line in _said(each)]
    counts = [sum(len(each.added) for each in changes), sum(each.changed for each in changes)]
    counts.append(sum(len(each.removed) for each in changes))
    total = "{} rows added, {} changed, {} removed.".format(*counts)
    return "\n".join([*lines, f"{total} Next version of the data: {step(changes)}."])


def _said(each: Changes) -> Iterator[str]:
    yield f"{each.table}: {len(each.added)} added, {each.changed} changed, {len(each.removed)} removed"
    yield from (f"  new column {name}" for name in each.new_columns)
    yield from (f"  lost column {name}" for name in each.lost_columns)
    yield from (f"  + {key}" for key in each.added)
    yield from (f"  - {key}" for key in each.removed)
    for key, column, before, after in each.cells:
        yield f"  ~ {key}, {column}: {before or '(empty)'} → {after or '(empty)'}"
    yield ""


def at(commit: str) -> dict[str, Version]:
    """The tables as a commit has them. Raises :class:`subprocess.CalledProcessError` if there is no such commit."""
    packed = subprocess.run(["git", "archive", commit, "data"], cwd=ROOT, capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
        return read(Path(folder) / "data")


def main(arguments: list[str]) -> int:
    """Compare a commit (the last one unless another is named) with the working tree."""
    commit = arguments[0] if arguments else "HEAD"
    try:
        before = at(commit)
    except (OSError, subprocess.CalledProcessError) as error:
        why = getattr(error, "stderr", b"") or str(error).encode()
        print(f"can't read the data of {commit}: {why.decode(errors='replace').strip()}", file=sys.stderr)
        return 1
    print(report(differences(before, read(data_dir()))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
