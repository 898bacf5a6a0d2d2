"""A result or a harm as 100 people in each group."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content, content
from explainer.content.facts import AdverseEffect
from explainer.content.trials import TrialResult
from explainer.evidence import hundred as pictures
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import Hundred, harm_hundred
from explainer.words.hundred import counted, difference, hundred_remarks, hundred_title


def result(known: Content, row_id: str, **changes: Any) -> TrialResult:
    row = known.rows[row_id]
    assert isinstance(row, TrialResult)
    return row.model_copy(update=changes)


def with_counts(known: Content, events: int, group: int, control: int, of_control: int) -> TrialResult:
    """A result with these head-counts, safe for pictures."""
    counts = {"events_ketamine": events, "n_ketamine": group, "events_control": control, "n_control": of_control}
    safe = {"safe_for_icons": True, "event_is_good": True, "pct_ketamine": None, "pct_control": None}
    return known.results[0].model_copy(update=counts | safe)


def hundred(row: TrialResult) -> Hundred | None:
    return pictures.hundred(finding_of(content(), row))


def made(row: TrialResult) -> Hundred:
    picture = hundred(row)
    assert picture is not None
    return picture


def heads(picture: Hundred) -> tuple[str, str]:
    """The head-counts below both groups."""
    return counted(picture.arms.drug), counted(picture.arms.comparison)


# Which results have a picture


def test_every_result_that_is_safe_for_a_picture_has_one_and_no_other(site_content: Content) -> None:
    drawn = {row.id for row in site_content.results if hundred(row)}
    assert drawn == {row.id for row in site_content.results if row.safe_for_icons}
    assert len(drawn) >= 40


@pytest.mark.parametrize("change", [{"safe_for_icons": False}, {"event_is_good": None}])
def test_an_unsafe_result_or_an_unrated_event_has_no_picture(site_content: Content, change: dict[str, Any]) -> None:
    row = with_counts(site_content, 10, 20, 5, 20)
    assert hundred(row) is not None
    assert hundred(row.model_copy(update=change)) is None


def test_a_share_in_one_group_alone_has_none(site_content: Content) -> None:
    row = with_counts(site_content, 10, 20, 5, 20)
    for missing in ("events_ketamine", "n_ketamine", "events_control", "n_control"):
        assert hundred(row.model_copy(update={missing: None})) is None, missing
    only_one = {"events_control": None, "pct_ketamine": Decimal(50)}
    assert hundred(row.model_copy(update=only_one)) is None


# What it says


def test_percentages_alone_are_never_called_head_counts(site_content: Content) -> None:
    row = result(site_content, "abbar-2022/si-remission-day3")
    assert row.n_control is None  # the abstract gives 31.6 %, and its counts do not fit together
    assert (row.pct_ketamine, row.pct_control) == (Decimal("63"), Decimal("31.6"))
    picture = made(row)
    assert (picture.with_ketamine, picture.without) == (63, 32)
    assert hundred_remarks(picture) == "Only percentages are known, not head-counts."
    assert not all(heads(picture))
    assert hundred_title(picture).endswith("): 31 more out of 100 with ketamine.")
    assert picture.is_good


def test_no_picture_claims_head_counts_that_are_not_known(site_content: Content) -> None:
    for row in site_content.results:
        picture = hundred(row)
        if picture:
            known = None not in (row.events_ketamine, row.n_ketamine, row.events_control, row.n_control)
            assert all(heads(picture)) == known, row.id
            assert ("Only percentages are known" in hundred_remarks(picture)) == (not known), row.id


def test_head_counts_go_before_printed_percentages(site_content: Content) -> None:
    row = with_counts(site_content, 1, 3, 2, 3).model_copy(
        update={"pct_ketamine": Decimal(90), "pct_control": Decimal(10)}
    )
    assert (made(row).with_ketamine, made(row).without) == (33, 67)
    assert heads(made(row)) == ("1 of 3 people", "2 of 3 people")


@pytest.mark.parametrize(
    ("events", "group", "of_100"), [(0, 20, 0), (1, 200, 1), (1, 201, 0), (5, 1000, 1), (199, 200, 100), (7, 7, 100)]
)
def test_people_are_rounded_to_whole_people_half_upwards(
    site_content: Content, events: int, group: int, of_100: int
) -> None:
    assert made(with_counts(site_content, events, group, 1, 2)).with_ketamine == of_100


def test_nobody_with_the_event_is_still_a_picture(site_content: Content) -> None:
    picture = made(with_counts(site_content, 0, 8, 0, 9))
    assert (picture.with_ketamine, picture.without) == (0, 0)
    assert difference(picture) == "0 of 100 in both groups"


@pytest.mark.parametrize(
    ("events", "control", "words"),
    [(30, 10, "20 more out of 100 with"), (10, 30, "20 fewer out of 100 with"), (10, 10, "10 of 100 in both groups")],
)
def test_the_difference_is_said_with_its_denominator(
    site_content: Content, events: int, control: int, words: str
) -> None:
    assert difference(made(with_counts(site_content, events, 100, control, 100))).startswith(words)


def test_a_crossover_says_that_the_same_people_stand_in_both_pictures(site_content: Content) -> None:
    drawn = [(row, picture) for row in site_content.results if (picture := hundred(row))]
    crossovers = [row for row, _ in drawn if row.design == "crossover RCT"]
    assert len(crossovers) >= 5
    for row, picture in drawn:
        said = "the same people stand in both pictures" in hundred_remarks(picture)
        assert said == (row.design == "crossover RCT"), row.id


def test_the_medicine_that_was_given_is_named(site_content: Content) -> None:
    for row in site_content.results:
        picture = hundred(row)
        if picture:
            assert picture.drug == {"racemic ketamine": "ketamine", "esketamine": "esketamine"}[row.drug], row.id
            assert picture.drug in difference(picture) or picture.with_ketamine == picture.without


@given(st.integers(1, 5000), st.integers(1, 5000), st.data())
def test_the_picture_is_within_half_a_person_of_the_share(group: int, of_control: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, group))
    control = data.draw(st.integers(0, of_control))
    picture = made(with_counts(content(), events, group, control, of_control))
    assert abs(picture.with_ketamine - 100 * events / group) <= 0.5 + 1e-9
    assert abs(picture.without - 100 * control / of_control) <= 0.5 + 1e-9


# Harms


def harm(known: Content, row_id: str, **changes: Any) -> AdverseEffect:
    (row,) = [row for row in known.adverse_effects if row.id == row_id]
    return row.model_copy(update=changes)


def test_a_harm_is_on_the_same_scale_as_a_benefit(site_content: Content) -> None:
    picture = harm_hundred(harm(site_content, "ae-spravato-trd-dissociation"))
    assert picture is not None
    assert (picture.with_ketamine, picture.without, picture.is_good) == (41, 9, False)
    assert (picture.drug, picture.comparison) == ("esketamine", "placebo spray + oral antidepressant")
    assert heads(picture) == ("142 of 346 people", "21 of 222 people")
    assert hundred_remarks(picture) == ""


def test_a_harm_without_a_comparison_has_no_picture(site_content: Content) -> None:
    bare = {"events_control": None, "pct_control": None}
    assert harm_hundred(harm(site_content, "ae-spravato-trd-dissociation", **bare)) is None


def test_a_harm_known_in_percent_says_so(site_content: Content) -> None:
    bare = {"events_drug": None, "events_control": None, "pct_drug": Decimal("41.0"), "pct_control": Decimal("9.5")}
    picture = harm_hundred(harm(site_content, "ae-spravato-trd-dissociation", **bare))
    assert picture is not None
    assert (picture.with_ketamine, picture.without) == (41, 10)
    assert heads(picture) == ("", "")
    assert hundred_remarks(picture) == (
        "Only percentages are known, not head-counts. "
        "Each group is rounded to whole people, so the pictures differ by 31."
    )
    assert difference(picture) == "about 32 more out of 100 with esketamine"


def test_harms_are_never_drawn_as_good(site_content: Content) -> None:
    drawn = [picture for row in site_content.adverse_effects if (picture := harm_hundred(row))]
    assert len(drawn) >= 30
    assert not any(picture.is_good for picture in drawn)
    assert all(picture.comparison for picture in drawn)
