"""What an edit changes for readers: ``make what-changes`` compares the last commit with the working tree.

Each version prints all pages with its own code (``explainer.views.text``), so changes of code are found as well as
changes of tables. ``FROM=v0.1.0`` compares with another commit. No files are left behind.
"""

import difflib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from explainer.settings import ROOT, data_dir
from explainer.views.say import MARK

PICTURE = "[picture]"
"""What a line that says a picture's finding begins with."""

Pages = dict[str, list[str]]
"""The lines of each address."""


@dataclass(frozen=True)
class Difference:
    """What one address says otherwise: the lines that went and the lines that came."""

    address: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def differences(before: Pages, after: Pages) -> list[Difference]:
    """The addresses that say something else, in the order of the site; new and lost ones too."""
    pages = []
    for address in dict.fromkeys([*after, *before]):
        changes = list(difflib.ndiff(before.get(address, []), after.get(address, [])))
        gone = tuple(line[2:] for line in changes if line.startswith("- "))
        new = tuple(line[2:] for line in changes if line.startswith("+ "))
        if gone or new:
            pages.append(Difference(address, gone, new))
    return pages


def summary(pages: list[Difference]) -> str:
    """How much changed: ``This edit changes 3 sentences and 1 picture on 2 pages.``

    A line that stands on several pages counts once.
    """
    lines = {line for each in pages for line in each.new or each.gone if line.strip()}
    pictures = sum(line.startswith(PICTURE) for line in lines)
    counted = [_number(len(lines) - pictures, "sentence"), _number(pictures, "picture")]
    counts = " and ".join(each for each in counted if not each.startswith("0 ")) or "nothing"
    return f"This edit changes {counts} on {_number(len(pages), 'page')}."


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def parsed(printout: str) -> Pages:
    """The lines of each address, from what ``explainer.views.say`` prints."""
    pages: Pages = {}
    for part in printout.split(f"\n{MARK}"):
        address, _, words = part.removeprefix(MARK).partition("\n")
        pages[address] = words.rstrip().splitlines()
    return pages


def words_of(folder: Path, data: Path) -> Pages:
    """What the code in a folder says of some tables. Raises ``subprocess.CalledProcessError`` with its own message."""
    command = [sys.executable, "-m", "explainer.views.text"]
    settings = os.environ | {"EXPLAINER_DATA": str(data)}
    done = subprocess.run(command, cwd=folder, env=settings, stdout=subprocess.PIPE, text=True, check=True)
    return parsed(done.stdout)


def words_at(commit: str) -> Pages:
    """What a commit says."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
        return words_of(Path(folder), Path(folder) / "data")


def report(pages: list[Difference]) -> str:
    """Each address with the lines that went and came; lines that were printed already are only counted."""
    seen: set[str] = set()
    parts = []
    for each in pages:
        lines = [f"  - {line}" for line in each.gone] + [f"  + {line}" for line in each.new]
        fresh = [line for line in lines if line not in seen]
        seen |= set(fresh)
        again = f"\n  (and {_number(len(lines) - len(fresh), 'line')} as above)" if len(lines) > len(fresh) else ""
        parts.append("\n".join([each.address, *fresh]) + again)
    return "\n\n".join([*parts, summary(pages)])


def main(arguments: list[str]) -> int:
    """Compare a commit, the last one unless another is named, with the working tree."""
    try:
        pages = differences(words_at(arguments[0] if arguments else "HEAD"), words_of(ROOT, data_dir()))
    except subprocess.CalledProcessError as error:
        print(f"can't compare: {' '.join(error.cmd)} failed", file=sys.stderr)
        return 1
    print(report(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
