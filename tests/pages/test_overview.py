"""The first page: one picture, what is approved, where to get help."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.evidence.summary import summaries
from tests.pages.conftest import OpenPage
from tests.pages.seen import links, words


def labels(page: AppTest) -> list[str]:
    """Lines of the picture from top to bottom."""
    (chart,) = page.get("vega_lite_chart")
    spec: dict[str, Any] = json.loads(chart.proto.spec)
    return list(spec["layer"][0]["encoding"]["y"]["scale"]["domain"])


def test_the_picture_shows_every_condition_by_family(open_page: OpenPage, site_content: Content) -> None:
    drawn = labels(open_page("overview"))
    assert {row.name for row in summaries(site_content)} <= set(drawn)
    assert {row.family.capitalize() for row in summaries(site_content)} <= set(drawn)


@pytest.mark.parametrize("by", ["family", "how sure we are"])
def test_the_picture_can_be_grouped_in_two_ways(open_page: OpenPage, site_content: Content, by: str) -> None:
    page = open_page("overview")
    page.segmented_control(key="arrange").set_value(by).run()
    assert not page.exception
    first = labels(page)[0]
    assert first == (
        "Approved use" if by == "how sure we are" else next(iter(site_content.readings.values())).family.capitalize()
    )


def test_the_picture_has_its_words_with_a_link_to_every_condition(open_page: OpenPage, site_content: Content) -> None:
    there = links(open_page("overview"))
    for row in summaries(site_content):
        assert f"{row.step.symbol} {row.name}: {row.reading.reading}" in there


def test_someone_in_a_crisis_finds_a_number_to_call(open_page: OpenPage, site_content: Content) -> None:
    page = words(open_page("overview"))
    lines = [line for line in site_content.access if line.kind == "crisis line"]
    assert len(lines) >= 3
    for line in lines:
        address = f"https://{line.contact}" if "." in line.contact else f"tel:{line.contact.replace(' ', '')}"
        assert f"[{line.contact}]({address})" in page
