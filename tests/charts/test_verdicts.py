"""The bar of verdicts by what it means."""

from collections import Counter
from typing import Any

import pytest

from explainer.charts.style import COLOURS
from explainer.charts.verdicts import ORDER, verdict_bar
from explainer.content import Content
from explainer.content.reference import Claim
from explainer.views.claims import VERDICTS


def parts(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    (records,) = verdict_bar(claims).spec()["datasets"].values()
    return list(records)


def test_every_claim_has_its_share_of_the_bar(site_content: Content) -> None:
    count = Counter(claim.verdict for claim in site_content.claims)
    drawn = parts(site_content.claims)
    assert {part["verdict"]: part["to"] - part["from"] for part in drawn} == dict(count)
    assert {part["verdict"]: part["number"] for part in drawn} == {name: str(number) for name, number in count.items()}
    assert (drawn[0]["from"], drawn[-1]["to"]) == (0, len(site_content.claims))


def test_the_parts_follow_each_other_without_gap_from_best_to_worst(site_content: Content) -> None:
    drawn = parts(site_content.claims)
    assert [part["verdict"] for part in drawn] == list(ORDER)
    assert [part["from"] for part in drawn[1:]] == [part["to"] for part in drawn[:-1]]


def test_the_title_says_the_numbers(site_content: Content) -> None:
    count = Counter(claim.verdict for claim in site_content.claims)
    picture = verdict_bar(site_content.claims)
    assert picture.title.startswith(f"{len(site_content.claims)} claims: ")
    assert all(f"{verdict} {count[verdict]}" in picture.title for verdict in ORDER)
    assert picture.title in picture.alt


@pytest.mark.parametrize("verdict", ORDER)
def test_a_verdict_that_no_claim_has_is_named_and_takes_no_room(site_content: Content, verdict: str) -> None:
    rest = tuple(claim for claim in site_content.claims if claim.verdict != verdict)
    assert verdict not in {part["verdict"] for part in parts(rest)}
    assert f"{verdict} 0" in verdict_bar(rest).title


def test_one_claim_fills_the_bar_and_none_leaves_it_empty(site_content: Content) -> None:
    (only,) = parts(site_content.claims[:1])
    assert (only["from"], only["to"]) == (0, 1)
    picture = verdict_bar(())
    assert picture.spec()["layer"]
    assert picture.title.startswith("0 claims: ")


def test_a_verdict_has_the_same_colour_in_the_bar_as_in_words(site_content: Content) -> None:
    spec = verdict_bar(site_content.claims).spec()
    (bars,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "bar"]
    scale = bars["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        verdict: COLOURS[mark.colour] for verdict, mark in VERDICTS.items()
    }
    assert len({mark.symbol for mark in VERDICTS.values()}) == 4
