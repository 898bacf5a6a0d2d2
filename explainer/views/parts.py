"""Small pieces that many pages share."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.model import Row
from explainer.content.prose import HelpForm
from explainer.content.reference import ReadingStep, Source
from explainer.evidence.findings import AnyFinding, finding_of
from explainer.find.filters import Filter, chips, to_loosen
from explainer.find.state import State
from explainer.site import CONDITIONS, SOURCES, TRIALS, SitePage
from explainer.views import blocks as b
from explainer.views.crisis import crisis_help
from explainer.views.inline import Bold, Inline, Italic, Mark, Outside, joined, link, marked
from explainer.views.view import View
from explainer.words.sentences import result_line, source_name

WEAK = " Based on one second-hand source."


def head(content: Content, page: SitePage, own: HelpForm | None = None) -> b.Blocks:
    """The page's title, its crisis help (``own`` where what is opened has one) and its first sentences."""
    words = content.pages[page.name]
    crisis = crisis_help(content, own or words.crisis_help)
    return (b.Heading(words.title, 1), *crisis, *b.prose(words.lead))


def page_view(content: Content, page: SitePage, blocks: b.Blocks) -> View:
    """The view of a page on which nothing is opened."""
    words = content.pages[page.name]
    return View(words.title, words.description, blocks)


def reading_mark(step: ReadingStep) -> Inline:
    """The reading as symbol and word."""
    return (Mark(step.symbol, step.colour), " ", Bold(step.reading))


def condition_links(content: Content, conditions: Iterable[str]) -> list[Inline]:
    """Links to conditions, by their names."""
    return [link(CONDITIONS, content.conditions[name].name, at=name) for name in conditions]


def side_by_side(links: Sequence[Inline]) -> b.Blocks:
    """Links on one line."""
    return (b.Paragraph(joined(links, " · ")),) if links else ()


def source_link(source: Source) -> Inline:
    """The source's name as a link to its own page, "reported by" another page, or a name alone."""
    name = source_name(source)
    if source.link == "canonical":
        return Outside(name, source.url)
    if source.link == "secondary":
        return (f"{name}, ", Outside("reported on another page", source.url))
    return name


def row_line(content: Content, row: Row) -> Inline:
    """One statement or result with its source behind it. The word “Source” opens our page on where it comes from."""
    if isinstance(row, Fact):
        where = link(SOURCES, "Source", row=row.id)
        return (f"{row.statement} ", where, ": ", *_stopped(content.sources[row.source]))
    return finding_line(finding_of(content, row))


def finding_line(finding: AnyFinding) -> Inline:
    """What a row found, in one line, with its source behind it. The name of the trial opens its card."""
    line, source = result_line(finding), finding.source
    weak = Italic(WEAK.strip()) if finding.row.second_check == "weak" else ""
    where: Inline = Outside("Source", source.url) if source.link == "canonical" else ("Source: ", *_stopped(source))
    row = finding.row
    who: Inline = Bold(line.who)
    if not source.is_retracted:  # else its card is gone
        who = link(TRIALS, who, at=row.condition, outcome=row.family, row=row.id)
    return joined((who, line.found, Italic(line.verdict), weak, where), " ")


def _stopped(source: Source) -> tuple[Inline, ...]:
    """The source with a full stop behind it, unless its name ends with one."""
    ends = source.link != "secondary" and source_name(source).endswith(".") and source.link == "none"
    return (source_link(source),) if ends else (source_link(source), ".")


def row_lines(content: Content, rows: Iterable[str]) -> tuple[Inline, ...]:
    """:func:`row_line` for several rows, in the given order."""
    return tuple(row_line(content, content.rows[row]) for row in rows)


def rests_on(content: Content, label: str, rows: Sequence[str], key: str = "") -> b.Blocks:
    """The rows that something rests on, behind a heading; nothing where there are none."""
    return (b.Fold(label, b.bullets(row_lines(content, rows)), key),) if rows else ()


def filter_fields(filters: Sequence[Filter[Any]], state: State) -> tuple[b.Field, ...]:
    """The widgets of filters, with what is chosen."""
    return tuple(
        b.Field(
            each.key,
            each.label,
            each.kind,
            each.options,
            chosen=each.chosen(state),
            hint=each.hint,
            folded=each.folded,
            ends=each.ends,
            step=each.step,
        )
        for each in filters
    )


def filter_bar(
    page: SitePage, filters: Sequence[Filter[Any]], state: State, count: Inline, *fields: b.Field, more: str = "Filters"
) -> b.Filters:
    """The filters of a page with what is on, how much is left, and further widgets; ``more`` names the folded ones."""
    widgets = (*filter_fields(filters, state), *fields)
    return b.Filters(page, widgets, tuple(chips(filters, state)), count, clear=len(filters) > 1, more=more)


def nothing_left(
    page: SitePage, records: Sequence[Any], filters: Sequence[Filter[Any]], state: State, noun: str
) -> b.Loosen:
    """That nothing passes all filters, and which of them to take away."""
    options = to_loosen(records, filters, state)
    text = "Remove one filter to see some:" if options else "Removing one filter is not enough: clear them all."
    fields = dict(zip(filters, filter_fields(filters, state), strict=True))
    gains = tuple((fields[each], each.chip, number, state.without(each.key)) for each, number in options)
    return b.Loosen(page, f"No {noun} matches all your filters", text, gains)


def count_of(left: int, of: int, noun: str) -> Inline:
    """``**3 of 30** conditions.``"""
    return (Bold(f"{left} of {of}"), f" {noun}.")


def choice(
    key: str,
    label: str,
    kind: Literal["one", "tabs"],
    options: Sequence[str],
    state: State,
    default: str = "",
    written_by: Literal["Streamlit", "nobody"] = "Streamlit",
) -> b.Field:
    """A widget that chooses one of several: what the address names, else the default, else the first."""
    named, first = state.one(key) or "", default or options[0]
    chosen = (named if named in options else first,)
    return b.Field(key, label, kind, tuple(options), chosen=chosen, default=default, written_by=written_by)


def reading_line(content: Content) -> b.Blocks:
    """What the word beside each condition is, in small print."""
    text = content.pages["site"].sections["reading_line"]
    return (b.Paragraph(marked(text), note=True),)
