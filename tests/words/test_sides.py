"""A difference is told by its size and the side it favours."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.words.sides import sided, span

VALUES = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("2.50"), "2.50 points in favour of esketamine"),
        (Decimal("-12"), "12 points in favour of the comparison"),
        (Decimal("0.0"), "0.0 points"),
    ],
)
def test_a_size_stands_with_its_side(value: Decimal, words: str) -> None:
    assert sided(value, "esketamine", unit=" points") == words


@given(VALUES)
def test_a_difference_never_has_a_sign_and_changes_sides_with_it(value: float) -> None:
    words, turned = sided(value, spec=".1f"), sided(-value, spec=".1f")
    assert "-" not in words
    if float(words.split()[0]):
        assert ("ketamine" in words) == (value > 0) == ("comparison" in turned)
    else:  # so small that no digit is left of it
        assert words == turned == "0.0"


@given(VALUES, VALUES)
def test_an_interval_names_both_sides_exactly_where_it_crosses_no_difference(one: float, other: float) -> None:
    low, high = sorted((one, other))
    words = span(low, high, spec=".3f")
    assert "-" not in words
    assert words.startswith("from ") == (low < 0 < high)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1, 4, "1 to 4"),
        (-4, -1, "1 to 4"),
        (0, 7, "0 to 7"),
        (-1, 4, "from 1 in favour of the comparison to 4 in favour of ketamine"),
    ],
)
def test_an_interval_on_one_side_gives_its_smaller_size_first(low: int, high: int, words: str) -> None:
    assert span(Decimal(low), Decimal(high)) == words
