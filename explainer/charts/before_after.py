"""How far scores fell within the groups of trials: a point with its interval for each group."""

from collections.abc import Sequence
from typing import Any

from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once
from explainer.content.trials import PooledResult
from explainer.words.influences import fall_line, falls_title


@drawn_once
def before_after_chart(rows: Sequence[PooledResult]) -> Picture:
    """One line a group, on an axis that begins at no change."""
    title = falls_title(rows)
    draw = plot("before_after", _records(rows), [row.outcome for row in rows])
    return Picture(title, f"Points with intervals. {title}", tuple(map(fall_line, rows)), draw)


def _records(rows: Sequence[PooledResult]) -> list[dict[str, Any]]:
    return [
        {"group": row.outcome, "fall": -float(row.estimate), "least": -float(row.ci_high), "most": -float(row.ci_low)}
        for row in rows
        if row.estimate is not None and row.ci_low is not None and row.ci_high is not None
    ]
