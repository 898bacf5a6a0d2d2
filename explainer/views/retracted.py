"""What pages say of papers about which a journal published a notice: a retraction, a concern, a correction."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.model import Row
from explainer.content.reference import Source
from explainer.views import blocks as b
from explainer.views.inline import Inline, Outside
from explainer.words.retracted import notice_sentence
from explainer.words.sentences import NOTICE_MARKS


def notice_link(source: Source) -> Inline:
    """A link to the notice, or to the report in which we read of it; its words are the name of the website."""
    return Outside((urlsplit(source.retraction_notice).hostname or "").removeprefix("www."), source.retraction_notice)


def notices(sources: Iterable[Source]) -> b.Blocks:
    """One sentence for each source that has a notice, with a link to it."""
    return tuple(
        b.Paragraph((notice_sentence(each), " Read at ", notice_link(each), "."), note=True)
        for each in sources
        if each.retracted_kind
    )


def notices_of(content: Content, condition: str) -> b.Blocks:
    """The sentences for all papers on a condition that are marked where they are cited."""
    condition_rows = [row for row in content.rows.values() if _is_about(row, condition)]
    found = {source.id: source for row in condition_rows for source in content.sources_of(row)}
    return notices(source for source in found.values() if source.retracted_kind in NOTICE_MARKS)


def _is_about(row: Row, condition: str) -> bool:
    return condition in row.conditions if isinstance(row, Fact) else row.condition == condition
