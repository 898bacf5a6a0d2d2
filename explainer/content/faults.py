"""What is wrong with a data file, said so that a maintainer can go and mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file, the row as a spreadsheet counts it (the header is row 1), the column, what is wrong.

    ``row`` is 0 if the fault belongs to no single row, and always in TOML files; there ``column`` is the key.
    """

    file: str
    row: int
    column: str
    message: str
    record: str = ""

    def __str__(self) -> str:
        """Say it on one line: ``data/trials.csv, row 17, column ci_low: 4.1 is above estimate 3.2 (id)``."""
        place = [self.file]
        if self.row:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}" if self.row else self.column)
        return f"{', '.join(place)}: {self.message}" + (f" ({self.record})" if self.record else "")


class ContentError(Exception):
    """The data can't be shown. Holds every fault, not just the first."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
        super().__init__(f"The data has {count}; the site does not start until it is mended.\n{lines}")
