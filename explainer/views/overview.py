"""Overview: every trial in one picture, what is approved, what ketamine is, how to read this site, help."""

from collections.abc import Sequence

from explainer.charts.approved import approved_chart
from explainer.charts.overview import OTHERS, OTHERS_ID, Strip, overview_chart, strip_line
from explainer.charts.strip import legend_kinds
from explainer.content import Content
from explainer.evidence.marks import by_size, trial_marks
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.filters import Filter
from explainer.find.state import State
from explainer.site import CONDITIONS, OTHER_USES, OVERVIEW
from explainer.views import blocks as b
from explainer.views.crisis import help_now
from explainer.views.inline import Inline, link
from explainer.views.parts import choice, filter_fields, head, page_view, reading_line, reading_mark
from explainer.views.trial_card import mark_links
from explainer.views.view import View
from explainer.words.marks import legend_words, size_sentence

FAMILY, SURENESS = "family", "how sure we are"
ACTIVE = Filter[Strip]("active", "Only trials with an active placebo", "switch", lambda strip: (True,))


def overview(content: Content, state: State) -> View:
    """The page; ``arrange`` says how the picture is grouped, ``active`` which trials it shows."""
    words = content.pages[OVERVIEW.name].sections
    rows = summaries(content)
    blocks = (
        *head(content, OVERVIEW),
        *_picture(content, rows, state),
        b.Heading("What the readings mean", 2, "marks"),
        *reading_line(content),
        *_readings(content, rows),
        b.Heading("What is approved", 2, "approved"),
        *_approved(content, rows),
        b.Heading("What ketamine is", 2, "what-it-is"),
        *b.prose(words["what_it_is"]),
        b.Heading("How to read this site", 2, "how-to-read"),
        *b.prose(words["how_to_read"]),
        help_now(content),
    )
    return page_view(content, OVERVIEW, blocks)


def _picture(content: Content, rows: Sequence[ConditionSummary], state: State) -> b.Blocks:
    """The picture of all trials, the sentence that says what it shows, and its two switches."""
    arrange = choice("arrange", "Group by", "tabs", (SURENESS, FAMILY), state)
    only_active = bool(ACTIVE.chosen(state))
    strips = [_strip(content, row, only_active=only_active) for row in rows]
    marks = [mark for strip in strips for mark in strip.marks]
    title = size_sentence(by_size(content, {mark.outcome.trial for mark in marks}))
    names = {row.id: link(CONDITIONS, row.name, at=row.id) for row in rows}
    others = () if only_active else tuple(use for use in content.other_uses if use.people)
    names |= {use.id: link(OTHER_USES, use.use, use=use.use) for use in others}
    names[OTHERS_ID] = link(OTHER_USES, OTHERS)
    lines: list[Inline] = [link(CONDITIONS, strip_line(strip), at=strip.row.id) for strip in strips]
    lines.append(link(OTHER_USES, f"{OTHERS}: {len(others)} trials drawn, not counted"))
    unknown = sum(mark.people is None for mark in marks)
    remark = f" {unknown} more trials are not drawn: we do not know how many people took part." if unknown else ""
    return (
        b.Heading("Every randomised trial in one picture", 2, "picture"),
        b.Filters(OVERVIEW, (arrange, *filter_fields((ACTIVE,), state))),
        b.Figure(
            overview_chart(strips, title, by_family=arrange.chosen == (FAMILY,), others=others),
            "overview-picture",
            names | mark_links(marks),
            words=b.bullets(lines),
            label="This picture in words, with links",
            caption=f"{content.pages[OVERVIEW.name].sections['picture']} {legend_words(legend_kinds(marks))}.{remark}",
        ),
    )


def _strip(content: Content, row: ConditionSummary, *, only_active: bool) -> Strip:
    marks = trial_marks(content, row.id)
    if only_active:
        marks = tuple(mark for mark in marks if mark.trial.comparator_kind == "active-placebo")
    return Strip(row, marks)


def _readings(content: Content, rows: Sequence[ConditionSummary]) -> b.Blocks:
    """Each reading with its mark, how many conditions have it, and what it means."""
    counted = ((step, sum(row.step is step for row in rows)) for step in content.scale.values())
    return tuple(
        b.Paragraph((reading_mark(step), f" ({number} of {len(rows)}): {step.meaning}")) for step, number in counted
    )


def _approved(content: Content, rows: Sequence[ConditionSummary]) -> b.Blocks:
    """A small matrix: the conditions with an approval across, the places down, and what is approved there."""
    approved = [row for row in rows if row.approvals]
    links = {row.id: link(CONDITIONS, row.name, at=row.id) for row in approved}
    limited = dict.fromkeys(f"* only for {part}" for row in approved for part in row.approved_only_for)
    without = len(rows) - len(approved)
    return (
        b.Figure(approved_chart(approved), "approved-matrix", links, caption=". ".join(limited)),
        *(b.Paragraph(text, note=True) for row in approved if (text := _less_than_approved(content, row))),
        b.Paragraph(f"We know of no approval for the other {without} conditions.", note=True),
    )


def _less_than_approved(content: Content, row: ConditionSummary) -> Inline:
    """Why the reading is less than the approval says; empty where it is not."""
    if row.step is next(iter(content.scale.values())):
        return ""
    why = "approved_for_less" if row.approved_only_for else "approved_in_one_place"
    return f"{row.name}: {content.pages[OVERVIEW.name].sections[why]} {row.step.symbol} {row.reading.reading}."
