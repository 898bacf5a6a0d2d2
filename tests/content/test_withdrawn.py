"""No result may come from a withdrawn paper: the check names each row that does."""

from pathlib import Path

import pytest

from explainer.content import Content, ContentError, load
from tests.content.spoil import set_cells


@pytest.mark.parametrize(
    ("table", "row"),
    [("trials", "feder-2021"), ("results", "feder-2021/caps5-week2"), ("pooled", "abouarab-cpsp-ma/cpsp-6mo")],
)
def test_a_result_that_rests_on_a_withdrawn_paper_is_refused(data_copy: Path, table: str, row: str) -> None:
    set_cells(data_copy, table, row, source="parsaik-2015")
    with pytest.raises(ContentError) as caught:
        load(data_copy)
    faults = [str(fault) for fault in caught.value.faults]
    assert any(f"data/{table}.csv" in fault and "'parsaik-2015' was withdrawn" in fault for fault in faults)


def test_every_withdrawn_paper_says_when_why_and_where_that_was_read(site_content: Content) -> None:
    assert len(site_content.withdrawn) >= 3
    for row in site_content.withdrawn.values():
        assert row.why and site_content.sources[row.notice].url
