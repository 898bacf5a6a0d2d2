"""What other sites can show in a frame: the fact box of a condition, or its trials; and the code for it."""

from collections.abc import Callable, Mapping
from html import escape

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.settings import SITE_NAME
from explainer.site import CONDITIONS, HERE, TRIALS, SitePage
from explainer.views import blocks as b
from explainer.views.crisis import crisis_help
from explainer.views.fact_box import fact_box, no_trials, trials_figure
from explainer.views.inline import Bold, joined, link
from explainer.views.parts import reading_mark
from explainer.views.text import text
from explainer.words.citation import newest_change
from explainer.words.counts import counts_sentence
from explainer.words.finding import question_about

PATHS: Mapping[SitePage, str] = {CONDITIONS: "condition", TRIALS: "trials"}
"""Pages with something to embed, and its name in the address: ``/embed/condition/ptsd``."""
LETTERS, LINE, GAP, DOTS = 76, 27, 16, 250
"""For the height of a frame of 700 pixels: letters of a line, and pixels of a line, of a gap, and of 100 people."""


def embed_fold(content: Content, page: SitePage, at: str) -> b.Fold:
    """The code that shows a condition's box, or its trials, on another site."""
    question, blocks = embedded(content, PATHS[page], at)
    title = escape(f"{question} {SITE_NAME}")
    code = (
        f'<iframe src="{HERE}embed/{PATHS[page]}/{at}" title="{title}" width="100%" height="{frame_height(blocks)}" '
        'loading="lazy" style="border:0"></iframe>'
    )
    what = "The box at the top of this page" if page is CONDITIONS else "The picture of this condition’s trials"
    told = f"{what}, for your own site. It stays up to date, has no scripts and sets no cookies. Copy this code:"
    return b.Fold("Embed on another site", (b.Paragraph(told), b.ToCopy(code)), key="embed", lazy=True)


def embedded(content: Content, what: str, condition: str) -> tuple[str, b.Blocks]:
    """Title and blocks of what a frame shows. Raises ``KeyError`` if there is no such thing."""
    page = {path: page for page, path in PATHS.items()}[what]
    row = {row.id: row for row in summaries(content)}[condition]
    title = question_about(row.name)
    blocks = (
        b.Heading(title, 1),
        *crisis_help(content, row.condition.crisis_help, anchor=False),
        *_SHOWN[page](content, row),
        _from(content, page, row),
    )
    return title, blocks


def frame_height(blocks: b.Blocks, letters: int = LETTERS) -> int:
    """Estimate the pixels in which all of it fits in a wide frame; on a phone it scrolls."""
    return sum(_height(block, letters) for block in blocks)


def _height(block: b.Block, letters: int) -> int:
    match block:
        case b.Row(groups):
            return max(frame_height(group.blocks, letters // 2 - 6) for group in groups)
        case b.Group(inner) | b.Crisis(inner):
            return 2 * GAP + frame_height(inner, letters - 4)
        case b.Figure(picture, caption=caption, words=words, small=small):
            fold = 2 * GAP if words == () else 4 * GAP + LINE
            drawn = int(picture.spec(narrow=small)["height"])
            return drawn + fold + sum(_height(b.Paragraph(each), letters) for each in (picture.title, caption))
        case b.Hundred(words):
            return DOTS + _height(b.Paragraph(words), letters)
        case b.Table(rows=rows):
            return sum(_height(b.Paragraph(row), letters - 24) for row in rows)
        case b.Heading():
            return 5 * GAP + 2 * LINE
    lines = [line for line in text((block,)).splitlines() if line]
    return GAP + sum(LINE * -(-len(line) // letters) for line in lines)


def _trials(content: Content, row: ConditionSummary) -> b.Blocks:
    drawn = (trials_figure(content, row, small=False),) if row.marks else (b.Paragraph(no_trials(row)),)
    return (b.Paragraph((reading_mark(row.step), f". {counts_sentence(row.counts)}")), *drawn)


_SHOWN: Mapping[SitePage, Callable[[Content, ConditionSummary], b.Blocks]] = {CONDITIONS: fact_box, TRIALS: _trials}


def _from(content: Content, page: SitePage, row: ConditionSummary) -> b.Paragraph:
    """Where it comes from, how new the data is, and the way to the page."""
    has_results = any(each.condition == row.id for rows in (content.results, content.pooled) for each in rows)
    target = page if page is CONDITIONS or has_results else CONDITIONS
    parts = (
        link(target, Bold(f"More on {SITE_NAME}"), at=row.id),
        f"data of {date_words(newest_change(content))}",
        "not medical advice",
    )
    return b.Paragraph(joined(parts, " · "), note=True)
