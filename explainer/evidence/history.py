"""Ketamine's history in eras: the events in each, and the randomised trials published in each year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.content import Content
from explainer.content.dates import year_of
from explainer.content.facts import Event
from explainer.content.reference import Era
from explainer.evidence.influences import TrialOutcome, trial_outcomes


@dataclass(frozen=True)
class TrialYear:
    """The randomised trials published in a year, by how their main outcome went, and the people in them."""

    year: int
    met: int
    missed: int
    other: int
    people: int
    """People randomised in those whose size is known."""

    @property
    def trials(self) -> int:
        """All trials of the year."""
        return self.met + self.missed + self.other


@dataclass(frozen=True)
class EraPart:
    """An era with what happened in it."""

    era: Era
    events: tuple[Event, ...]
    """Its dated events, the earliest first."""
    years: tuple[TrialYear, ...]
    """Its years with a trial."""
    last: int
    """Its last year; of the era that goes on, the last year with an event or a trial."""


def era_parts(content: Content, events: Sequence[Event]) -> tuple[EraPart, ...]:
    """The eras with these events; events without a date are in none."""
    years = trial_years(content)
    dated = sorted((event for event in events if event.date), key=lambda event: event.date or "")
    latest = max([*(year_of(event.date) for event in content.events if event.date), *(year.year for year in years)])
    return tuple(
        EraPart(
            era,
            tuple(event for event in dated if era.holds(year_of(event.date or ""))),
            tuple(year for year in years if era.holds(year.year)),
            era.last or latest,
        )
        for era in content.eras.values()
    )


def trial_years(content: Content) -> tuple[TrialYear, ...]:
    """Randomised trials by the year of their publication; those whose year is not known are left out."""
    number: dict[int, Counter[TrialOutcome]] = {}
    people: Counter[int] = Counter()
    for trial, went in trial_outcomes(content).items():
        year = content.sources[content.trials[trial].source].year
        if year:
            number.setdefault(year, Counter())[went] += 1
            people[year] += content.trials[trial].n_randomised or 0
    return tuple(
        TrialYear(year, count["met"], count["missed"], count["other"], people[year])
        for year, count in sorted(number.items())
    )
