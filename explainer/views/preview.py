"""What other sites show of a link to a page: a picture, and the finding as its description."""

from explainer.charts.preview import Preview
from explainer.content import Content
from explainer.evidence.marks import all_marks
from explainer.evidence.summary import summaries
from explainer.site import SitePage
from explainer.words.finding import question_about, trials_in_short


def condition_preview(content: Content, condition: str) -> Preview:
    """The preview of every page about this condition. Raises ``KeyError`` if there is no such condition."""
    row = {row.id: row for row in summaries(content)}[condition]
    question = question_about(row.name).removeprefix(HELPS)
    return Preview(HELPS.strip(), question, trials_in_short(row), row.marks, row.step)


HELPS = "Does ketamine help with "


def page_preview(content: Content, page: SitePage) -> Preview:
    """The preview of a page, and of what it opens beside conditions."""
    words = content.pages[page.name]
    return Preview(page.menu, words.title, words.description, all_marks(content))
