"""Everybody from about 14 years on (grade 8 to 9) can read what the site says."""

import pytest

from explainer.content import Content
from tests.content.reading_level import grade, syllables

MOST = 9.0


@pytest.fixture(scope="module")
def grades(site_content: Content) -> dict[str, float]:
    """Grade of every summary and answer, with its figures filled in."""
    texts = {f"condition {each.id}": each.summary for each in site_content.conditions.values()}
    texts |= {f"mechanism {each.id}": each.summary for each in site_content.mechanisms.values()}
    texts |= {f"answer {each.id}": f"{each.short}\n\n{each.answer}" for each in site_content.faq.values()}
    return {name: grade(text) for name, text in texts.items()}


def test_every_text_is_plain(grades: dict[str, float]) -> None:
    assert {name: round(level, 1) for name, level in grades.items() if level > MOST} == {}


def test_the_measure_tells_plain_words_from_officialese() -> None:
    plain = "The drug can make you feel sick. Most people feel well again the same day. Tell the nurse if you do not."
    hard = (
        "Administration of the pharmaceutical preparation frequently precipitates transitory gastrointestinal "
        "disturbances necessitating appropriate notification of the responsible clinical personnel."
    )
    assert grade(plain) < 4
    assert grade(hard) > 20


@pytest.mark.parametrize(
    ("word", "count"),
    [("pain", 1), ("people", 2), ("ketamine", 3), ("treated", 2), ("stopped", 1), ("depression", 3), ("trial", 2),
     ("medicines", 3), ("likely", 2), ("placebo", 3), ("something", 2), ("doses", 2), ("worse", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count
