"""All benchmarks, one after the other: ``make bench``, or ``python -m benchmarks``.

Each is a process of its own, so that one that fails (no Node.js for Lighthouse, say) stops no other; the exit code says
whether one did. ``--write`` puts the tables into ``docs/speed.md``.
"""

import subprocess
import sys

from benchmarks.report import options
from explainer.settings import ROOT

ALL = ("start", "rerun", "memory", "growth", "votes", "interaction", "cold_load", "weight", "lighthouse")
ONLY_PRINTS = ("votes",)


def main() -> int:
    """Run all; the number of those that failed."""
    write = ["--write"] if options(__doc__).parse_args().write else []
    failed = []
    for name in ALL:
        print(f"\n## {name}", flush=True)
        extra = ["--few"] if name in ONLY_PRINTS else write
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *extra], cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        print(f"could not be measured: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
