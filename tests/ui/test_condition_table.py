import io

import pandas as pd
import pytest

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.find.condition_filters import Filters, filtered
from explainer.ui.condition_table import SORTS, as_csv, condition_frame, in_order


@pytest.mark.parametrize("order", SORTS)
def test_the_downloaded_file_has_exactly_the_rows_and_columns_shown(site_content: Content, order: str) -> None:
    rows = in_order(filtered(summaries(site_content), Filters(family=("mood", "pain"))), order)
    shown = condition_frame(rows)
    saved = pd.read_csv(io.BytesIO(as_csv(rows)), keep_default_na=False, dtype=str)
    assert list(saved.columns) == list(shown.columns)
    assert saved["Condition"].tolist() == [row.name for row in rows]
    assert saved["Reading"].tolist() == shown["Reading"].tolist()


@pytest.mark.parametrize("order", SORTS)
def test_sorting_loses_no_condition(site_content: Content, order: str) -> None:
    rows = summaries(site_content)
    assert sorted(row.id for row in in_order(rows, order)) == sorted(row.id for row in rows)


def test_by_family_the_order_of_the_readings_stays(site_content: Content) -> None:
    assert in_order(summaries(site_content), "family") == list(summaries(site_content))


def test_by_how_sure_we_are_the_surest_come_first(site_content: Content) -> None:
    steps = [row.step.order for row in in_order(summaries(site_content), "how sure we are")]
    assert steps == sorted(steps)
