"""A call that is given more time, and drafts that are reminded of its deadline."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from programmes.actions import calls
from programmes.models import CallExtension
from programmes.models.deadlines import end_of
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, EnrolmentFactory
from tests.factories.partnerships import UserFactory

SITE = "https://portaal.example"


def moment(text):
    return dt.datetime.fromisoformat(text)


@pytest.mark.django_db(transaction=True)
def test_extension_is_logged_and_mailed_to_who_has_a_draft(letters):
    call, by = CallFactory(), UserFactory()
    former, last = call.closes_at, timezone.localdate() + dt.timedelta(days=60)
    drafter = MembershipFactory()
    EnrolmentFactory(call=call, authority=drafter.authority)
    done = MembershipFactory()
    EnrolmentFactory(call=call, authority=done.authority, submitted=True)
    given = {"call": call, "by": by, "at": timezone.now(), "site": SITE}
    calls.extend(last_on=last, reason="Meer tijd gevraagd.", **given)
    call.refresh_from_db()
    log = CallExtension.objects.get()
    assert (log.from_at, log.to_at, log.extended_by) == (former, end_of(last), by)
    assert call.closes_at == end_of(last)
    assert [to for [to], _letter in letters] == [drafter.user.email]
    with pytest.raises(ValidationError, match="Kies een dag na"):
        calls.extend(last_on=last, reason="Nog eens.", **given)


@pytest.mark.django_db(transaction=True)
def test_drafts_are_reminded_of_seven_days_and_one_day_before_once_each(letters):
    call = CallFactory(closes_at=moment("2030-06-01T00:00+02:00"))
    member = MembershipFactory()
    EnrolmentFactory(call=call, authority=member.authority)
    EnrolmentFactory(call=call, submitted=True)

    def reminded(text):
        return calls.remind(at=moment(text), site=SITE)

    assert reminded("2030-05-24T23:59:59+02:00") == 0
    assert [reminded("2030-05-25T00:00+02:00") for _time in range(2)] == [1, 0]
    assert calls.remind(at=moment("2030-05-31T08:00+02:00"), site=SITE, is_dry_run=True) == 1
    assert [reminded("2030-05-31T08:00+02:00") for _time in range(2)] == [1, 0]
    assert reminded("2030-06-01T00:00+02:00") == 0
    assert [to for [to], _letter in letters] == [member.user.email] * 2
    assert "is nog niet ingediend" in letters[0][1]["Subject"]


@pytest.mark.django_db(transaction=True)
def test_reminders_that_run_at_once_are_sent_once(letters):
    call = CallFactory(closes_at=moment("2030-06-01T00:00+02:00"))
    EnrolmentFactory(call=call, authority=MembershipFactory().authority)
    together = Barrier(2)

    def remind(_number):
        try:
            together.wait(timeout=10)
            return calls.remind(at=moment("2030-05-30T12:00+02:00"), site=SITE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as runs:
        assert sorted(runs.map(remind, range(2))) == [0, 1]
    assert len(letters) == 1
