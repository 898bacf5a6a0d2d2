"""Numbers that readers see are written one way: 1,051 and 64%."""

import re
from collections.abc import Iterator

import pytest

from explainer.content import Content

YEAR = r"(?:1[89]|20)\d\d\b"
SLIPS = {
    "a thousand without its comma": re.compile(rf"(?<![\w,./-])(?!{YEAR})\d{{4,}}\b(?![/.-]\d)"),
    "a space before the percent sign": re.compile(r"\d %"),
}


def shown(content: Content) -> Iterator[tuple[str, str]]:
    """Every sentence of our own that readers see, with where it stands."""
    yield from ((row.id, row.statement) for row in content.rows.values() if hasattr(row, "statement"))
    yield from ((claim.id, claim.why) for claim in content.claims)
    for texts in (content.conditions, content.mechanisms, content.faq, content.pages):
        for name, text in texts.items():
            yield from ((name, part) for part in prose_of(text.model_dump()))


def prose_of(part: object) -> Iterator[str]:
    if isinstance(part, str) and " " in part:
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from prose_of(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from prose_of(each)


@pytest.mark.parametrize("slip", SLIPS)
def test_numbers_are_written_one_way(site_content: Content, slip: str) -> None:
    texts = list(shown(site_content))
    assert len(texts) > 700
    found = [(where, text) for where, text in texts if SLIPS[slip].search(text.replace("ACTRN", "x"))]
    assert found == []


def test_the_rule_finds_what_it_is_for() -> None:
    assert SLIPS["a thousand without its comma"].search("with 1051 people")
    assert not SLIPS["a thousand without its comma"].search("in 2021, 1,051 people")
    assert SLIPS["a space before the percent sign"].search("64 % of them")
