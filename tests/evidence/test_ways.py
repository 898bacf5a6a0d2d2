"""What moves the answer: switches leave trials out, and every way to set them is counted."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.evidence.counts import trial_counts
from explainer.evidence.marks import TrialMark, trial_marks
from explainer.evidence.ways import FEWEST, SWITCHES, Way, all_ways, counted_marks, kept, way
from tests.evidence.made_up import OUTCOMES, trial_mark

KEYS = [switch.key for switch in SWITCHES]
CHOICES = st.lists(st.sampled_from(KEYS), unique=True)
TRIALS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(1, 400)),
        st.sampled_from(OUTCOMES),
        st.one_of(st.none(), st.integers(0, 500)),
        st.sampled_from(["active-placebo", "inactive", "active-treatment", "none"]),
        st.sampled_from(["", "double", "single", "open"]),
        st.sampled_from(["", "maker", "mixed", "public"]),
    ),
    max_size=25,
).map(
    lambda made: [
        trial_mark(f"trial-{number}", people, how, hours, comparator_kind=comparator, blinding=blinding, paid_by=payer)
        for number, (people, how, hours, comparator, blinding, payer) in enumerate(made)
    ]
)


@given(TRIALS)
def test_every_way_to_set_the_switches_is_there_once(marks: list[TrialMark]) -> None:
    ways = all_ways(marks)
    assert len(KEYS) == 5
    assert len(ways) == 32
    assert {frozenset(each.switches) for each in ways} == {
        frozenset(chosen) for size in range(6) for chosen in combinations(KEYS, size)
    }


@given(TRIALS, CHOICES, st.sampled_from(KEYS))
def test_a_switch_that_is_turned_on_never_adds_a_trial(marks: list[TrialMark], chosen: list[str], more: str) -> None:
    before, after = way(marks, chosen), way(marks, [*chosen, more])
    assert after.counted <= before.counted
    assert after.met <= before.met
    assert {mark.id for mark in kept(marks, [*chosen, more])} <= {mark.id for mark in kept(marks, chosen)}


@given(TRIALS, CHOICES)
def test_the_chosen_way_is_one_of_all_ways_in_whatever_order_it_was_chosen(
    marks: list[TrialMark], chosen: list[str]
) -> None:
    assert way(marks, chosen) == way(marks, chosen[::-1])
    assert way(marks, chosen) in all_ways(marks)


@given(TRIALS, CHOICES)
def test_what_a_way_counts_are_the_trials_that_are_left(marks: list[TrialMark], chosen: list[str]) -> None:
    left = [mark for mark in kept(marks, chosen) if mark.kind != "other"]
    counted = way(marks, chosen)
    assert (counted.met, counted.counted) == (sum(mark.kind == "met" for mark in left), len(left))
    assert 0 <= counted.share <= 1


@given(TRIALS)
def test_ways_go_from_the_highest_share_down_and_those_with_too_few_trials_come_last(marks: list[TrialMark]) -> None:
    ways = all_ways(marks)
    told = [each for each in ways if not each.is_too_few]
    assert list(ways[: len(told)]) == told
    assert [each.share for each in told] == sorted((each.share for each in told), reverse=True)


@pytest.mark.parametrize("number", range(FEWEST + 2))
def test_with_fewer_trials_than_can_tell_a_way_says_so(number: int) -> None:
    marks = [trial_mark(f"trial-{place}") for place in range(number)]
    assert way(marks, []).is_too_few == (number < FEWEST)


def test_no_trial_left_is_no_share() -> None:
    assert way([], []) == Way((), 0, 0)
    assert way([], []).share == 0


@pytest.mark.parametrize(
    ("key", "stays", "goes"),
    [
        ("active", {"comparator_kind": "active-placebo"}, {"comparator_kind": "inactive"}),
        ("active", {"comparator_kind": "active-placebo"}, {"comparator_kind": "active-treatment"}),
        ("large", {"people": 100}, {"people": 99}),
        ("large", {"people": 100}, {"people": None}),
        ("blind", {"blinding": "double"}, {"blinding": "single"}),
        ("independent", {"paid_by": "public"}, {"paid_by": "mixed"}),
        ("independent", {"paid_by": "public"}, {"paid_by": ""}),
        ("late", {"hours": 168}, {"hours": 167}),
        ("late", {"hours": 168}, {"hours": None}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())) or "none",
)
def test_a_switch_keeps_what_its_label_says(key: str, stays: dict[str, object], goes: dict[str, object]) -> None:
    marks = [trial_mark("stays", **stays), trial_mark("goes", **goes)]  # type: ignore[arg-type]
    assert [mark.trial.id for mark in kept(marks, [key])] == ["stays"]
    assert kept(marks, []) == marks


def test_a_switch_that_is_not_there_changes_nothing() -> None:
    marks = [trial_mark("one", 10), trial_mark("two", 200)]
    assert way(marks, ["made-up"]) == way(marks, [])


def test_with_no_switch_on_the_count_is_that_of_the_condition(site_content: Content) -> None:
    for condition in site_content.conditions:
        marks, counts = trial_marks(site_content, condition), trial_counts(site_content, condition)
        whole = way(marks, [])
        assert whole.met == counts.met, condition
        assert whole.counted == len(counted_marks(marks)) <= counts.trials, condition
