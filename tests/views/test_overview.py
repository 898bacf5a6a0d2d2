"""The overview, as its view says it."""

import pytest

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.site import OVERVIEW
from explainer.views import blocks as b
from explainer.views.inline import links_in, plain
from explainer.views.view import View
from tests.views.seen import every, lost, part, seen, slips, words


def order_of(found: View) -> list[str]:
    """Lines of the picture from top to bottom."""
    (figure,) = every(found, b.Figure)
    return list(figure.picture.spec()["layer"][0]["encoding"]["y"]["scale"]["domain"])


def test_the_view_can_be_drawn_and_followed(site_content: Content) -> None:
    found = seen(site_content, OVERVIEW)
    assert not lost(site_content, found) and not slips(found)
    assert found.title == site_content.pages["overview"].title


@pytest.mark.parametrize(
    ("query", "first"), [({}, "Surgery and emergency"), ({"arrange": "how sure we are"}, "Approved use")]
)
def test_the_picture_is_grouped_as_asked(site_content: Content, query: dict[str, str], first: str) -> None:
    assert order_of(seen(site_content, OVERVIEW, **query))[0] == first


def test_a_grouping_that_does_not_exist_is_left_out(site_content: Content) -> None:
    assert order_of(seen(site_content, OVERVIEW, arrange="nonsense")) == order_of(seen(site_content, OVERVIEW))


def test_the_picture_opens_conditions_and_its_words_link_to_each(site_content: Content) -> None:
    (figure,) = every(seen(site_content, OVERVIEW), b.Figure)
    assert (figure.opens.name, figure.mark_key) == ("conditions", "condition")
    (lines,) = figure.words
    for row, line in zip(summaries(site_content), lines.items, strict=True):
        assert plain(line) == f"{row.step.symbol} {row.name}: {row.reading.reading}"
        assert links_in(line)[0].address == f"./conditions?condition={row.id}"


def test_every_mark_is_explained_with_how_many_have_it(site_content: Content) -> None:
    text = words(part(seen(site_content, OVERVIEW), "What the marks mean"))
    rows = summaries(site_content)
    for step in site_content.scale.values():
        number = sum(row.reading.reading == step.reading for row in rows)
        assert f"{step.symbol} {step.reading} ({number} of {len(rows)}): {step.meaning}" in text


def test_each_approval_is_said_once_and_why_it_is_not_the_reading(site_content: Content) -> None:
    found = part(seen(site_content, OVERVIEW), "What is approved")
    cards = [each for each in found if isinstance(each, b.Group)]
    approved = [row for row in summaries(site_content) if row.approvals]
    for row, card in zip(approved, cards, strict=True):
        lines = words((card,)).splitlines()
        assert lines[0] == row.name
        for each in row.approvals:
            assert lines.count(f"- {each.place}, {each.molecule}: {each.indication}") == 1
        remark = f"no say in the reading: {row.step.symbol} {row.reading.reading}."
        assert any(line.endswith(remark) for line in lines) == (row.reading.reading != "approved use")
    without = len(site_content.conditions) - len(approved)
    assert f"We know of no approval for the other {without} conditions." in words(found)


def test_a_number_to_call_stands_above_the_picture_and_at_the_end(site_content: Content) -> None:
    found = seen(site_content, OVERVIEW)
    contacts = [line.contact for line in site_content.access if line.kind == "crisis line"]
    above = words(found.blocks[: next(n for n, each in enumerate(found.blocks) if isinstance(each, b.Filters))])
    assert contacts and all(contact in above for contact in contacts)
    assert isinstance(found.blocks[-1], b.Crisis)
    assert all(contact in words(found.blocks[-1:]) for contact in contacts)
