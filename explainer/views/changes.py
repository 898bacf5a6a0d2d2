"""What changed: trials, events and approvals since a year, and what was done on the site itself (``?since=2024``)."""

from explainer.content import Content
from explainer.content.dates import date_words, year_of
from explainer.content.reference import Change
from explainer.find.since import New, new_since
from explainer.find.state import State
from explainer.reuse.package import ARCHIVE, version
from explainer.site import CHANGES, FEED, TIMELINE, TRIALS, page_named
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, Outside, Small, link
from explainer.views.parts import head, page_view
from explainer.views.view import View
from explainer.views.watch_list import watch_list

FEW = 12
"""Lists with at most this many entries start open."""
YEARS_BACK = 2


def changes(content: Content, state: State) -> View:
    """The page, for the year chosen."""
    words = content.pages[CHANGES.name].sections
    years = _years(content)
    chosen = state.one("since") or ""
    since = chosen if chosen in years else years[YEARS_BACK]
    new = new_since(content, int(since))
    field = b.Field("since", "Since", "one", years, chosen=(since,), default=years[YEARS_BACK])
    lines: list[Inline] = [_line(change) for change in new.changes]
    blocks = (
        *head(content, CHANGES),
        b.Paragraph(Small((f"Version {version()} of the data: ", Outside("download", f"./data/{ARCHIVE}"), "."))),
        b.Filters(CHANGES, (field,)),
        b.Heading(words["world"], 2, "world"),
        *_world(new),
        *(b.Paragraph(block.text, note=True) for block in b.prose(words["limits"]) if isinstance(block, b.Paragraph)),
        *watch_list(content),
        b.Heading(words["site"], 2, "site"),
        b.Paragraph(Outside("Follow what changes on this site in a feed reader (Atom)", FEED)),
        *(b.bullets(lines) or (b.Paragraph("No changes since then."),)),
    )
    return page_view(content, CHANGES, blocks)


def _years(content: Content) -> tuple[str, ...]:
    latest = max(year_of(change.date) for change in content.changes)
    first = min(source.year or latest for source in content.sources.values())
    return tuple(str(year) for year in range(latest, first - 1, -1))


def _world(new: New) -> b.Blocks:
    reports: list[Inline] = [
        link(TRIALS, f"{report.year} · {report.title}", **dict(report.query)) for report in new.reports
    ]
    events: list[Inline] = [
        link(TIMELINE, f"{date_words(event.date or '')} · {event.title}", at=event.id) for event in new.events
    ]
    count: Inline = (Bold(str(len(reports))), " trial reports, ", Bold(str(len(events))), " events.")
    return (
        b.Paragraph(count),
        b.Fold(f"Trial reports ({len(reports)})", b.bullets(reports), is_open=0 < len(reports) <= FEW),
        b.Fold(f"Events, including decisions ({len(events)})", b.bullets(events), is_open=0 < len(events) <= FEW),
    )


def _line(change: Change) -> Inline:
    return f"{date_words(change.date)}, {change.kind}: {change.what} ({page_named(change.page).menu})"
