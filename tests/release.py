"""Says whether this commit can be released: ``python -m tests.release``, the first part of make release-check."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

from explainer.settings import ROOT

RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def disagreements(root: Path) -> Iterator[str]:
    """What the files that name the version say differently, and what is not yet below a version."""
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = YAML(typ="safe").load(root / "CITATION.cff")
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = RELEASE.search(changelog)
    released, date = newest.groups() if newest else ("no version", "no date")
    cited = citation["preferred-citation"]
    for file, value, expected in (
        ("CITATION.cff, version", citation["version"], version),
        ("CITATION.cff, version of preferred-citation", cited["version"], version),
        ("CHANGELOG.md, newest version", released, version),
        ("CITATION.cff, date-released", citation["date-released"], date),
        ("CITATION.cff, year of preferred-citation", str(cited["year"]), date[:4]),
    ):
        if value != expected:
            yield f"{file}: expected {expected}, found {value}"
    waiting = UNRELEASED.search(changelog)
    if waiting and waiting[1].strip():
        yield "CHANGELOG.md, Unreleased: expected nothing, found entries; move them below the new version"


def uncommitted(root: Path) -> list[str]:
    """Files that differ from the last commit."""
    status = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True)
    return [f"{line[3:]}: not committed" for line in status.stdout.splitlines()]


def main() -> int:
    """Print what stands in the way; 1 if anything does."""
    found = [*disagreements(ROOT), *uncommitted(ROOT)]
    print("\n".join(found) or "The version is the same everywhere, and everything is committed.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
