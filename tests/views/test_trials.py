"""The page of trials as a view: plots with their words, filters, cards, how long, pictures of 100, re-pooling."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content, content
from explainer.content.trials import DRUGS, PooledResult, TrialResult
from explainer.evidence.bands import band_of
from explainer.evidence.counts import people_in
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import families_of
from explainer.evidence.hundred import harm_hundred
from explainer.find.state import State
from explainer.site import TRIALS
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.inline import links_in, plain
from explainer.views.json import data
from explainer.views.pages import view
from explainer.views.trial_card import hundred_block
from explainer.views.view import View, links
from explainer.words.forest import BLINDING
from explainer.words.sentences import result_line
from tests.views.seen import every, headings, lost, part, seen, slips, words

TRD = "treatment-resistant-depression"
OUTCOMES = sorted({(row.condition, row.family) for row in (*content().results, *content().pooled)})
Row = TrialResult | PooledResult


def rows_of(known: Content, condition: str, family: str = "") -> list[TrialResult]:
    """Results of a condition: of one outcome, or of the one that the page shows first."""
    rows = [row for row in known.results if row.condition == condition]
    return [row for row in rows if row.family == (family or families_of(rows)[0])]


def lines(known: Content, row: Row) -> list[str]:
    """The pieces of a result's line; behind what was found our own interval may follow."""
    line = result_line(finding_of(known, row))
    return [line.who, line.found.removesuffix("."), line.verdict]


def before_everything(shown: View) -> str:
    """What is said without the part that has every result of the condition."""
    kept = tuple(block for block in shown.blocks if not (isinstance(block, b.Fold) and block.key == "every-result"))
    return words(kept)


# Every address


@pytest.mark.parametrize(("condition", "family"), OUTCOMES)
def test_every_outcome_says_each_of_its_results_in_full(site_content: Content, condition: str, family: str) -> None:
    shown = seen(site_content, TRIALS, of=condition, outcome=family)
    said, rows = before_everything(shown), (*site_content.results, *site_content.pooled)
    for row in rows:
        if (row.condition, row.family) == (condition, family):
            assert all(piece in said for piece in lines(site_content, row)), row.id
    assert shown.is_complete and slips(shown) == [] and lost(site_content, shown) == []


def test_every_result_has_a_card_with_its_trial_its_verdict_and_its_source(site_content: Content) -> None:
    for row in (*site_content.results, *site_content.pooled):
        shown = seen(site_content, TRIALS, of=row.condition, outcome=row.family, row=row.id)
        (card,) = every(shown, b.Dialog)
        said = words((card,))
        assert all(piece in said for piece in lines(site_content, row)[1:]), row.id
        assert site_content.conditions[row.condition].name in said
        assert plain(every(shown, b.Dialog)[0].title) in said, row.id
        if isinstance(row, TrialResult):
            known = "not known" if row.n_randomised is None else f"{row.n_randomised:,} randomised"
            assert row.design in said and known in said and f"we read: {row.proof_kind}" in said, row.id


def test_without_scripts_every_outcome_and_result_of_a_condition_can_be_reached(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of="ptsd")
    (fold,) = [block for block in shown.blocks if isinstance(block, b.Fold) and block.key == "every-result"]
    rows = [row for row in (*site_content.results, *site_content.pooled) if row.condition == "ptsd"]
    outcomes = {TRIALS.address("ptsd", outcome=row.family) for row in rows}
    cards = {TRIALS.address("ptsd", outcome=row.family, row=row.id) for row in rows}
    assert {link.address for link in links(fold.blocks)} == outcomes | cards
    said = words(fold.blocks)
    assert all(piece in said for row in rows for piece in lines(site_content, row))
    assert str(len(rows)) in plain(fold.label)
    assert html(shown.blocks).count("Feder et al. 2021") >= 2


def test_the_four_renderings_take_every_condition(site_content: Content) -> None:
    for condition, _ in OUTCOMES:
        shown = seen(site_content, TRIALS, of=condition)
        assert html(shown.blocks) and words(shown) and json.dumps(data(shown.blocks))
        assert shown.at == condition and site_content.conditions[condition].name in shown.title


def test_a_name_written_out_counts_as_its_id(site_content: Content) -> None:
    outcome = site_content.families["ptsd-response"].label
    name = site_content.conditions["ptsd"].name
    old = seen(site_content, TRIALS, of=name, outcome=outcome)
    assert words(old) == words(seen(site_content, TRIALS, of="ptsd", outcome="ptsd-response"))


@pytest.mark.parametrize(
    ("row_id", "said"),
    [
        ("abdallah-2022/pcl5-standard", "Main outcome | yes, missed"),
        ("popova-2019/madrs-day28", "Main outcome | yes, met"),
        ("popova-2019/response-day28", "Main outcome | no, another outcome"),
        ("lubega-2018/max-nrs-change", "Main outcome | yes; not known whether it was met"),
        ("murrough-2013/response-24h", "64 of 100 with ketamine\n28 of 100 with midazolam"),
    ],
)
def test_a_card_says_how_its_main_outcome_went_and_draws_100_people(
    site_content: Content, row_id: str, said: str
) -> None:
    assert said in words(every(seen(site_content, TRIALS, row=row_id), b.Dialog)[0].blocks)


def test_a_card_has_a_picture_only_where_the_result_allows_one(site_content: Content) -> None:
    for row in site_content.results:
        card = every(seen(site_content, TRIALS, row=row.id), b.Dialog)[0]
        assert any(isinstance(block, b.Hundred) for block in card.blocks) == row.safe_for_icons, row.id


def test_a_result_that_asks_another_question_says_which(site_content: Content) -> None:
    for row_id, question in site_content.other_questions.items():
        card = words(every(seen(site_content, TRIALS, row=row_id), b.Dialog)[0].blocks)
        assert f"Asks another question | {question.why}" in card


# What is not there


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ({"of": "fibromialgia"}, "Did you mean Fibromyalgia?"),
        ({"of": "ptsd", "row": "abdallah-2022/pcl5-standart"}, "Did you mean Abdallah et al. 2022:"),
        ({"of": "ptsd", "outcome": "nonsense"}, ""),
    ],
)
def test_what_is_not_there_is_met_with_what_was_probably_meant(
    site_content: Content, query: dict[str, str], near: str
) -> None:
    shown = seen(site_content, TRIALS, **query)
    notices = [block for block in every(shown, b.Notice) if block.missing]
    assert [notice.title for notice in notices] == ["Not found"]
    assert not shown.is_complete
    assert not near or any(plain(way).startswith(near) for way in notices[0].ways_on)
    assert lost(site_content, shown) == [] and every(shown, b.Figure)


# Filters


def some(*values: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


STATES = st.fixed_dictionaries(
    {"of": st.sampled_from([TRD, "ptsd", "migraine", "acute-pain"])},
    optional={
        "lens": some(*(name for kind, name in BLINDING.items() if kind != "none")),
        "given": some(*DRUGS.values()),
        "way": some("into a vein", "nose spray", "by mouth"),
        "when": some("within a day", "later", "time not stated"),
        "design": some("crossover RCT", "parallel RCT"),
        "main": st.sampled_from(["true", "maybe"]),
        "least": st.sampled_from(["0", "50", "100", "99999", "x"]),
    },
).map(State.from_mapping)


def passes(row: TrialResult, state: State, of_condition: list[TrialResult]) -> bool:
    """Whether a result should pass the filters of an address, by the tables alone."""
    routes = {"into a vein": "IV", "nose spray": "IN", "by mouth": "oral"}
    pairs = [
        ("lens", lambda each: BLINDING[each.comparator_kind]),
        ("given", lambda each: DRUGS[each.drug]),
        ("way", lambda each: {code: name for name, code in routes.items()}.get(each.route, each.route)),
        ("when", band_of),
        ("design", lambda each: each.design),
    ]
    for key, value in pairs:
        known = {value(each) for each in of_condition} if key != "lens" else set(BLINDING.values())
        chosen = set(state.all(key)) & known
        if chosen and value(row) not in chosen:
            return False
    least = {"50": 50, "100": 100, "99999": 500}.get(state.one("least") or "", 0)
    return (state.one("main") != "true" or bool(row.is_primary)) and (row.n_randomised or 0) >= least


@given(state=STATES)
def test_what_is_counted_is_what_passes_the_filters(site_content: Content, state: State) -> None:
    condition = state.one("of") or ""
    rows, of_condition = rows_of(site_content, condition), [r for r in site_content.results if r.condition == condition]
    left = [row for row in rows if passes(row, state, of_condition)]
    (bar,) = [each for each in every(view(site_content, TRIALS, state), b.Filters) if each.count]
    trials, people = len({row.trial for row in left}), people_in(left)
    assert plain(bar.count) == (f"{len(left)} of {len(rows)} results; trials: {trials}; people randomised: {people:,}.")


def test_a_filter_that_leaves_nothing_says_what_to_take_away(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of="ptsd", least="500", given="ketamine")
    (loosen,) = every(shown, b.Loosen)
    assert loosen.title == "No result matches all your filters"
    assert [(each.key, number) for each, _, number, _ in loosen.gains] == [
        ("least", len(rows_of(site_content, "ptsd")))
    ]
    assert not every(shown, b.Figure) and not every(shown, b.Download)


def test_the_table_of_what_is_shown_has_the_rows_that_pass_and_nothing_for_curators(site_content: Content) -> None:
    (file,) = every(seen(site_content, TRIALS, of=TRD, lens=BLINDING["inactive"]), b.Download)
    header, *lines = file.table()
    table = [dict(zip(header, line, strict=True)) for line in lines]
    kept = [row.id for row in rows_of(site_content, TRD) if row.comparator_kind == "inactive"]
    assert [row["Id"] for row in table] == kept
    assert str(len(kept)) in file.label
    remarks = [row.for_curators for row in rows_of(site_content, TRD) if row.for_curators]
    assert remarks and not {cell for line in lines for cell in line} & set(remarks)


# Plots


def figures(shown: View) -> list[b.Figure]:
    return [figure for figure in every(shown, b.Figure) if figure.key.startswith("forest-")]


@pytest.mark.parametrize("condition", ["ptsd", "anaesthesia", TRD, "migraine"])
def test_under_every_plot_stands_one_line_of_words_for_each_row(site_content: Content, condition: str) -> None:
    plots = figures(seen(site_content, TRIALS, of=condition))
    assert plots
    for figure in plots:
        (listed,) = figure.words or ()
        assert isinstance(listed, b.Bullets)
        records = figure.picture.spec()["datasets"]["rows"]
        names = [record["name"].split(" · ")[0].removeprefix("Pooled: ") for record in records]
        assert all(name in plain(item) for name, item in zip(names, listed.items, strict=True))


def test_the_blinding_lens_changes_what_is_seen(site_content: Content) -> None:
    active = before_everything(seen(site_content, TRIALS, of="ptsd", lens=BLINDING["active-placebo"]))
    inactive = before_everything(seen(site_content, TRIALS, of="ptsd", lens=BLINDING["inactive"]))
    assert "Feder et al. 2021" in active and "Abdallah et al. 2022" not in active
    assert "Abdallah et al. 2022" in inactive and "Feder et al. 2021" not in inactive


def test_where_nothing_can_be_drawn_there_are_words_and_no_picture(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of="autism")
    assert not every(shown, b.Figure)
    assert [fold.is_open for fold in every(shown, b.Fold) if fold.label == "The results in words"] == [True]


@pytest.mark.parametrize(
    ("condition", "label"),
    [
        ("opioid-use-disorder", "Results that compare ketamine with ketamine: "),
        ("cannabis-use-disorder", "Results without a comparison group "),
        ("ptsd", "Other results from the same people "),
    ],
)
def test_what_cannot_stand_in_a_plot_stands_apart(site_content: Content, condition: str, label: str) -> None:
    folds = [plain(fold.label) for fold in every(seen(site_content, TRIALS, of=condition), b.Fold)]
    assert any(each.startswith(label) for each in folds)


# How long, 100 people, taken together


def test_how_long_it_lasts_says_where_nobody_looked(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of="social-anxiety-disorder")
    (table,) = [block for block in part(shown, "How long it lasts") if isinstance(block, b.Table)]
    assert "no result known" in {plain(what) for _, what in table.rows}
    assert [plain(band) for band, _ in table.rows][:2] == ["within a day", "up to a week"]


def hundreds_of(shown: View) -> Iterator[b.Hundred]:
    return (block for block in part(shown, "Pictures of 100 people") if isinstance(block, b.Hundred))


def test_pictures_of_100_have_harms_beside_them_with_their_source(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of=TRD, outcome="depression-response")
    said = words(part(shown, "Pictures of 100 people"))
    assert "64 of 100 with ketamine\n28 of 100 with midazolam" in said
    assert "Source: " in said[said.index("And the harms") :]


def test_a_condition_without_harms_of_its_own_has_those_meant_for_any(site_content: Content) -> None:
    pictures = {row: made for row in site_content.adverse_effects if (made := harm_hundred(row))}
    harms = {row.id: hundred_block(made) for row, made in pictures.items()}
    meant = [harms[row.id] for row in pictures if row.beside_benefits]
    seen_meant = 0
    for condition, family in OUTCOMES:
        shown = seen(site_content, TRIALS, of=condition, outcome=family)
        if "Pictures of 100 people" not in headings(shown) or "And the harms." not in words(shown):
            continue
        drawn = list(hundreds_of(shown))
        own = [harms[name] for name in site_content.conditions[condition].safety if harms.get(name) in drawn]
        assert own or all(each in drawn for each in meant), condition
        seen_meant += not own
    assert meant and seen_meant


def test_beside_harms_no_further_harms_are_shown(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of="ptsd", outcome="adverse-any")
    assert "And the harms." not in words(shown)


def test_the_estimate_follows_the_choice_to_leave_one_trial_out(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of=TRD)
    (field,) = [f for each in every(shown, b.Filters) for f in each.fields if f.key.startswith("without-")]
    assert field.written_by == "nobody" and field.options[0] == "none" and len(field.options) == 5
    whole = words(part(shown, "Trials combined"))
    assert "4 trials: " in whole and "Leaving out each trial in turn" in whole
    less = seen(site_content, TRIALS, of=TRD, **{field.key: field.options[1]})
    paragraphs = [plain(block.text) for block in part(less, "Trials combined") if isinstance(block, b.Paragraph)]
    (said,) = [each for each in paragraphs if "The trials: " in each]
    assert said.startswith("3 trials: ") and field.options[1] not in said


def test_with_three_trials_none_can_be_left_out(site_content: Content) -> None:
    whole = seen(site_content, TRIALS, of=TRD)
    (name,) = [f.options[1] for each in every(whole, b.Filters) for f in each.fields if f.key.startswith("without-")]
    (key,) = [f.key for each in every(whole, b.Filters) for f in each.fields if f.key.startswith("without-")]
    shown = seen(site_content, TRIALS, of=TRD, least="200", **{key: name})
    (field,) = [f for each in every(shown, b.Filters) for f in each.fields if f.key == key]
    assert (field.options, field.chosen) == (("none",), ("none",))
    assert "3 trials: " in words(part(shown, "Trials combined"))


def test_too_few_trials_and_none_that_may_be_pooled_say_so(site_content: Content) -> None:
    few = words(seen(site_content, TRIALS, of=TRD, least="220"))
    assert "2 trials are too few to combine; at least 3 are needed." in few
    assert "The results shown can't be combined: " in words(seen(site_content, TRIALS, of="ptsd"))


def test_every_result_shown_leads_to_its_card(site_content: Content) -> None:
    shown = seen(site_content, TRIALS, of="ptsd")
    (fold,) = [each for each in every(shown, b.Fold) if plain(each.label).startswith("Details of each result")]
    found = [link.address for block in fold.blocks for item in block.items for link in links_in(item)]  # type: ignore[union-attr]
    rows = rows_of(site_content, "ptsd")
    assert found == [TRIALS.address("ptsd", outcome=row.family, row=row.id) for row in rows]
