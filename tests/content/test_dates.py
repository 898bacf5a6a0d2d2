import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from explainer.content.dates import date_span, date_words, year_of
from explainer.content.facts import Fact

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("date", "words"),
    [("1970", "1970"), ("2019-03", "March 2019"), ("2019-03-05", "5 March 2019"), ("2000-12-31", "31 December 2000")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(date: str, words: str) -> None:
    assert date_words(date) == words


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1970", "1970-01-01", "1970-12-31"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2019-03-05", "2019-03-05", "2019-03-05"),
    ],
)
def test_a_partial_date_spans_all_days_it_may_mean(date: str, first: str, last: str) -> None:
    assert tuple(day.isoformat() for day in date_span(date)) == (first, last)


@given(day=DAYS)
def test_every_day_lies_in_the_span_of_its_month_and_year(day: datetime.date) -> None:
    text = day.isoformat()
    for known in (text, text[:7], text[:4]):
        first, last = date_span(known)
        assert first <= day <= last
        assert first.isoformat().startswith(known) and last.isoformat().startswith(known)
        assert year_of(known) == day.year


@given(day=DAYS)
def test_the_words_name_the_same_day(day: datetime.date) -> None:
    assert date_words(day.isoformat()) == f"{day.day} {day:%B} {day.year}"
    assert date_words(day.isoformat()[:7]) == f"{day:%B} {day.year}"


@pytest.mark.parametrize(
    "date", ["2019-13", "2019-00", "2019-02-29", "0000", "19", "2019-3", "2019/03", "March", "2019-03-05T1"]
)
def test_a_date_that_does_not_exist_is_refused(date: str) -> None:
    with pytest.raises(ValidationError, match="is not a date"):
        Fact(id="a-fact", date=date, statement="Something.", source="a-source")


@given(day=DAYS)
def test_every_real_date_is_taken_as_exactly_as_it_is_given(day: datetime.date) -> None:
    for known in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert Fact(id="a-fact", date=known, statement="Something.", source="a-source").date == known
