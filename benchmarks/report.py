"""Format results as Markdown tables, print them, and on demand write them into a document."""

import argparse
import os
import platform
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from explainer.settings import ROOT

SPEED, SCALING, VOTES = (ROOT / "docs" / f"{name}.md" for name in ("speed", "scaling", "votes"))
"""The documents that hold results."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: bool = False) -> str:
    """Return a Markdown table. All columns but the first hold figures, aligned right, unless ``words`` is set."""
    lines = [head, ["---", *["---" if words else "---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def with_mark(value: float, aim: float, digits: int = 2) -> str:
    """Format a figure, followed by ✓ if it is at most the aim and ✗ if it is larger."""
    return f"{value:.{digits}f} {'✓' if round(value, digits) <= aim else '✗'}"


def count_marks(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a sentence that says, for each column with marks, how many figures met their aim."""
    columns = [[str(row[place]) for row in rows] for place in range(len(head))]
    counts = [
        f"{name}: {sum('✓' in cell for cell in cells)} of {sum('✓' in cell or '✗' in cell for cell in cells)}"
        for name, cells in zip(head, columns, strict=True)
        if any("✓" in cell or "✗" in cell for cell in cells)
    ]
    return f"Aims met. {'; '.join(counts)}."


def circumstances() -> str:
    """Return a line with time, machine and versions. Its load average shows how busy the machine was."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return (
        f"*{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores, {platform.system()}, "
        f"load average {os.getloadavg()[0]:.1f} at the end; Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}; commit {commit.stdout.strip() or 'unknown'}.*"
    )


def options(description: str | None, runs: int | None = None, document: Path = SPEED) -> argparse.ArgumentParser:
    """Make a parser with the options that all benchmarks share; ``runs`` is the default number of repetitions."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"put the section into docs/{document.name} too")
    if runs is not None:
        parser.add_argument("--runs", type=int, default=runs, help=f"repetitions (default {runs}); medians are shown")
    return parser


def publish(name: str, measure: Callable[[], str], write: bool, document: Path = SPEED) -> None:
    """Measure a section and print it; with ``write``, also put it into the document.

    Raises :class:`ValueError` if the document has no markers for this section.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # exit normally on SIGTERM, so that servers are stopped
    section = f"{measure()}\n\n{circumstances()}"
    print(f"\n{section}\n", flush=True)
    if write:
        document.write_text(replace_section(document.read_text(encoding="utf-8"), name, section), encoding="utf-8")


def replace_section(document: str, name: str, section: str) -> str:
    """Return the document with a new section between its two markers. Raises :class:`ValueError` without markers."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{start}.*?{end}", re.DOTALL)
    if not pattern.search(document):
        raise ValueError(f"the document has no markers {start} … {end}")
    return pattern.sub(lambda _: f"{start}\n{section}\n{end}", document)
