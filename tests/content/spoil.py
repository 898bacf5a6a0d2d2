"""Ways to spoil a copy of the data folder, each giving back where the fault must be found."""

import csv
from pathlib import Path


def set_cells(folder: Path, table: str, record: str, **cells: str) -> int:
    """Change cells of the record with this id (or first cell); return its row number as a spreadsheet counts it."""
    header, rows = read(folder, table)
    key = "id" if "id" in header else header[0]
    for number, row in enumerate(rows, start=2):
        if row[header.index(key)] == record:
            for column, value in cells.items():
                row[header.index(column)] = value
            write(folder, table, header, rows)
            return number
    raise AssertionError(f"no {record} in {table}")


def read(folder: Path, table: str) -> tuple[list[str], list[list[str]]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(folder: Path, table: str, header: list[str], rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Put ``new`` where ``old`` first stands in a text file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
