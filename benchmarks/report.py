"""How a result is shown: a Markdown section with tables, printed, and on demand put into ``docs/speed.md``."""

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

from explainer.settings import ROOT

DOCUMENT = ROOT / "docs" / "speed.md"


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: bool = False) -> str:
    """A Markdown table; every column but the first is set to the right, as figures are, unless they are ``words``."""
    lines = [head, ["---", *["---" if words else "---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def met(value: float, aim: float, digits: int = 2) -> str:
    """A figure with a mark that says whether it is at most what was aimed at."""
    return f"{value:.{digits}f} {'✓' if round(value, digits) <= aim else '✗'}"


def aims(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """How many of the marked figures of each column met their aim, in words."""
    columns = [[str(row[place]) for row in rows] for place in range(len(head))]
    counts = [
        f"{name}: {sum('✓' in cell for cell in cells)} of {sum('✓' in cell or '✗' in cell for cell in cells)}"
        for name, cells in zip(head, columns, strict=True)
        if any("✓" in cell or "✗" in cell for cell in cells)
    ]
    return f"Aims met. {'; '.join(counts)}."


def circumstances() -> str:
    """When and on what a section was measured; the load tells how much else the machine had to do."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return (
        f"*{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores, {platform.system()}, "
        f"load average {os.getloadavg()[0]:.1f} at the end; Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}; commit {commit.stdout.strip() or 'unknown'}.*"
    )


def options(description: str | None, runs: int | None = None) -> argparse.ArgumentParser:
    """The options that all benchmarks share; ``runs`` is the default number of repetitions."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the section into docs/speed.md too")
    if runs is not None:
        parser.add_argument("--runs", type=int, default=runs, help=f"repetitions (default {runs}); medians are shown")
    return parser


def publish(name: str, measure: Callable[[], str], write: bool) -> None:
    """Measure a section, print it, and put it between its two marks in the document if ``write``.

    Raises :class:`ValueError` where the document has no place for it.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # one that is told to end ends its servers too
    section = f"{measure()}\n\n{circumstances()}"
    print(f"\n{section}\n", flush=True)
    if write:
        DOCUMENT.write_text(placed(DOCUMENT.read_text(encoding="utf-8"), name, section), encoding="utf-8")


def placed(document: str, name: str, section: str) -> str:
    """The document with this section in its place. Raises :class:`ValueError` where it has none."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{start}.*?{end}", re.DOTALL)
    if not pattern.search(document):
        raise ValueError(f"the document has no place marked {start} … {end}")
    return pattern.sub(lambda _: f"{start}\n{section}\n{end}", document)
