"""Run all benchmarks, one after the other: ``make bench``, or ``python -m benchmarks``.

Each runs in a process of its own, so that a failing one (Lighthouse without Node.js, say) does not stop the others. The
exit code is the number of those that failed. ``--write`` puts the tables into ``docs/speed.md``.
"""

import subprocess
import sys

from benchmarks.report import options
from explainer.settings import ROOT

ALL = ("start", "rerun", "memory", "growth", "votes", "api", "interaction", "cold_load", "weight", "lighthouse")
PRINT_ONLY = ("votes",)
"""Benchmarks that have no section in ``docs/speed.md``."""


def main() -> int:
    """Run all benchmarks and return the number of those that failed."""
    write = ["--write"] if options(__doc__).parse_args().write else []
    failed = []
    for name in ALL:
        print(f"\n## {name}", flush=True)
        extra = ["--few"] if name in PRINT_ONLY else write
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *extra], cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        print(f"could not be measured: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
