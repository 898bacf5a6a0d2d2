"""The rule that gives a condition its reading: what it says, and what it may never do."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.content import Content, content
from explainer.content.trials import MainOutcome, TrialResult
from explainer.evidence.counts import UNKNOWN, trial_counts
from explainer.evidence.readings import REGULATORS, derive_reading
from explainer.settings import ROOT
from explainer.words.counts import counts_sentence

REAL = content()
CONDITIONS = sorted(REAL.conditions)
BARE = replace(REAL, results=(), main_outcomes=(), pooled=())
SURENESS = {
    "approved use": 5,
    "supported by trials": 4,
    "promising, small trials": 3,
    "mixed results": 2,
    "no clear benefit": 1,
    "hardly studied": 1,
}


def sureness(known: Content, condition: str) -> int:
    return SURENESS[derive_reading(known, condition).reading]


def outcome(condition: str, found: str = "missed", people: int | None = 500, **other: Any) -> MainOutcome:
    fields = {"trial": "made-up", "part_of_trial": False, "primary_kind": "superiority"} | other
    return MainOutcome(condition=condition, people=people, primary_outcome=found, **fields)  # type: ignore[arg-type]


def result(condition: str, **other: Any) -> TrialResult:
    """A result of the made-up trial, with the other columns of a real one."""
    fields = {"id": "made-up/score", "trial": "made-up", "condition": condition, "outcome_role": "benefit"}
    return REAL.results[0].model_copy(update=fields | {"is_primary": True} | other)


def with_trials(known: Content, outcomes: Iterable[MainOutcome], results: Iterable[TrialResult] = ()) -> Content:
    return replace(known, main_outcomes=(*known.main_outcomes, *outcomes), results=(*known.results, *results))


def reading_of(*found: tuple[str, int | None]) -> str:
    """The reading of a condition that has only these trials: main outcome and people."""
    made = [outcome("autism", how, people, trial=f"made-up-{place}") for place, (how, people) in enumerate(found)]
    return derive_reading(with_trials(BARE, made), "autism").reading


# What it says of the conditions


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_rule_agrees_with_the_person_except_where_an_exception_is_named(condition: str) -> None:
    agrees = derive_reading(REAL, condition).reading == REAL.readings[condition].reading
    assert agrees == (condition not in REAL.exceptions)


def test_the_rule_agrees_for_nine_of_ten_conditions() -> None:
    same = [name for name in CONDITIONS if derive_reading(REAL, name).reading == REAL.readings[name].reading]
    assert len(same) >= 0.9 * len(CONDITIONS)


def test_every_exception_is_listed_in_the_docs_with_both_readings() -> None:
    lines = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8").splitlines()
    for condition in REAL.exceptions:
        told = f"| {REAL.conditions[condition].name} | {derive_reading(REAL, condition).reading} | "
        told += f"{REAL.readings[condition].reading} |"
        assert [line for line in lines if line.startswith(told) and len(line) > len(told) + 20], condition


@given(st.sampled_from(CONDITIONS), st.integers(1, 500))
def test_no_condition_is_supported_by_trials_where_one_trial_larger_than_all_others_failed(
    condition: str, more: int
) -> None:
    largest = outcome(condition, "missed", trial_counts(REAL, condition).people + more)
    assert derive_reading(with_trials(REAL, [largest]), condition).reading != "supported by trials"


def test_a_larger_failed_trial_is_named_among_the_reasons() -> None:
    made = [outcome("autism", "met", 200, trial=f"made-up-{place}") for place in range(4)]
    supported = derive_reading(with_trials(BARE, made), "autism")
    mixed = derive_reading(with_trials(BARE, [*made, outcome("autism", "missed", 801)]), "autism")
    as_large = derive_reading(with_trials(BARE, [*made, outcome("autism", "missed", 800)]), "autism")
    assert [each.reading for each in (supported, mixed, as_large)] == [
        "supported by trials",
        "mixed results",
        "supported by trials",
    ]
    assert [each.found for each in mixed.reasons if "largest" in each.what] == [
        "801 people; all trials for it together 800"
    ]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_reading_comes_with_its_reasons(condition: str) -> None:
    derived = derive_reading(REAL, condition)
    assert counts_sentence(trial_counts(REAL, condition)).endswith(".")
    assert derived.reasons[0].what == "Approved for the condition itself"
    assert all(reason.what and reason.found and reason.effect for reason in derived.reasons)


def steps(known: Content, condition: str) -> dict[str, int]:
    """How many trials the steps of the rule name, by how they went."""
    numbers = Counter[str]()
    for reason in derive_reading(known, condition).reasons:
        if reason.what.startswith("Trials that "):
            numbers[reason.what.removeprefix("Trials that ")] += int(reason.found.split()[0])
    return dict(numbers)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_sentence_and_the_steps_count_the_same_trials(condition: str) -> None:
    agree(REAL, condition)


@given(
    condition=st.sampled_from(CONDITIONS),
    made=st.lists(
        st.tuples(
            st.sampled_from(["met", "missed", "split", "unknown", "elsewhere"]),
            st.sampled_from(["superiority", "non-inferiority", "laboratory", "depression, not suicidality"]),
            st.one_of(st.none(), st.integers(1, 2000)),
        ),
        max_size=6,
    ),
)
def test_sentence_and_steps_agree_with_more_trials(condition: str, made: list[tuple[str, str, int | None]]) -> None:
    more = [
        outcome(condition, how, people, primary_kind=kind, trial=f"made-up-{place}")
        for place, (how, kind, people) in enumerate(made)
    ]
    agree(with_trials(REAL, more), condition)


def agree(known: Content, condition: str) -> None:
    """The steps name every trial once, and as many of a kind as the sentence does."""
    named = steps(known, condition)
    sentence = counts_sentence(trial_counts(known, condition))
    assert sum(named.values()) == trial_counts(known, condition).trials
    for how, number in named.items():
        words = f"for {number} we do not know" if how == UNKNOWN else f"{number} {how}"
        assert words in sentence or words.replace("the main outcome", "it") in sentence, (how, sentence)


def test_published_certainty_is_shown_where_a_review_gives_it() -> None:
    for condition in CONDITIONS:
        given_by_reviews = {row.certainty for row in REAL.pooled if row.condition == condition} - {""}
        shown = " ".join(r.found for r in derive_reading(REAL, condition).reasons if "GRADE" in r.what)
        assert all(certainty in shown for certainty in given_by_reviews), condition
        assert bool(shown) == bool(given_by_reviews), condition


# What it may never do


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_large_failed_trial_never_improves_a_reading(condition: str) -> None:
    before = sureness(REAL, condition)
    assert sureness(with_trials(REAL, [outcome(condition)]), condition) <= before
    for kind in ("inactive", "active-placebo", "active-treatment", "none"):
        for said in ("ketamine better", "no difference shown", "control better", "not tested or not reported"):
            told = result(condition, comparator_kind=kind, result=said, primary_met=False)
            more = with_trials(REAL, [outcome(condition)], [told])
            assert sureness(more, condition) <= before, (kind, said)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Content, str]:
    """A condition, and the real tables with some of its trials, pooled results and approvals left out."""
    condition = draw(st.sampled_from(CONDITIONS))
    luck = random.Random(draw(st.integers(0, 2**32)))
    share = draw(st.sampled_from([0.0, 0.2, 0.5, 0.8, 1.0]))
    some = replace(
        REAL,
        main_outcomes=tuple(o for o in REAL.main_outcomes if o.condition != condition or luck.random() < share),
        pooled=tuple(p for p in REAL.pooled if p.condition != condition or luck.random() < share),
        approvals=tuple(a for a in REAL.approvals if luck.random() < share),
    )
    return some, condition


@given(world=worlds(), people=st.integers(0, 20_000), number=st.integers(1, 4))
def test_failed_trials_never_improve_a_reading_whatever_else_is_known(
    world: tuple[Content, str], people: int, number: int
) -> None:
    known, condition = world
    failed = [outcome(condition, people=people, trial=f"made-up-{place}") for place in range(number)]
    assert sureness(with_trials(known, failed), condition) <= sureness(known, condition)


@given(world=worlds(), people=st.integers(0, 20_000))
def test_a_trial_that_met_its_main_outcome_never_worsens_a_reading(world: tuple[Content, str], people: int) -> None:
    known, condition = world
    met = with_trials(known, [outcome(condition, "met", people)])
    assert sureness(met, condition) >= sureness(known, condition)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_without_any_trial_a_condition_is_hardly_studied_or_an_approved_use(condition: str) -> None:
    before = derive_reading(REAL, condition).reading
    assert derive_reading(BARE, condition).reading == (before if before == "approved use" else "hardly studied")


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_rows_never_matters(seed: int) -> None:
    luck = random.Random(seed)
    mixed = replace(
        REAL,
        **{
            name: tuple(luck.sample(getattr(REAL, name), len(getattr(REAL, name))))
            for name in ("main_outcomes", "results", "pooled", "approvals", "guidelines")
        },
    )
    for condition in CONDITIONS:
        one, other = derive_reading(REAL, condition), derive_reading(mixed, condition)
        assert (one.reading, {(r.what, r.effect) for r in one.reasons}) == (
            other.reading,
            {(r.what, r.effect) for r in other.reasons},
        ), condition


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_trials_never_changes_the_words(seed: int) -> None:
    luck = random.Random(seed)
    mixed = replace(
        REAL,
        main_outcomes=tuple(luck.sample(REAL.main_outcomes, len(REAL.main_outcomes))),
        results=tuple(luck.sample(REAL.results, len(REAL.results))),
    )
    for condition in CONDITIONS:
        assert derive_reading(mixed, condition) == derive_reading(REAL, condition)


# The thresholds, each from both sides


@pytest.mark.parametrize(
    ("found", "reading"),
    [
        ([], "hardly studied"),
        ([("met", 150), ("met", 150)], "supported by trials"),
        ([("met", 150), ("met", 149)], "promising, small trials"),
        ([("met", 5000)], "promising, small trials"),
        ([("met", None), ("met", 300)], "supported by trials"),
        ([("met", None), ("met", None)], "promising, small trials"),
        ([("met", 150), ("met", 150), ("missed", 300)], "supported by trials"),
        ([("met", 150), ("met", 150), ("missed", 300), ("missed", 300)], "mixed results"),
        ([("met", 200), ("split", 200), ("split", 200)], "supported by trials"),
        ([("met", 200), ("split", 200)], "promising, small trials"),
        ([("split", 100)], "promising, small trials"),
        ([("split", 100), ("missed", 100)], "mixed results"),
        ([("missed", 50)], "no clear benefit"),
        ([("missed", 49)], "hardly studied"),
        ([("missed", 20), ("missed", 30)], "no clear benefit"),
        ([("missed", 19), ("met", 100)], "promising, small trials"),
        ([("missed", 20), ("met", 100)], "mixed results"),
        ([("missed", None)], "hardly studied"),
        ([("elsewhere", 5000)], "hardly studied"),
    ],
)
def test_trials_alone_give_this_reading(found: list[tuple[str, int | None]], reading: str) -> None:
    assert reading_of(*found) == reading


@pytest.mark.parametrize(
    ("places", "limit", "reading"),
    [
        (["US", "EU"], "", "approved use"),
        (["US", "US"], "", "hardly studied"),
        (["US"], "", "hardly studied"),
        (["US", "New Zealand"], "", "hardly studied"),
        (["US", "EU"], "depressive symptoms", "hardly studied"),
    ],
)
def test_two_regulators_must_approve_the_condition_itself(places: list[str], limit: str, reading: str) -> None:
    assert {"US", "EU"} < set(REGULATORS) and "New Zealand" not in REGULATORS
    (one, *_) = [row for row in REAL.approvals if row.status == "approved"]
    approvals = tuple(
        one.model_copy(update={"place": place, "conditions": ("autism",), "only_for": limit}) for place in places
    )
    assert derive_reading(replace(BARE, approvals=approvals), "autism").reading == reading


# Where only reviews speak


@pytest.mark.parametrize(
    ("found", "stance", "reading"),
    [
        ("ketamine better", "in favour", "promising, small trials"),
        ("ketamine better", "uncertain", "no clear benefit"),
        ("ketamine better", "against", "no clear benefit"),
        ("no difference shown", "in favour", "no clear benefit"),
    ],
)
def test_where_only_reviews_are_known_a_doubt_weighs_more_than_a_gain(found: str, stance: str, reading: str) -> None:
    review = next(row for row in REAL.pooled if row.ketamine_better_when)
    row = review.model_copy(update={"condition": "autism", "outcome_role": "benefit", "result": found})
    guide = REAL.guidelines[0].model_copy(update={"conditions": ("autism",), "stance": stance})
    assert derive_reading(replace(BARE, pooled=(row,), guidelines=(guide,)), "autism").reading == reading


def test_a_review_of_harms_alone_says_nothing_on_benefit() -> None:
    review = next(row for row in REAL.pooled if row.ketamine_better_when)
    row = review.model_copy(update={"condition": "autism", "outcome_role": "harm", "result": "ketamine better"})
    assert derive_reading(replace(BARE, pooled=(row,)), "autism").reading == "hardly studied"
