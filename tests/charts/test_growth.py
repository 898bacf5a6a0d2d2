"""Figures over time: nothing lies outside the axis, and every figure is in the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.charts.growth import Point, growth_chart

SERIES = st.lists(
    st.tuples(st.sampled_from(["deaths", "seizures"]), st.integers(2000, 2025), st.integers(1, 100_000)),
    min_size=1,
    max_size=12,
    unique_by=lambda each: each[:2],
)


def points(found: list[tuple[str, int, int]]) -> list[Point]:
    return [Point(name, year, float(value), f"{value:,}") for name, year, value in sorted(found)]


@pytest.mark.slow
@given(found=SERIES)
def test_every_point_lies_on_the_axis(found: list[tuple[str, int, int]]) -> None:
    spec = growth_chart(points(found)).spec()
    (records,) = spec["datasets"].values()
    times = [record["times"] for record in records]
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low <= min(times) and max(times) < high


@given(found=SERIES)
def test_every_figure_is_in_the_words_of_its_series(found: list[tuple[str, int, int]]) -> None:
    made = points(found)
    lines = dict(line.split(" ", 1)[1].split(": ", 1) for line in growth_chart(made).rows)
    assert all(f"{point.shown} in {point.year}" in lines[point.series] for point in made)


def test_the_finding_counts_what_rose() -> None:
    rose = [Point("deaths", 2010, 5, "5"), Point("deaths", 2020, 9, "9")]
    fell = [Point("seizures", 2010, 9, "9"), Point("seizures", 2020, 5, "5")]
    assert growth_chart([*rose, *fell]).title == "1 of 2 figures are higher at the end than at the start."
