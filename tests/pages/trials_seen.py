"""What a reader sees on the trials page, and what the tables say should be seen."""

import re
from collections.abc import Callable
from typing import Any

from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from explainer.charts.forest import ROWS
from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.forest import families_of
from tests.pages.seen import words

TRD = "treatment-resistant-depression"
COUNTS = re.compile(r"\*\*(\d+) of (\d+)\*\* results; trials: (\d+); people randomised: ([\d,]+)\.")

Keep = Callable[[TrialResult], bool]


def results(content: Content, condition: str, family: str | None = None) -> list[TrialResult]:
    """Results of a condition: of one kind of outcome, or of the kind that the page shows first."""
    rows = [row for row in content.results if row.condition == condition]
    return [row for row in rows if row.family == (family or families_of(rows)[0])]


def counts(page: AppTest) -> tuple[int, ...]:
    """Results shown, results there are, trials and people, as the page says them."""
    assert not page.exception
    found = COUNTS.search(words(page))
    assert found
    return tuple(int(number.replace(",", "")) for number in found.groups())


def expected(rows: list[TrialResult], keep: Keep) -> tuple[int, ...]:
    shown = [row for row in rows if keep(row)]
    sizes: dict[str, int] = {}
    for row in shown:
        people = 0 if row.part_of_trial else row.n_randomised or 0
        sizes[row.trial] = max(sizes.get(row.trial, 0), people)
    return len(shown), len(rows), len(sizes), sum(sizes.values())


def plots(page: AppTest) -> list[list[dict[str, Any]]]:
    """The rows of each forest plot, from top to bottom."""
    tables = [data for chart in page.get("vega_lite_chart") for data in chart.proto.datasets if data.name == ROWS]
    frames = [convert_arrow_bytes_to_pandas_df(table.data.data) for table in tables]
    return [[{str(k): v for k, v in row.items()} for row in frame.to_dict("records")] for frame in frames]


def said(page: AppTest) -> list[list[str]]:
    """The lines of words under each plot."""
    below = [expander for expander in page.expander if expander.label == "This picture in words"]
    return [str(expander.markdown[0].value).split("\n- ") for expander in below]


def cards(page: AppTest) -> list[str]:
    """The titles of the cards that are open."""
    return [block.proto.dialog.title for block in page.get("dialog")]
