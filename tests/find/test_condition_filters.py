from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.condition_filters import NOWHERE, Filters, filtered, to_loosen


@pytest.fixture(scope="module")
def rows(site_content: Content) -> tuple[ConditionSummary, ...]:
    return summaries(site_content)


def ids(rows: list[ConditionSummary]) -> list[str]:
    return [row.id for row in rows]


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    text=st.sampled_from(["", "pain", "depresion", "PTSD", "opioid", "zzz"]),
    family=some("mood", "pain", "trauma and anxiety", "headache"),
    reading=some("approved use", "mixed results", "promising, small trials", "hardly studied"),
    mechanism=some("Blocking the NMDA receptor", "Calming inflammation"),
    approved=some("US", "EU", "Germany and Austria", NOWHERE),
    drug=some("ketamine", "esketamine"),
    route=some("into a vein", "nose spray", "by mouth"),
    controlled=st.booleans(),
)


def one_by_one(filters: Filters) -> list[Filters]:
    """Each filter that is on, alone."""
    return [Filters(**{name: getattr(filters, name)}) for name in filters.active()]


def test_without_a_filter_all_conditions_are_shown_in_their_order(rows: tuple[ConditionSummary, ...]) -> None:
    assert filtered(rows, Filters()) == list(rows)
    assert Filters().active() == ()


@given(filters=FILTERS, data=st.data())
def test_the_order_of_filters_does_not_matter(
    rows: tuple[ConditionSummary, ...], filters: Filters, data: st.DataObject
) -> None:
    in_some_order = data.draw(st.permutations(one_by_one(filters)))
    assert reduce(filtered, in_some_order, list(rows)) == filtered(rows, filters)


@given(filters=FILTERS)
def test_each_filter_only_narrows(rows: tuple[ConditionSummary, ...], filters: Filters) -> None:
    left = set(ids(filtered(rows, filters)))
    for name in filters.active():
        assert left <= set(ids(filtered(rows, filters.without(name))))


@given(filters=FILTERS, name=st.sampled_from(["family", "reading", "mechanism", "approved", "drug", "route"]))
def test_two_choices_of_one_filter_show_what_either_shows(
    rows: tuple[ConditionSummary, ...], filters: Filters, name: str
) -> None:
    choices = getattr(filters, name)
    alone = [set(ids(filtered(rows, replace(filters, **{name: (choice,)})))) for choice in choices]
    if alone:
        assert set().union(*alone) == set(ids(filtered(rows, filters)))


@given(filters=FILTERS)
def test_what_is_offered_to_loosen_is_what_helps_and_the_most_helpful_first(
    rows: tuple[ConditionSummary, ...], filters: Filters
) -> None:
    offered = to_loosen(rows, filters)
    gains = {name: len(filtered(rows, filters.without(name))) for name in filters.active()}
    assert dict(offered) == {name: gain for name, gain in gains.items() if gain}
    assert [gain for _, gain in offered] == sorted((gain for _, gain in offered), reverse=True)


@given(filters=FILTERS)
def test_a_filter_taken_away_is_off_and_the_others_stay(filters: Filters) -> None:
    for name in filters.active():
        assert set(filters.without(name).active()) == set(filters.active()) - {name}


def test_nothing_is_offered_where_one_filter_less_is_not_enough(rows: tuple[ConditionSummary, ...]) -> None:
    assert to_loosen(rows, Filters(text="zzz", family=("seizures",), drug=("nothing",))) == []


def test_the_filter_to_loosen_is_named_with_its_gain(rows: tuple[ConditionSummary, ...]) -> None:
    filters = Filters(text="PTSD", family=("headache",))
    assert filtered(rows, filters) == []
    assert to_loosen(rows, filters) == [("text", 2), ("family", 1)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(text="MDD"), ["major-depression"]),
        (Filters(text="nose OCD"), []),
        (Filters(family=("headache",)), ["migraine", "cluster-headache"]),
        (Filters(family=("headache",), controlled=True), ["migraine"]),
        (Filters(approved=("Germany and Austria",)), ["acute-pain"]),
        (Filters(drug=("esketamine",), family=("addiction and eating",)), ["alcohol-use-disorder"]),
        (Filters(reading=("approved use",), route=("by mouth",)), ["treatment-resistant-depression"]),
    ],
)
def test_filters_find_the_conditions_they_name(
    rows: tuple[ConditionSummary, ...], filters: Filters, expected: list[str]
) -> None:
    assert ids(filtered(rows, filters)) == expected


def test_search_finds_conditions_by_mechanism_and_family(rows: tuple[ConditionSummary, ...]) -> None:
    inflammation = filtered(rows, Filters(text="inflammation"))
    assert inflammation and all("nflammat" in row.mechanism_words for row in inflammation)
    assert {"migraine", "cluster-headache"} <= set(ids(filtered(rows, Filters(text="headache"))))


def test_nowhere_approved_and_approved_somewhere_make_all(rows: tuple[ConditionSummary, ...]) -> None:
    places = tuple({place for row in rows for place in row.places})
    nowhere, somewhere = (ids(filtered(rows, Filters(approved=choice))) for choice in ((NOWHERE,), places))
    assert nowhere and somewhere
    assert sorted(nowhere + somewhere) == sorted(row.id for row in rows)


def test_only_controlled_leaves_out_conditions_without_any_comparison(rows: tuple[ConditionSummary, ...]) -> None:
    left_out = {row.id for row in rows} - set(ids(filtered(rows, Filters(controlled=True))))
    assert left_out == {
        "panic-disorder", "opioid-use-disorder", "cannabis-use-disorder", "anorexia-nervosa", "cluster-headache",
    }  # fmt: skip


def test_every_name_finds_its_condition_in_the_table(rows: tuple[ConditionSummary, ...]) -> None:
    for row in rows:
        for name in (row.name, *row.condition.other_names):
            assert row in filtered(rows, Filters(text=name)), name
