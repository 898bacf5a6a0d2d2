"""The words of "what moves the answer"."""

import pytest

from explainer.evidence.ways import FEWEST, SWITCHES, Way, all_ways, way
from explainer.words.ways import LABELS, way_count, way_line, ways_sentence
from tests.evidence.made_up import OUTCOMES, trial_mark

MET, MISSED = OUTCOMES[0], OUTCOMES[3]


def test_a_count_says_how_many_of_how_many_or_that_too_few_are_left() -> None:
    assert way_count(Way((), 4, 7)) == "4 of 7"
    assert way_count(Way((), FEWEST, FEWEST)) == f"{FEWEST} of {FEWEST}"
    assert way_count(Way((), 1, FEWEST - 1)) == f"too few to tell ({FEWEST - 1} left)"


def test_a_line_names_the_switches_that_are_on() -> None:
    assert way_line(Way(("active", "large"), 4, 7)) == "against an active placebo, 100 people or more: 4 of 7"
    assert way_line(Way((), 4, 7)) == "all trials: 4 of 7"
    assert set(LABELS) == {switch.key for switch in SWITCHES}


def test_without_a_choice_the_sentence_says_the_whole_and_the_range() -> None:
    ways = (Way(("large",), 5, 5), Way((), 6, 9), Way(("late",), 1, 4), Way(("active",), 0, 1))
    assert ways_sentence(ways[1], ways) == (
        "6 of 9 trials met their main outcome. Over all 4 ways to choose, the answer goes from 1 of 4 to 5 of 5."
    )


def test_a_choice_is_said_beside_the_whole() -> None:
    ways = (Way(("large",), 5, 5), Way((), 6, 9))
    assert ways_sentence(ways[0], ways).startswith(
        "6 of 9 trials met their main outcome. With your choices, 5 of 5 did. Over all 2 ways"
    )


@pytest.mark.parametrize("left", range(FEWEST))
def test_a_choice_that_leaves_too_few_trials_gives_no_share(left: int) -> None:
    chosen = Way(("large",), left, left)
    said = ways_sentence(chosen, (Way((), 6, 9), Way(("late",), 2, 4), chosen))
    assert f"With your choices {left} are left: too few to tell." in said
    assert f"{left} of {left}" not in said


def test_where_only_the_whole_can_be_counted_no_range_is_made_up() -> None:
    ways = (Way((), 6, 9), Way(("large",), 1, 1))
    assert ways_sentence(ways[0], ways) == (
        f"6 of 9 trials met their main outcome. Every other choice leaves fewer than {FEWEST} trials."
    )


def test_the_range_goes_over_all_ways_of_the_trials_that_are_given() -> None:
    small = [trial_mark(f"small-{number}", 20, MET) for number in range(4)]
    large = [trial_mark(f"large-{number}", 200, MISSED) for number in range(4)]
    ways = all_ways([*small, *large])
    said = ways_sentence(way([*small, *large], ["large"]), ways)
    assert said.startswith("4 of 8 trials met their main outcome. With your choices, 0 of 4 did.")
    assert said.endswith(f"Over all {len(ways)} ways to choose, the answer goes from 0 of 4 to 4 of 8.")
