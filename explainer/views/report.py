"""“Report a wrong number”: a link to a prefilled issue, or a text to copy where no repository is named."""

from explainer.content import Content
from explainer.views import blocks as b
from explainer.views.inline import Break, Inline, Outside, marked
from explainer.words.report import Shown, issue_address, message_lines

LABEL = "Report a wrong number"


def report_blocks(content: Content, address: str, figure: str, row: str) -> b.Blocks:
    """The way to report a figure. ``address`` is the page's (``./trials?of=ptsd``), ``row`` the id of the row."""
    site = content.pages["site"]
    shown = Shown(address.removeprefix("."), " ".join(figure.split()), row)
    if site.repository:
        way = Outside(LABEL, issue_address(site.repository, shown))
        return (b.Paragraph((way, f" · row {row}"), note=True),)
    lines: list[Inline] = [part for line in message_lines(shown) for part in (line, Break())]
    return (b.Fold(LABEL, (b.Paragraph(marked(site.sections["report_copy"])), b.Paragraph(tuple(lines[:-1])))),)
