"""Words in every chart are drawn in the ink of the page's theme."""

from collections.abc import Iterator
from typing import Any

import pytest

from explainer.charts.before_after import before_after_chart
from explainer.charts.chain import chain_chart
from explainer.charts.forest import forest_chart
from explainer.charts.growth import Point, growth_chart
from explainer.charts.harms import harms_chart
from explainer.charts.influences import influence_bars
from explainer.charts.matrix import matrix_chart
from explainer.charts.overview import overview_chart
from explainer.charts.people import people_chart
from explainer.charts.ranges import Span, range_chart
from explainer.charts.style import INK, Picture
from explainer.charts.timeline import timeline_chart
from explainer.charts.verdicts import verdict_bar
from explainer.content import content
from explainer.content.published import WITHIN_A_GROUP
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import panels
from explainer.evidence.hundred import harm_hundred
from explainer.evidence.influences import GroupCount
from explainer.evidence.summary import summaries

DATA = content()
HARMS = [(row.id, made) for row in DATA.adverse_effects if (made := harm_hundred(row))]
FALLS = tuple(row for row in DATA.pooled if row.effect_measure == WITHIN_A_GROUP)
PTSD = [finding_of(DATA, row) for row in DATA.results if row.condition == "ptsd"]
PICTURES: dict[str, Picture] = {
    "before-after": before_after_chart(FALLS),
    "chain": chain_chart(list(DATA.mechanisms.values()), DATA.steps),
    "forest": forest_chart(panels(PTSD, ())[0]),
    "growth": growth_chart([Point("people", 2014, 426, "426"), Point("people", 2024, 3609, "3,609")]),
    "harms": harms_chart(HARMS[:5], what="side effects", drug="esketamine", control="placebo spray"),
    "influences": influence_bars("Who paid", [GroupCount("a maker", 7, 4, 6)]),
    "matrix": matrix_chart(list(DATA.conditions.values()), [(key, each.name) for key, each in DATA.mechanisms.items()]),
    "overview": overview_chart(summaries(DATA), by_family=True),
    "people": people_chart(HARMS[0][1]),
    "ranges": range_chart([Span("nose", "ketamine", "45"), Span("mouth", "ketamine", "17-29")], "percent", "Two."),
    "timeline": timeline_chart(DATA.events),
    "verdicts": verdict_bar(DATA.claims),
}
WITH_AXES = sorted(set(PICTURES) - {"chain", "influences", "people"})


def marks_of(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec.get("layer", [spec]):
        yield layer["mark"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_words_among_the_marks_have_the_ink_of_the_theme(name: str, dark: bool) -> None:
    words = [mark for mark in marks_of(PICTURES[name].spec(dark=dark)) if mark["type"] == "text"]
    inks = {mark.get("color") for mark in words} - {"white"}  # white numbers stand inside coloured bars
    assert inks <= {INK[dark]}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", WITH_AXES)
def test_axes_and_legends_have_the_ink_of_the_theme(name: str, dark: bool) -> None:
    config = PICTURES[name].spec(dark=dark)["config"]
    inks = {config[part][key] for part in ("axis", "legend") for key in ("labelColor", "titleColor")}
    assert inks == {INK[dark]}
