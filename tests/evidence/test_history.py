"""History in eras: every dated event and every trial has its place, once."""

import itertools
from collections import Counter
from dataclasses import replace

from explainer.content import Content
from explainer.content.dates import year_of
from explainer.evidence.history import era_parts, trial_years
from explainer.evidence.influences import trial_outcomes


def test_eras_follow_each_other_without_gap_or_overlap(site_content: Content) -> None:
    eras = list(site_content.eras.values())
    assert len(eras) > 1
    for earlier, later in itertools.pairwise(eras):
        assert earlier.last is not None and earlier.first <= earlier.last, earlier.id
        assert later.first == earlier.last + 1, later.id
    assert eras[-1].last is None


def test_every_dated_event_is_in_exactly_one_era(site_content: Content) -> None:
    placed = Counter(event.id for part in era_parts(site_content, site_content.events) for event in part.events)
    assert placed == Counter(event.id for event in site_content.events if event.date)
    assert set(placed.values()) == {1}


def test_an_event_is_in_the_era_of_its_year_and_events_go_from_early_to_late(site_content: Content) -> None:
    for part in era_parts(site_content, site_content.events):
        dates = [event.date or "" for event in part.events]
        assert dates == sorted(dates), part.era.id
        assert all(part.era.first <= year_of(date) <= part.last for date in dates), part.era.id


def test_an_event_without_a_date_is_in_no_era(site_content: Content) -> None:
    undated = [event for event in site_content.events if not event.date]
    assert undated
    assert all(part.events == () for part in era_parts(site_content, undated))


def test_eras_stay_when_their_events_are_filtered_out(site_content: Content) -> None:
    whole, none = era_parts(site_content, site_content.events), era_parts(site_content, ())
    assert [(part.era, part.years, part.last) for part in none] == [(part.era, part.years, part.last) for part in whole]


def test_every_trial_whose_year_is_known_is_in_its_year_once(site_content: Content) -> None:
    went = trial_outcomes(site_content)
    years = {trial: site_content.sources[site_content.trials[trial].source].year for trial in went}
    for year in trial_years(site_content):
        here = [trial for trial, published in years.items() if published == year.year]
        assert year.trials == len(here)
        assert year.met == sum(went[trial] == "met" for trial in here)
        assert year.missed == sum(went[trial] == "missed" for trial in here)
        assert year.people == sum(site_content.trials[trial].n_randomised or 0 for trial in here)
    assert sum(year.trials for year in trial_years(site_content)) == sum(bool(year) for year in years.values())


def test_every_year_with_a_trial_is_in_exactly_one_era(site_content: Content) -> None:
    placed = [year for part in era_parts(site_content, site_content.events) for year in part.years]
    assert placed == list(trial_years(site_content))
    assert [year.year for year in placed] == sorted({year.year for year in placed})


def test_the_era_that_goes_on_ends_with_its_last_event_or_trial(site_content: Content) -> None:
    events, years = site_content.events, [year.year for year in trial_years(site_content)]
    latest = max(years[-1], max(year_of(event.date) for event in events if event.date))
    assert era_parts(site_content, events)[-1].last == latest
    early = tuple(event for event in events if event.date and year_of(event.date) < years[-1])
    assert era_parts(replace(site_content, events=early), early)[-1].last == years[-1]


def test_a_trial_whose_year_is_not_known_is_in_no_year(site_content: Content) -> None:
    trial = next(iter(trial_outcomes(site_content)))
    source = site_content.sources[site_content.trials[trial].source]
    unknown = {**site_content.sources, source.id: source.model_copy(update={"year": None})}
    without = trial_years(replace(site_content, sources=unknown))
    same_source = sum(site_content.trials[each].source == source.id for each in trial_outcomes(site_content))
    assert sum(y.trials for y in trial_years(site_content)) - sum(y.trials for y in without) == same_source
