"""Our own estimate in words."""

import math

from explainer.evidence.findings import Axis
from explainer.evidence.pooling import Pooled
from explainer.words.estimates import estimate_words


def test_a_ratio_that_was_pooled_is_shown_as_a_ratio() -> None:
    pooled = Pooled(3, math.log(2), math.log(0.5), math.log(8), 0.1, 40.0, None)
    said = estimate_words(pooled, Axis("odds ratio"))
    assert said.startswith("3 trials: odds ratio 2.00 (95% interval 0.50 to 8.00); above 1 favours ketamine.")
    assert "The interval includes “no difference”." in said


def test_a_pooled_difference_on_the_other_side_is_said_to_favour_the_comparison() -> None:
    axis = Axis("mean difference", "MADRS")
    said = estimate_words(Pooled(5, -12, -20, -4, 0.1, 40.0, (-25, 1)), axis)
    assert said.startswith(
        "5 trials: 12.0 in favour of the comparison (mean difference, MADRS; 95% interval 4.0 to 20.0)"
    )
    assert "in the range from 25.0 in favour of the comparison to 1.0 in favour of ketamine." in said
    assert "-" not in said
