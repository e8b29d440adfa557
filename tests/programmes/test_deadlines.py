"""The last second of a deadline counts and the next does not, on every day of the year."""

import datetime as dt

import pytest

from programmes.models import Call
from programmes.models.deadlines import ZONE, begin_of, end_of, in_words, last_day
from tests.factories.calls import CallFactory
from tests.partnerships.reading import facts

SECOND = dt.timedelta(seconds=1)
# The last day of a call, and its first instant that no longer counts in UTC.
DAYS = [
    ("2021-05-31", "2021-05-31T22:00:00+00:00"),
    # The night in which the clock goes forward, the day after it, and the night it goes back.
    ("2026-03-28", "2026-03-28T23:00:00+00:00"),
    ("2026-03-29", "2026-03-29T22:00:00+00:00"),
    ("2026-10-24", "2026-10-24T22:00:00+00:00"),
    ("2026-10-25", "2026-10-25T23:00:00+00:00"),
    ("2026-12-31", "2026-12-31T23:00:00+00:00"),
]


@pytest.mark.parametrize(("day", "instant"), DAYS)
def test_end_of_a_day_is_the_first_instant_of_the_next(day, instant):
    end = end_of(dt.date.fromisoformat(day))
    assert end == dt.datetime.fromisoformat(instant)
    assert last_day(end) == dt.date.fromisoformat(day)


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "_instant"), DAYS)
def test_last_second_of_the_last_day_counts_and_midnight_does_not(day, _instant):
    last = dt.date.fromisoformat(day)
    call = CallFactory.build(opens_at=begin_of(dt.date(2020, 1, 1)), closes_at=end_of(last))
    shown = dt.datetime.combine(last, dt.time(23, 59, 59), tzinfo=ZONE)
    assert call.is_open(at=shown)
    assert not call.is_open(at=call.closes_at)
    assert call.closes_at - SECOND == shown


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2021-05-31", "31 mei 2021, tot en met 23:59:59 uur Nederlandse tijd (CEST)"),
        ("2026-12-31", "31 december 2026, tot en met 23:59:59 uur Nederlandse tijd (CET)"),
        ("2026-10-25", "25 oktober 2026, tot en met 23:59:59 uur Nederlandse tijd (CET)"),
    ],
)
def test_deadline_is_told_in_words_with_its_zone(day, words):
    assert in_words(end_of(dt.date.fromisoformat(day))) == words


@pytest.mark.parametrize(
    ("days", "state"),
    [(-31, "announced"), (-30, "open"), (0, "open"), (16, "closing_soon"), (30, "closed")],
)
def test_state_of_a_call_follows_from_its_dates(days, state):
    now = dt.datetime(2026, 6, 1, 12, tzinfo=ZONE)
    day = dt.timedelta(days=1)
    call = CallFactory.build(opens_at=now - 30 * day, closes_at=now + 30 * day)
    assert call.state(at=now + days * day) == state
    call.result_nl = "Drie gemeenten doen mee."
    assert call.state(at=now + days * day) == ("decided" if state == "closed" else state)


@pytest.mark.django_db
@pytest.mark.parametrize(("is_closed", "told"), [(False, 0), (True, 1)])
def test_result_of_a_call_is_told_once_it_has_closed(client, is_closed, told):
    call = CallFactory(result_nl="Drie gemeenten doen mee.", closed=is_closed)
    assert client.get(call.get_absolute_url()).text.count("Drie gemeenten doen mee.") == told


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state"), [(-400, "open"), (-1, "closing_soon"), (0, "closed")])
def test_call_of_the_past_is_open_until_it_closes_and_says_that_its_opening_is_unknown(
    client, days, state
):
    closes = end_of(dt.date(2021, 5, 31))
    call = CallFactory(opens_at=None, closes_at=closes)
    moment = closes + dt.timedelta(days=days)
    assert call.state(at=moment) == state
    assert call.is_open(at=moment) == (state != "closed")
    assert list(Call.objects.open(at=moment)) == ([call] if state != "closed" else [])
    shown = facts(client.get(call.get_absolute_url()).text, "Wanneer en voor wie")
    assert shown["Opent"] == "niet bekend"
