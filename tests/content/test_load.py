import csv
from collections import Counter
from pathlib import Path

import pytest

from explainer.content import Content, content, load
from explainer.content.faults import Fault
from explainer.content.load import TABLES
from explainer.content.read import read_table
from explainer.settings import data_dir

NO_FEWER = {
    "conditions": 30,
    "trials": 130,
    "results": 230,
    "pooled": 95,
    "sources": 400,
    "claims": 22,
    "faq": 17,
    "mechanisms": 15,
    "events": 80,
    "glossary": 75,
    "adverse_effects": 115,
}
"""Smallest number of records allowed in each collection: that of the first edition, in round numbers."""


@pytest.mark.parametrize(("collection", "number"), NO_FEWER.items())
def test_the_site_has_no_less_than_it_was_built_on(site_content: Content, collection: str, number: int) -> None:
    assert len(getattr(site_content, collection)) >= number


def test_every_condition_with_a_reading_has_its_text_in_the_same_order(site_content: Content) -> None:
    assert list(site_content.conditions) == list(site_content.readings)


@pytest.mark.parametrize("table", TABLES)
def test_no_line_of_a_table_is_lost(table: str) -> None:
    with (data_dir() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    faults: list[Fault] = []
    assert len(read_table(data_dir() / f"{table}.csv", TABLES[table], faults)) == len(lines) > 0
    assert faults == []


def test_every_figure_is_kept_as_it_was_published(site_content: Content) -> None:
    with (data_dir() / "results.csv").open(encoding="utf-8", newline="") as file:
        published = {line["id"]: (line["estimate"], line["ci_low"], line["ci_high"]) for line in csv.DictReader(file)}
    shown = {
        row.id: tuple("" if figure is None else str(figure) for figure in (row.estimate, row.ci_low, row.ci_high))
        for row in (*site_content.results, *site_content.held.values())
        if row.id in published
    }
    assert shown == published


def test_every_row_is_found_by_its_id(site_content: Content) -> None:
    tables = (site_content.results, site_content.pooled, tuple(site_content.facts()))
    assert Counter(row.id for table in tables for row in table) == Counter(site_content.rows.keys())
    assert all(row_id == row.id for row_id, row in site_content.rows.items())


def test_the_scale_of_readings_goes_from_the_surest_on(site_content: Content) -> None:
    assert next(iter(site_content.scale)) == "approved use"
    assert [step.order for step in site_content.scale.values()] == list(range(1, len(site_content.scale) + 1))


def test_another_data_folder_may_be_set_and_is_read_once(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = data_copy / "pages" / "site.toml"
    page.write_text(page.read_text(encoding="utf-8").replace('title = "', 'title = "Copy of '), encoding="utf-8")
    monkeypatch.setenv("EXPLAINER_DATA", str(data_copy))
    content.cache_clear()
    try:
        assert content().pages["site"].title.startswith("Copy of ")
        assert content() is content()
    finally:
        content.cache_clear()


def test_a_file_saved_by_a_spreadsheet_with_a_byte_order_mark_loads(data_copy: Path, site_content: Content) -> None:
    table = data_copy / "results.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
    assert load(data_copy).results == site_content.results
