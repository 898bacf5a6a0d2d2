"""The table of conditions: filters, orders, cards, the file, and what is said where nothing is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.filters import active, matching, to_loosen
from explainer.find.state import State
from explainer.site import CONDITIONS
from explainer.views import blocks as b
from explainer.views.condition_table import COLUMNS, ORDERS, as_rows, in_order
from explainer.views.conditions import NOWHERE, ONLY_NARROW, ONLY_WIDE, condition_filters
from explainer.views.html import html
from explainer.views.inline import Drawing, Inline, links_in, plain
from explainer.views.view import walk
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
    people = [record["People"] for record in table_of(site_content, order="people randomised")]
    known = [int(number.strip("+").replace(",", "")) for number in people if number != "–"]
    assert known == sorted(known, reverse=True) != []


def as_dicts(rows: b.Rows) -> list[dict[object, object]]:
    header, *lines = rows
    return [dict(zip(header, line, strict=True)) for line in lines]


@pytest.mark.parametrize("order", ORDERS)
def test_the_downloaded_file_has_exactly_the_rows_shown(site_content: Content, order: str) -> None:
    found = seen(site_content, CONDITIONS, family=["mood", "pain"], order=order, view="table")
    (file,) = every(found, b.Download)
    saved = as_dicts(file.table())
    shown = table_of(site_content, family=["mood", "pain"], order=order)
    assert file.label == f"Download the rows shown: {len(shown)} (CSV)"
    for saved_row, shown_row in zip(saved, shown, strict=True):
        assert saved_row["Condition"] == shown_row["Condition"]
        assert saved_row["Reading"] == shown_row["Reading"].partition(" ")[2]  # without the mark before it
        people = shown_row["People"].strip("+–").replace(",", "")  # spreadsheets read numbers without signs
        assert saved_row["People (known)"] in ((int(people),) if people else (None, 0))


def test_the_file_has_every_figure_and_an_empty_cell_for_one_that_is_not_known(rows: Rows) -> None:
    saved = as_dicts(as_rows(rows))
    for line, row in zip(saved, rows, strict=True):
        counts, figures = row.counts, [line[name] for name in COLUMNS[3:8]]
        known = (counts.trials, counts.people, counts.met, counts.missed, counts.other)
        of_reviews = (*(counts.review or (None, None)), None, None, None)
        assert figures == list(of_reviews if counts.reviews_only else known), row.id
        assert line["Approved in"] == row.approved_text
        assert str(line["Mechanisms"]).split(", ") == list(row.mechanisms) or not row.mechanisms
    assert any(row.counts.reviews_only for row in rows)


def test_people_in_the_table_are_a_dash_where_not_known_and_have_a_plus_where_partly(
    site_content: Content, rows: Rows
) -> None:
    people = {record["Condition"]: record["People"] for record in table_of(site_content)}
    for row in rows:
        known = row.counts.review[1] if row.counts.review else row.counts.people
        at_least = "+" if row.counts.size_unknown and not row.counts.review else ""
        assert people[row.name] == (f"{known:,}{at_least}" if known else "–"), row.id
    assert {"–"} < set(people.values()) and any(number.endswith("+") for number in people.values())


def test_a_row_draws_its_trials_and_says_how_many_met(site_content: Content, rows: Rows) -> None:
    (table,) = every(seen(site_content, CONDITIONS, view="table"), b.Table)
    for row, cells in zip(rows, table.rows, strict=True):
        cell = cells[table.columns.index("Trials, small to large")]
        drawn = [span.picture for span in cell if isinstance(span, Drawing)] if isinstance(cell, tuple) else []
        assert len(drawn) == bool(row.counts.trials), row.id
        if drawn:
            sized = sum(outcome.people is not None for outcome in row.counts.outcomes)
            assert len(drawn[0].spec()["datasets"]["marks"]) == sized
            assert plain(cell).endswith((f"{row.counts.met} of {settled(row)} met", "none counted"))
            assert ("none counted" in plain(cell)) == (not settled(row))
        else:
            assert cell == ("only reviews" if row.counts.reviews_only else "none")


def settled(row: ConditionSummary) -> int:
    """Trials that met or missed a main outcome, or one of two."""
    return sum(outcome.primary_outcome in ("met", "missed", "split") for outcome in row.counts.outcomes)


def names_in(blocks: b.Blocks) -> list[str]:
    """Names of the conditions in a table or in cards, from top to bottom."""
    listed = [block for block in walk(blocks) if isinstance(block, b.Table | b.Bullets)]
    cells = [cell for block in listed for cell in (block.items if isinstance(block, b.Bullets) else _firsts(block))]
    return [plain(links_in(cell)[0].text) for cell in cells]


def _firsts(table: b.Table) -> list[Inline]:
    return [row[0] for row in table.rows]


def test_a_wide_window_gets_the_table_and_a_narrow_one_cards_with_the_same_conditions(site_content: Content) -> None:
    both = seen(site_content, CONDITIONS, family="mood", order="name")
    wide, narrow = [block for block in every(both, b.Group) if block.key in (ONLY_WIDE, ONLY_NARROW)]
    assert (wide.key, narrow.key) == (ONLY_WIDE, ONLY_NARROW)
    assert [type(block) for block in walk(wide.blocks) if isinstance(block, b.Table | b.Bullets)] == [b.Table]
    assert [type(block) for block in walk(narrow.blocks) if isinstance(block, b.Table | b.Bullets)] == [b.Bullets]
    shown = [record["Condition"] for record in table_of(site_content, family="mood", order="name")]
    assert names_in(wide.blocks) == names_in(narrow.blocks) == shown != []


def test_cards_alone_can_be_asked_for(site_content: Content) -> None:
    found = seen(site_content, CONDITIONS, family="mood", order="name", view="cards")
    assert not every(found, b.Table)
    assert names_in(found.blocks) == [
        record["Condition"] for record in table_of(site_content, family="mood", order="name")
    ]


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
    assert as_rows([]) == [COLUMNS]
