"""Dates known to the year, month or day: read, compared, and written as people write them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.base.dates import PartialDate, PartialDateField, PartialDateFormField
from partnerships.models import Agreement
from tests.factories.partnerships import AgreementFactory

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
LENGTHS = st.sampled_from([4, 7, 10])
# No deadline: a busy machine is no fault. No files: every run starts afresh.
steadily = settings(deadline=None, database=None, max_examples=50)


def read(text):
    """Return the date that a text is, or None when it is refused."""
    try:
        return PartialDate.parse(text)
    except ValidationError:
        return None


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("1979", "1979"),
        (" 1979 ", "1979"),
        (1979, "1979"),
        ("1979-11", "1979-11"),
        ("1979-3", "1979-03"),
        ("11-1979", "1979-11"),
        ("3/1979", "1979-03"),
        ("1979-11-23", "1979-11-23"),
        ("1979-3-1", "1979-03-01"),
        ("23-11-1979", "1979-11-23"),
        ("23.11.1979", "1979-11-23"),
        ("1/3/1979", "1979-03-01"),
        ("2024-02-29", "2024-02-29"),
        ("1900", "1900"),
        ("2100-12-31", "2100-12-31"),
    ],
)
def test_date_that_people_write_is_read(written, known):
    assert PartialDate.parse(written) == known


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ca. 1979",
        "79",
        "19791123",
        "1979-11-23T00:00",
        "1979-13",
        "13-1979",
        "1979-02-29",
        "31-04-1979",
        "1979-00",
        "00-1979",
        "1979-11-00",
        "1979-00-23",
        "0000",
        "1899-12-31",
        "2101",
        "1979-11-23-01",
    ],
)
def test_text_that_is_no_date_is_refused(written):
    with pytest.raises(ValidationError) as error:
        PartialDate.parse(written)
    assert error.value.code == "invalid"


@pytest.mark.parametrize(
    ("written", "precision"), [("1979", "year"), ("1979-11", "month"), ("1979-11-23", "day")]
)
def test_precision_is_as_exact_as_the_date(written, precision):
    assert PartialDate.parse(written).precision == precision


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("1979", dt.date(1979, 1, 1)),
        ("1979-11", dt.date(1979, 11, 1)),
        ("1979-11-23", dt.date(1979, 11, 23)),
    ],
)
def test_first_day_is_the_first_that_the_date_can_mean(written, first):
    assert (PartialDate(written).first_day, PartialDate(written).year) == (first, 1979)


def test_dates_sort_in_time_and_the_less_exact_first():
    dates = ["1979-11-23", "1980", "1979-11", "1979", "1979-02-01", "1978-12-31"]
    assert sorted(map(PartialDate, dates)) == [
        "1978-12-31",
        "1979",
        "1979-02-01",
        "1979-11",
        "1979-11-23",
        "1980",
    ]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", ["1979", "november 1979", "23 november 1979"]),
        ("en", ["1979", "November 1979", "23 November 1979"]),
        ("zh-hans", ["1979年", "1979年11月", "1979年11月23日"]),
    ],
)
def test_date_is_written_as_the_readers_of_a_language_do(language, written):
    dates = [PartialDate(date) for date in ("1979", "1979-11", "1979-11-23")]
    with translation.override(language):
        assert [date.localised() for date in dates] == written


@steadily
@given(day=DAYS, length=LENGTHS)
def test_date_that_is_read_is_the_date_that_was_known(day, length):
    known = day.isoformat()[:length]
    assert PartialDate.parse(known) == known
    assert PartialDate.parse(PartialDate.parse(known)) == known


@steadily
@given(day=DAYS, separator=st.sampled_from("-/."))
def test_date_in_dutch_order_is_the_same_date(day, separator):
    dutch = separator.join(str(part) for part in (day.day, day.month, day.year))
    assert PartialDate.parse(dutch) == day.isoformat()


@steadily
@given(days=st.lists(DAYS, max_size=9))
def test_dates_sort_as_the_days_they_are(days):
    dates = [PartialDate(day.isoformat()) for day in days]
    assert [date.first_day for date in sorted(dates)] == sorted(days)


@steadily
@given(text=st.from_regex(r"[0-9]{1,4}([-/.][0-9]{1,4}){0,2}", fullmatch=True))
def test_text_is_read_as_a_date_of_the_calendar_or_refused(text):
    date = read(text)
    assert date is None or date.first_day.isoformat()[: len(date)] == date


def test_form_field_leaves_an_unknown_date_empty():
    assert PartialDateFormField(required=False).clean("  ") == ""


def test_form_field_stores_what_is_known_and_says_how_to_write_it():
    field = PartialDateField().formfield()
    assert field.clean("23-11-1979") == "1979-11-23"
    with pytest.raises(ValidationError):
        field.clean("ooit")
    assert field.help_text


@pytest.mark.django_db
def test_stored_date_comes_back_as_a_date():
    agreement = AgreementFactory(signed_on="1979-11")
    stored = Agreement.objects.get(pk=agreement.pk)
    assert (type(stored.signed_on), stored.signed_on, stored.valid_until) == (
        PartialDate,
        "1979-11",
        "",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "since"),
    [
        ({"signed_on": "1979-11-23", "valid_from": "1980"}, "1980"),
        ({"signed_on": "1979-11-23"}, "1979-11-23"),
        ({}, ""),
    ],
)
def test_agreement_stands_since_it_is_valid_or_else_since_it_was_signed(known, since):
    agreement = AgreementFactory(**known)
    assert Agreement.objects.get(pk=agreement.pk).since == since
