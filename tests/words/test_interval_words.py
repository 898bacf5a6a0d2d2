"""An interval in whole people of 100."""

import pytest

from explainer.evidence.derived import Difference
from explainer.words.hundred import interval_words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (None, ""),
        (Difference(22.4, 14.2, 31.1), " (interval 14 to 31)"),
        (Difference(-18.7, -26.6, -10.4), " (interval 10 to 27)"),
        (Difference(2.0, -2.4, 6.3), " (interval from 2 fewer to 6 more)"),
        (Difference(0.0, 0.0, 0.0), " (interval 0 to 0)"),
    ],
)
def test_an_interval_says_its_ends_and_both_sides_where_it_has_both(made: Difference | None, words: str) -> None:
    assert interval_words(made) == words
