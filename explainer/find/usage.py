"""Which statements rest on a source, and what of it was read."""

from collections import defaultdict
from collections.abc import Mapping

from explainer.content import Content
from explainer.content.model import Row
from explainer.content.trials import TrialResult


def rows_by_source(content: Content) -> Mapping[str, list[Row]]:
    """Every row under the id of its source, in the order of the tables."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in content.rows.values():
        rows[row.source].append(row)
    return rows


def what_was_read(rows: list[Row]) -> str:
    """``abstract, full text``: the kinds of text that its trial results were read in; empty where not recorded."""
    return ", ".join(dict.fromkeys(row.proof_kind for row in rows if isinstance(row, TrialResult)))
