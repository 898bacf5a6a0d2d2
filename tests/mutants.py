"""Print how many mutants the tests caught. Run it after ``mutmut run``, as ``make mutants`` does."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

CAUGHT = {"killed", "timeout", "segfault", "suspicious", "caught by type check"}
"""What mutmut calls a mutant with which the tests did not pass."""

NOT_RUN = {"not checked", "skipped", "check was interrupted by user"}


def read_results() -> dict[str, str]:
    """Return what happened to each mutant, by the mutant's name, as mutmut keeps it in the folder ``mutants``."""
    command = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^\s*(\S+__mutmut_\d+): (.+?)\s*$", lines, re.MULTILINE))


def folder_of(mutant: str) -> str:
    """Return the folder of a mutant: ``explainer.words.sides.x_span__mutmut_1`` is in ``explainer/words``."""
    return "/".join(mutant.split(".")[:2])


def summarise(results: Mapping[str, str]) -> list[str]:
    """Return a line for each folder and one for all: mutants that were run, those caught, and their share."""
    by_folder: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mutant, result in results.items():
        for folder in (folder_of(mutant), "all"):
            by_folder[folder][result] += 1
    return [
        _line(folder, by_folder[folder]) for folder in sorted(by_folder, key=lambda folder: (folder == "all", folder))
    ]


def _line(folder: str, counts: Counter[str]) -> str:
    run = sum(number for result, number in counts.items() if result not in NOT_RUN)
    caught = sum(number for result, number in counts.items() if result in CAUGHT)
    share = f"{caught / run:.1%}" if run else "none run"
    not_run = counts.total() - run
    return f"{folder:20} {caught:5} of {run:5} caught  {share}" + (f"  ({not_run} not run)" if not_run else "")


def survivors(results: Mapping[str, str]) -> Iterable[str]:
    """Return the names of the mutants that were run and not caught."""
    return sorted(mutant for mutant, result in results.items() if result not in CAUGHT | NOT_RUN)


def main() -> int:
    """Print the names of the survivors, then the share caught by folder; 1 if no mutant was run."""
    results = read_results()
    print(*survivors(results), sep="\n")
    print(*summarise(results), sep="\n")
    return 0 if any(result not in NOT_RUN for result in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
