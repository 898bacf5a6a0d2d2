"""``python -m explainer.content``: check ``data/`` and say what is wrong (``make check-data``)."""

import datetime
import sys

from explainer.content import ContentError, load
from explainer.content.warnings import warnings
from explainer.settings import data_dir


def main() -> int:
    """Check the data folder; 0 if it has no faults, 1 with every fault printed otherwise. Warnings change nothing."""
    try:
        content = load(data_dir())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"data/ is sound: {len(content.conditions)} conditions, {len(content.trials)} trials, "
        f"{len(content.results)} results, "
        f"{len(content.pooled)} pooled results, {sum(1 for _ in content.facts())} facts, "
        f"{len(content.sources)} sources, {len(content.faq)} answers."
    )
    print(f"{len(content.held)} results are held back:" if content.held else "No result is held back.")
    for row_id, row in content.held.items():
        print(f"  {row_id}: {row.held}")
    for warning in warnings(content, data_dir(), datetime.date.today()):
        print(f"Please look at {warning}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
