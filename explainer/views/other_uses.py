"""Other uses: what articles and clinics name beside the conditions of this site, and what is known of each."""

from typing import get_args

from explainer.content import Content
from explainer.content.facts import Known, OtherUse
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.site import OTHER_USES
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline
from explainer.views.parts import count_of, filter_bar, head, nothing_left, page_view, row_line
from explainer.views.view import View

FILTERS: tuple[Filter[OtherUse], ...] = (
    Filter("use", "Search these uses", "text", lambda row: (row.use, row.statement), hint="for example tinnitus"),
    Filter("answer", "What is known", "several", lambda row: (row.answer,), get_args(Known), word="known"),
)


def other_uses(content: Content, state: State) -> View:
    """The page, filtered; the uses in the order of the alphabet, each with its reviews and trials."""
    left = matching(content.other_uses, FILTERS, state)
    by_use: dict[str, list[OtherUse]] = {}
    for row in sorted(left, key=lambda row: row.use.casefold()):
        by_use.setdefault(row.use, []).append(row)
    of = len({row.use for row in content.other_uses})
    blocks = (
        *head(content, OTHER_USES),
        filter_bar(OTHER_USES, FILTERS, state, count_of(len(by_use), of, "uses")),
        *(block for use, rows in by_use.items() for block in _use(content, use, rows)),
        *(() if left else (nothing_left(OTHER_USES, content.other_uses, FILTERS, state, "use"),)),
    )
    return page_view(content, OTHER_USES, blocks)


def _use(content: Content, use: str, rows: list[OtherUse]) -> b.Blocks:
    """A use with its answer, then a line for each review or trial."""
    answer: Inline = (Bold(rows[0].answer.capitalize()), _rests_on(rows))
    return (b.Heading(use, 2), b.Paragraph(answer), *b.bullets([row_line(content, row) for row in rows]))


def _rests_on(rows: list[OtherUse]) -> str:
    if all(row.rests_on == "no controlled trial" for row in rows):
        return ": we found no randomised trial with a comparison group."
    return "."
