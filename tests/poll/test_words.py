import pytest

from explainer.poll.cast import NotSavedError
from explainer.poll.words import REFUSALS, refusal


@pytest.mark.parametrize(
    ("seconds", "when"),
    [(1, "in about a minute."), (60, "in about a minute."), (3600, "in a few hours."), (20 * 3600, "tomorrow.")],
)
def test_a_reader_over_a_limit_is_told_when_to_try_again(seconds: int, when: str) -> None:
    words = REFUSALS[refusal(NotSavedError("limit", seconds))]
    assert words.endswith(f"Please try again {when}")
    assert "was not counted" in words


def test_every_other_reason_has_words_of_its_own() -> None:
    reasons = {refusal(NotSavedError("outage")), refusal(NotSavedError("invalid"))}
    assert reasons == {"outage", "invalid"} and reasons < set(REFUSALS)
