"""The table of conditions: filters, orders, cards, the file, and what is said where nothing is left."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.filters import active, matching, to_loosen
from explainer.find.state import State
from explainer.site import CONDITIONS
from explainer.views import blocks as b
from explainer.views.condition_table import COLUMNS, ORDERS, as_csv, in_order
from explainer.views.conditions import NOWHERE, condition_filters
from explainer.views.html import html
from explainer.views.inline import links_in, plain
from tests.views.seen import every, lost, seen, slips, words

Rows = tuple[ConditionSummary, ...]


@pytest.fixture(scope="module")
def rows(site_content: Content) -> Rows:
    return summaries(site_content)


def left(content: Content, state: State) -> list[str]:
    return [row.id for row in matching(summaries(content), condition_filters(content), state)]


def table_of(content: Content, **query: str | list[str]) -> list[dict[str, str]]:
    (table,) = every(seen(content, CONDITIONS, view="table", **query), b.Table)
    return [dict(zip(table.columns, map(plain, row), strict=True)) for row in table.rows]


def some(*values: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


STATES = st.fixed_dictionaries(
    {},
    optional={
        "find": st.sampled_from(["", "pain", "depresion", "PTSD", "opioid", "zzz"]),
        "family": some("mood", "pain", "trauma and anxiety", "headache"),
        "reading": some("approved use", "mixed results", "promising, small trials", "hardly studied"),
        "mechanism": some("Blocking the NMDA receptor", "Calming inflammation"),
        "approved": some("US", "EU", "Germany and Austria", NOWHERE),
        "drug": some("ketamine", "esketamine"),
        "route": some("into a vein", "nose spray", "by mouth"),
        "controlled": st.just("true"),
    },
).map(State.from_mapping)


@given(state=STATES)
def test_filters_narrow_each_other_in_any_order(site_content: Content, state: State) -> None:
    filters = condition_filters(site_content)
    each_alone = [set(ids(matching(summaries(site_content), (one,), state))) for one in filters]
    assert set(left(site_content, state)) == set.intersection(*each_alone)


@given(state=STATES, key=st.sampled_from(["family", "reading", "mechanism", "approved", "drug", "route"]))
def test_two_choices_of_one_filter_show_what_either_shows(site_content: Content, state: State, key: str) -> None:
    alone = [set(left(site_content, state.having(key, choice))) for choice in state.all(key)]
    if alone:
        assert set().union(*alone) == set(left(site_content, state))


@given(state=STATES)
def test_what_is_offered_to_loosen_is_what_helps_and_the_most_helpful_first(
    site_content: Content, state: State
) -> None:
    filters = condition_filters(site_content)
    offered = {each.key: number for each, number in to_loosen(summaries(site_content), filters, state)}
    gains = {each.key: len(left(site_content, state.without(each.key))) for each in active(filters, state)}
    assert offered == {key: gain for key, gain in gains.items() if gain}
    assert list(offered.values()) == sorted(offered.values(), reverse=True)


def ids(rows: list[ConditionSummary]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"find": "MDD"}, ["major-depression"]),
        ({"find": "nose OCD"}, []),
        ({"family": "headache"}, ["migraine", "cluster-headache"]),
        ({"family": "headache", "controlled": "true"}, ["migraine"]),
        ({"approved": "Germany and Austria"}, ["acute-pain"]),
        ({"drug": "esketamine", "family": "addiction and eating"}, ["alcohol-use-disorder"]),
        ({"reading": "approved use", "route": "by mouth"}, ["treatment-resistant-depression"]),
    ],
)
def test_filters_find_the_conditions_they_name(
    site_content: Content, query: dict[str, str], expected: list[str]
) -> None:
    assert left(site_content, State.from_mapping(query)) == expected


def test_search_finds_conditions_by_mechanism_family_and_every_name(site_content: Content, rows: Rows) -> None:
    inflammation = left(site_content, State.of(find="inflammation"))
    assert inflammation and all("nflammat" in row.mechanism_words for row in rows if row.id in inflammation)
    assert {"migraine", "cluster-headache"} <= set(left(site_content, State.of(find="headache")))
    for row in rows:
        for name in (row.name, *row.condition.other_names):
            assert row.id in left(site_content, State.of(find=name)), name


def test_nowhere_approved_and_approved_somewhere_make_all(site_content: Content, rows: Rows) -> None:
    places = {place for row in rows for place in row.places}
    nowhere, somewhere = (left(site_content, State.of(approved=choice)) for choice in ([NOWHERE], places))
    assert nowhere and somewhere
    assert sorted(nowhere + somewhere) == sorted(row.id for row in rows)


def test_only_controlled_leaves_out_conditions_without_any_comparison(site_content: Content, rows: Rows) -> None:
    left_out = {row.id for row in rows} - set(left(site_content, State.of(controlled="true")))
    assert left_out == {row.id for row in rows if not row.counts.trials and not row.counts.reviews_only} != set()


def test_every_option_of_a_filter_finds_something(site_content: Content) -> None:
    for each in condition_filters(site_content):
        for option in each.options:
            assert left(site_content, State.of(**{each.key: option})), (each.key, option)


@pytest.mark.parametrize("order", ORDERS)
def test_the_table_is_sorted_as_chosen_and_loses_no_condition(site_content: Content, rows: Rows, order: str) -> None:
    shown = [record["Condition"] for record in table_of(site_content, order=order)]
    assert shown == [row.name for row in in_order(rows, order)]
    assert sorted(shown) == sorted(row.name for row in rows)


def test_orders_mean_what_they_say(site_content: Content, rows: Rows) -> None:
    assert in_order(rows, "family") == list(rows)
    steps = [row.step.order for row in in_order(rows, "how sure we are")]
    assert steps == sorted(steps)
    people = [record["People (known)"] for record in table_of(site_content, order="people randomised")]
    known = [int(number.replace(",", "")) for number in people if number != "–"]
    assert known == sorted(known, reverse=True)


@pytest.mark.parametrize("order", ORDERS)
def test_the_downloaded_file_has_exactly_the_rows_and_columns_shown(site_content: Content, order: str) -> None:
    found = seen(site_content, CONDITIONS, family=["mood", "pain"], order=order, view="table")
    (file,) = every(found, b.Download)
    saved = list(csv.DictReader(io.StringIO(file.make().decode())))
    shown = table_of(site_content, family=["mood", "pain"], order=order)
    assert file.label == f"Download the rows shown: {len(shown)} (CSV)"
    figures = COLUMNS[3:8]
    for saved_row, shown_row in zip(saved, shown, strict=True):
        assert saved_row == shown_row | {
            name: shown_row[name].replace(",", "").replace("–", "") for name in figures
        }  # spreadsheets read numbers without signs


def test_a_figure_that_is_not_known_is_a_dash_and_not_nought(site_content: Content, rows: Rows) -> None:
    table = {record["Condition"]: [record[name] for name in COLUMNS[3:8]] for record in table_of(site_content)}
    by_name = {row.name: row.counts for row in rows}
    for name, figures in table.items():
        counts = by_name[name]
        if counts.reviews_only:
            assert figures[2:] == ["–"] * 3
            assert figures[:2] == ([f"{number:,}" for number in counts.review] if counts.review else ["–"] * 2)
        else:
            assert figures == [
                f"{number:,}" for number in (counts.trials, counts.people, counts.met, counts.missed, counts.other)
            ]
    assert any(counts.reviews_only for counts in by_name.values())


def test_cards_show_the_same_conditions_as_the_table_and_stand_where_the_device_is_unknown(
    site_content: Content,
) -> None:
    in_table = [record["Condition"] for record in table_of(site_content, family="mood", order="name")]
    for found in (
        seen(site_content, CONDITIONS, family="mood", order="name", view="cards"),
        seen(site_content, CONDITIONS, family="mood", order="name"),
    ):
        assert not every(found, b.Table)
        (cards,) = every(found, b.Bullets)
        assert [plain(links_in(card)[0].text) for card in cards.items] == in_table


def test_how_many_are_left_is_said_and_the_page_is_wide(site_content: Content, rows: Rows) -> None:
    found = seen(site_content, CONDITIONS, family="headache")
    assert f"2 of {len(rows)} conditions match." in words(found)
    assert "[family: headache]" in words(found)
    assert CONDITIONS.wide
    assert not lost(site_content, found) and not slips(found)


def test_where_nothing_is_left_the_filters_whose_loss_helps_are_offered(site_content: Content) -> None:
    found = seen(site_content, CONDITIONS, find="PTSD", family="headache")
    (loosen,) = every(found, b.Loosen)
    assert loosen.title == "No condition matches all your filters"
    assert [(each.key, name, number) for each, name, number, _ in loosen.gains] == [
        ("find", "search", 2),
        ("family", "family", 1),
    ]
    assert not every(found, b.Download)


def test_choices_that_do_not_exist_are_left_out(site_content: Content, rows: Rows) -> None:
    found = seen(site_content, CONDITIONS, family="nonsense", order="nonsense", view="nonsense", mechanism="nonsense")
    assert f"{len(rows)} of {len(rows)} conditions match." in words(found)


def test_a_filtered_address_is_filtered_in_html(site_content: Content) -> None:
    page = html(seen(site_content, CONDITIONS, family="headache").blocks)
    assert "condition=migraine" in page and "condition=ptsd" not in page


def test_the_file_has_a_line_for_each_row_even_if_there_are_none() -> None:
    assert as_csv([]).decode() == ",".join(COLUMNS) + "\n"
