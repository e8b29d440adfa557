"""Nothing personal is kept longer than declared, and nothing goes before its time."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from partnerships.actions import accounts
from partnerships.actions.retention import apply_retention
from partnerships.models import Contact, Invitation, Membership, Subscription, User
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.contacts import ContactFactory
from tests.factories.partnerships import UserFactory
from tests.factories.subscriptions import SubscriptionFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def after(days):
    return apply_retention(now=START + dt.timedelta(days=days))


@pytest.fixture
def _on_the_first_day():
    with time_machine.travel(START, tick=False):
        yield


def made_on_the_first_day(make, **values):
    """Make a record while the clock stands at the start, the log of the database included."""
    with time_machine.travel(START, tick=False):
        return make(**values)


def log_made_on_the_first_day():
    """Set back the moments that only the database writes; no clock of ours reaches them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in ("userevent", "contactevent", "invitationevent"):
            cursor.execute(
                f"UPDATE partnerships_{table} SET pgh_created_at = %s",  # noqa: S608
                [START],
            )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.mark.parametrize(("days", "left"), [(90, 1), (91, 0)])
def test_an_invitation_goes_when_its_time_is_over(days, left):
    made_on_the_first_day(InvitationFactory)
    report = after(days)
    assert (Invitation.objects.count(), report["invitations"]) == (left, 1 - left)


@pytest.mark.parametrize(("days", "left"), [(730, 1), (731, 0)])
def test_an_ended_membership_goes_when_its_time_is_over(days, left):
    MembershipFactory(ended_by=UserFactory(), ended_at=START)
    current = MembershipFactory()
    report = after(days)
    assert Membership.objects.count() == left + 1
    assert (report["memberships"], Membership.objects.filter(pk=current.pk).exists()) == (
        1 - left,
        True,
    )


@pytest.mark.parametrize(("days", "left"), [(7, 1), (8, 0)])
def test_an_unconfirmed_subscription_goes_after_a_week(days, left):
    SubscriptionFactory(asked_at=START, confirmed_at=None, sent_at=None)
    SubscriptionFactory(asked_at=START, confirmed_at=START, sent_at=None)
    after(days)
    assert Subscription.objects.count() == left + 1


@pytest.mark.parametrize(("days", "left"), [(365, 1), (366, 0)])
def test_a_contact_without_consent_goes_when_nobody_keeps_it(days, left):
    made_on_the_first_day(ContactFactory)
    agreed = made_on_the_first_day(ContactFactory, agreed=True)
    after(days)
    assert Contact.objects.exclude(pk=agreed.pk).count() == left
    assert Contact.objects.filter(pk=agreed.pk).exists()


@pytest.mark.parametrize(("days", "is_erased"), [(365, False), (366, True)])
def test_a_closed_account_is_erased_when_its_time_is_over(days, is_erased):
    membership = MembershipFactory(user__name="Wieke Kwakzalver")
    kept = UserFactory(name="Blijft Staan")
    accounts.end_membership(membership=membership, by=UserFactory())
    log_made_on_the_first_day()
    report = after(days)
    user = User.objects.get(pk=membership.user_id)
    assert (user.is_erased, report["accounts"]) == (is_erased, int(is_erased))
    kept.refresh_from_db()
    assert kept.name == "Blijft Staan"
    assert after(days)["accounts"] == 0


@pytest.mark.parametrize(("hours", "left"), [(7, 1), (9, 0)])
def test_sessions_and_their_devices_go_when_they_end(hours, left):
    with time_machine.travel(START, tick=False):
        session = SessionStore()
        session.create()
        UserSession.objects.create(
            user=UserFactory(), ip="10.0.0.1", user_agent="x", session_key=session.session_key
        )
    apply_retention(now=START + dt.timedelta(hours=hours))
    assert (Session.objects.count(), UserSession.objects.count()) == (left, left)


def test_counts_of_attempts_to_sign_in_go_when_they_expire():
    cache.set("attempts", 3, timeout=60)
    assert apply_retention(now=timezone.now())["cache"] == 0
    assert apply_retention(now=timezone.now() + dt.timedelta(seconds=61))["cache"] == 1


def test_former_names_are_emptied_in_the_log_and_the_present_one_is_not():
    user = UserFactory(name="Oude Naam", email="oud@example.org")
    User.objects.filter(pk=user.pk).update(name="Nieuwe Naam")
    log_made_on_the_first_day()
    assert after(730)["history"] == 0
    assert after(731)["history"] == 1
    lines = user.events.order_by("pgh_id").values_list("pgh_label", "name", "email")
    assert list(lines) == [("insert", "", ""), ("update", "Nieuwe Naam", "oud@example.org")]
    assert after(731)["history"] == 0


def test_the_log_of_what_is_gone_is_emptied_altogether():
    ContactFactory(name="Wieke Kwakzalver", phone="070-1").delete()
    log_made_on_the_first_day()
    after(366)
    events = Contact.pgh_event_model.objects.values_list("pgh_label", "name", "phone")
    assert set(events) == {("insert", "", ""), ("delete", "", "")}


def test_the_command_prints_numbers_and_a_rehearsal_removes_nothing(capsys):
    made_on_the_first_day(InvitationFactory)
    with time_machine.travel(START + dt.timedelta(days=91)):
        call_command("apply_retention", "--dry-run")
        told = capsys.readouterr().out
        assert "invitations: 1\n" in told
        assert told.endswith("dry run, nothing removed\n")
        assert Invitation.objects.count() == 1
        call_command("apply_retention")
        call_command("apply_retention")
    assert [line for line in capsys.readouterr().out.splitlines() if "invitations" in line] == [
        "invitations: 1",
        "invitations: 0",
    ]
