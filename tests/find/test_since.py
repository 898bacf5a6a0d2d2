from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.content.dates import year_of
from explainer.find.since import new_since


@given(year=st.integers(1900, 2100))
def test_nothing_older_than_the_year_is_new_and_a_later_year_has_less(site_content: Content, year: int) -> None:
    new, later = new_since(site_content, year), new_since(site_content, year + 1)
    assert all((report.year or 0) >= year for report in new.reports)
    assert all(year_of(event.date or "") >= year for event in new.events)
    assert all(event in new.events for event in later.events) and set(later.reports) <= set(new.reports)
    assert set(later.changes) <= set(new.changes)


def test_the_latest_stands_first(site_content: Content) -> None:
    new = new_since(site_content, 2020)
    years = [report.year or 0 for report in new.reports]
    assert years == sorted(years, reverse=True) and years
    assert [event.date for event in new.events] == sorted((event.date or "" for event in new.events), reverse=True)
    assert new.changes == site_content.changes
