"""Overview: what ketamine is, all conditions in one picture, what is approved, how to read this site, help."""

from collections.abc import Sequence

from explainer.charts.overview import overview_chart
from explainer.content import Content
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.state import State
from explainer.site import CONDITIONS, OVERVIEW
from explainer.views import blocks as b
from explainer.views.crisis import help_now
from explainer.views.inline import Bold, Inline, Mark, Small, joined, link
from explainer.views.parts import choice, head, page_view, reading_line, reading_mark
from explainer.views.view import View

FAMILY, SURENESS = "family", "how sure we are"


def overview(content: Content, state: State) -> View:
    """The page; ``arrange`` says how the picture is grouped."""
    words = content.pages[OVERVIEW.name].sections
    rows = summaries(content)
    arrange = choice("arrange", "Group by", "tabs", (FAMILY, SURENESS), state)
    blocks = (
        *head(content, OVERVIEW),
        *b.prose(words["what_it_is"]),
        b.Heading("All conditions in one picture", 2, "picture"),
        *reading_line(content),
        b.Filters(OVERVIEW, (arrange,)),
        _picture(content, rows, by_family=arrange.chosen == (FAMILY,)),
        b.Heading("What the marks mean", 2, "marks"),
        *_marks(content, rows),
        b.Heading("What is approved", 2, "approved"),
        *_approved(content, rows),
        b.Heading("How to read this site", 2, "how-to-read"),
        *b.prose(words["how_to_read"]),
        help_now(content),
    )
    return page_view(content, OVERVIEW, blocks)


def _picture(content: Content, rows: Sequence[ConditionSummary], *, by_family: bool) -> b.Figure:
    marks: list[Inline] = [(Mark(step.symbol, step.colour), f" {step.reading}") for step in content.scale.values()]
    lines: list[Inline] = [
        link(CONDITIONS, f"{row.step.symbol} {row.name}: {row.reading.reading}", at=row.id) for row in rows
    ]
    return b.Figure(
        overview_chart(rows, by_family=by_family),
        "overview-picture",
        opens=CONDITIONS,
        mark_key=CONDITIONS.key,
        words=b.bullets(lines),
        label="The picture in words, with links",
        caption=Small(joined(marks, " · ")),
    )


def _marks(content: Content, rows: Sequence[ConditionSummary]) -> b.Blocks:
    """Each reading with its mark, how many conditions have it, and what it means."""
    counted = ((step, sum(row.step is step for row in rows)) for step in content.scale.values())
    return tuple(
        b.Paragraph((reading_mark(step), f" ({number} of {len(rows)}): {step.meaning}")) for step, number in counted
    )


def _approved(content: Content, rows: Sequence[ConditionSummary]) -> b.Blocks:
    """A card for each condition with an approval, and how many have none."""
    without = sum(not row.approvals for row in rows)
    cards = tuple(_approval_card(content, row) for row in rows if row.approvals)
    return (*cards, b.Paragraph(f"For the other {without} conditions no approval is known.", note=True))


def _approval_card(content: Content, row: ConditionSummary) -> b.Group:
    uses: list[Inline] = [
        (Bold(approval.place), f", {approval.molecule}: {approval.indication}") for approval in row.approvals
    ]
    name = b.Paragraph(link(CONDITIONS, Bold(row.name), at=row.id))
    surest = next(iter(content.scale.values()))
    remark = () if row.step is surest else (b.Paragraph(_less_than_approved(content, row), note=True),)
    return b.Group((name, *b.bullets(list(dict.fromkeys(uses))), *remark), card=True)


def _less_than_approved(content: Content, row: ConditionSummary) -> str:
    """Why the reading is less than the approval says."""
    why = "approved_for_less" if row.approved_only_for else "approved_in_one_place"
    return f"{content.pages[OVERVIEW.name].sections[why]} {row.step.symbol} {row.reading.reading}."
