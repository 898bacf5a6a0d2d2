"""The grid of mechanisms, and the pictures of doses and harms: what is drawn agrees with the tables."""

from typing import Any

import pytest

from explainer.charts.growth import Point, growth_chart
from explainer.charts.harms import MOST_DRAWN, harms_chart
from explainer.charts.matrix import matrix_chart
from explainer.charts.ranges import Span, range_chart
from explainer.content import Content
from explainer.evidence.hundred import harm_hundred


def records(spec: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [record for data in spec["datasets"].values() for record in data if key in record]


def test_a_disputed_link_of_the_grid_is_dotted_and_hollow(site_content: Content) -> None:
    names = {key: each.name for key, each in site_content.mechanisms.items()}
    spec = matrix_chart(list(site_content.conditions.values()), list(names.items())).spec()
    dashes = spec["encoding"]["strokeDash"]["scale"]
    drawn = dict(zip(dashes["domain"], dashes["range"], strict=True))
    assert drawn["disputed"] not in (drawn["supported"], drawn["proposed"])
    assert any(record["standing"] == "disputed" for record in records(spec, "standing"))


def test_the_grid_has_a_mark_for_every_link(site_content: Content) -> None:
    names = {key: each.name for key, each in site_content.mechanisms.items()}
    picture = matrix_chart(list(site_content.conditions.values()), list(names.items()))
    links = sum(len(condition.mechanisms) for condition in site_content.conditions.values())
    assert len(records(picture.spec(), "condition")) == links == len(picture.rows)


@pytest.mark.parametrize(("shown", "ends"), [("45", (45.0, 45.0)), ("20-25", (20.0, 25.0)), ("2.5", (2.5, 2.5))])
def test_a_span_is_read_from_what_is_shown(shown: str, ends: tuple[float, float]) -> None:
    assert Span("x", "ketamine", shown).ends == ends


def test_every_figure_on_how_much_reaches_the_blood_is_drawn(site_content: Content) -> None:
    figures = [each for each in site_content.body_figures if each.quantity == "reaches the blood" and each.row]
    spans = [Span(f"{n}", b.molecule, site_content.figure(b.row, b.field)) for n, b in enumerate(figures)]
    picture = range_chart(spans, "percent", "title")
    drawn = records(picture.spec(), "shown")
    assert [record["shown"] for record in drawn] == [span.shown for span in spans]
    assert all(0 < record["low"] <= record["high"] <= 100 for record in drawn)


def test_harms_are_sorted_by_difference_and_drawn_per_100(site_content: Content) -> None:
    rows = [row for row in site_content.adverse_effects if row.id.startswith("ae-spravato-trd-")]
    named = [(row.effect, made) for row in rows if (made := harm_hundred(row))]
    picture = harms_chart(named, what="side effects", drug="esketamine", control="placebo spray")
    drawn = [r for r in records(picture.spec(), "group") if r["group"] == "esketamine"]
    gaps = [record["drug"] - record["control"] for record in drawn]
    assert gaps == sorted(gaps, reverse=True)
    assert len(picture.rows) == len(rows)
    assert picture.rows[0] == "Dissociation (feeling detached): 41 against 9 of 100 people"


@pytest.mark.parametrize("number", [0, 1, MOST_DRAWN, MOST_DRAWN + 3])
def test_of_many_harms_those_with_the_largest_differences_are_drawn(site_content: Content, number: int) -> None:
    rows = [row for row in site_content.adverse_effects if row.id.startswith("ae-spravato-trd-")]
    named = [(row.effect, made) for row in rows if (made := harm_hundred(row))][:number]
    picture = harms_chart(named, what="side effects", drug="esketamine", control="placebo spray")
    gaps = {name: abs(made.with_ketamine - made.without) for name, made in named}
    drawn = {record["effect"] for record in records(picture.spec(), "group")} if named else set()
    left_out = set(gaps) - drawn
    assert len(drawn) == min(number, MOST_DRAWN)
    assert max((gaps[name] for name in left_out), default=0) <= min((gaps[name] for name in drawn), default=0)
    assert (f"The {MOST_DRAWN} largest differences are drawn" in picture.title) == bool(left_out)
    assert {line.rsplit(": ", 1)[0] for line in picture.rows} == set(gaps)


def test_growth_begins_at_one_and_keeps_the_figures_as_words() -> None:
    points = [
        Point("a", 2014, 15, "15"),
        Point("a", 2024, 197, "197"),
        Point("b", 2015, 7, "7"),
        Point("b", 2023, 53, "53"),
    ]
    picture = growth_chart(points)
    drawn = records(picture.spec(), "times")
    assert [record["times"] for record in drawn] == [1, pytest.approx(197 / 15), 1, pytest.approx(53 / 7)]
    assert picture.rows == ("1 a: 15 in 2014, 197 in 2024", "2 b: 7 in 2015, 53 in 2023")
    assert picture.title == "2 of 2 figures are higher at the end than at the start."
