"""Trials in groups by payer, comparison and size: each trial once, nothing lost, small groups named as small."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.content.published import WITHIN_A_GROUP
from explainer.content.trials import PAYERS
from explainer.evidence.counts import NOT_A_COMPARISON, trial_counts
from explainer.evidence.influences import SIZES, GroupCount, grouped, size_of, trial_outcomes
from explainer.views import blocks as b
from explainer.views.influences import influence_blocks
from explainer.words.influences import influence_title, payer_sentence, share_words
from explainer.words.sentences import source_name
from tests.views.seen import words


def test_every_trial_that_compares_ketamine_is_in_one_group_of_each_picture(site_content: Content) -> None:
    compared = {row.trial for row in site_content.main_outcomes if row.primary_kind != NOT_A_COMPARISON}
    assert set(trial_outcomes(site_content)) == compared
    by_payer = grouped(site_content, lambda trial: trial.paid_by, PAYERS)
    by_size = grouped(site_content, size_of, (*(name for _, name in SIZES), ""))
    for groups in (by_payer, by_size):
        assert sum(group.settled + group.other for group in groups) == len(compared)


def test_a_trial_that_went_two_ways_in_two_conditions_is_neither_met_nor_missed(site_content: Content) -> None:
    went: dict[str, set[str]] = {}
    for row in site_content.main_outcomes:
        if row.primary_kind != NOT_A_COMPARISON:
            went.setdefault(row.trial, set()).add(row.primary_outcome)
    both = [trial for trial, outcomes in went.items() if len(outcomes) > 1]
    assert both
    assert {trial_outcomes(site_content)[trial] for trial in both} == {"other"}


def test_a_non_inferior_trial_counts_as_met_and_a_brain_image_does_not(site_content: Content) -> None:
    kinds = {row.trial: row.primary_kind for row in site_content.main_outcomes if row.primary_outcome == "met"}
    once = Counter(row.trial for row in site_content.main_outcomes)
    for trial, kind in kinds.items():
        if once[trial] == 1 and kind in ("non-inferiority", "brain imaging", "laboratory"):
            assert trial_outcomes(site_content)[trial] == ("met" if kind == "non-inferiority" else "other"), trial


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_group_of_under_ten_gets_no_share(met: int, missed: int, other: int) -> None:
    group = GroupCount("a", met, missed, other)
    assert (share_words(group) == "too few to compare") == (met + missed < 10)
    assert (f"{met} of {met + missed}" in influence_title("Who paid", [group])) == (met + missed >= 10)


def test_the_payers_of_a_condition_add_up_to_its_trials(site_content: Content) -> None:
    seen = 0
    for condition in site_content.conditions:
        counts = trial_counts(site_content, condition)
        said = payer_sentence(site_content, counts)
        payers = Counter(site_content.trials[each.trial].paid_by for each in counts.outcomes)
        assert bool(said) == any(payers[payer] for payer in PAYERS if payer), condition
        if said:
            seen += 1
            number = payers["maker"]
            assert (f"A maker: {number} " in said) == bool(number), condition
            assert (f"Not known to us: {payers['']}." in said) == bool(payers[""]), condition
    assert seen > 15


def test_what_the_pictures_show_stands_in_words_with_its_limits(site_content: Content) -> None:
    said = words(influence_blocks(site_content))
    assert "not accusations" in said and "too few to compare" in said
    for group in grouped(site_content, lambda trial: PAYERS[trial.paid_by], PAYERS.values()):
        assert f"{group.group}: {group.met} met, {group.missed} missed" in said


def test_falls_within_groups_stand_together_with_their_source(site_content: Content) -> None:
    rows = [row for row in site_content.pooled if row.effect_measure == WITHIN_A_GROUP]
    assert len(rows) >= 2
    said = words(influence_blocks(site_content))
    for row in rows:
        assert row.estimate is not None and row.estimate < 0
        assert f"{row.n_participants:,} {row.outcome}: a fall of {-row.estimate} standard deviations" in said
        assert source_name(site_content.sources[row.source]) in said
    (spec,) = (figure.picture.spec() for figure in every_figure(site_content) if figure.key == "expectation")
    (drawn,) = spec["datasets"].values()
    assert {each["group"]: each["fall"] for each in drawn} == {row.outcome: -float(row.estimate or 0) for row in rows}
    assert all(each["least"] < each["fall"] < each["most"] for each in drawn)


def every_figure(content: Content) -> list[b.Figure]:
    return [block for block in influence_blocks(content) if isinstance(block, b.Figure)]


def test_the_parts_of_a_bar_follow_each_other_and_add_up(site_content: Content) -> None:
    for figure in every_figure(site_content):
        if figure.key == "expectation":
            continue
        (drawn,) = figure.picture.spec()["datasets"].values()
        for group in {part["group"] for part in drawn}:
            parts = [part for part in drawn if part["group"] == group]
            assert parts[0]["from"] == 0
            assert [part["from"] for part in parts[1:]] == [part["to"] for part in parts[:-1]]
        assert sum(part["to"] - part["from"] for part in drawn) == len(trial_outcomes(site_content))
