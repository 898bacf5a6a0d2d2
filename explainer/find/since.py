"""What is new since a year: trials by the year of their report, events by their date, changes of the site."""

from dataclasses import dataclass

from explainer.content import Content
from explainer.content.dates import year_of
from explainer.content.facts import Event
from explainer.content.reference import Change
from explainer.find.reports import Report, reports


@dataclass(frozen=True)
class New:
    """What is new since a year, the latest first."""

    reports: tuple[Report, ...]
    """Reports of trials; one for each condition that a trial counts for."""
    events: tuple[Event, ...]
    changes: tuple[Change, ...]


def new_since(content: Content, year: int) -> New:
    """What came out, was decided or was done in this year or later. What has no date is left out."""
    new_reports = [report for report in reports(content) if report.year is not None and report.year >= year]
    events = [
        event
        for event in content.events
        if event.date and year_of(event.date) >= year and event.id not in content.duplicates
    ]
    return New(
        tuple(sorted(new_reports, key=lambda report: -(report.year or 0))),
        tuple(sorted(events, key=lambda event: event.date or "", reverse=True)),
        tuple(change for change in content.changes if year_of(change.date) >= year),
    )
