"""What is kept no longer than needed: removed by age, once a day, safe to run again."""

import datetime as dt

import pgtrigger
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import CharField, Max, TextField

from partnerships.models import Contact, Invitation, Membership, Subscription, User
from partnerships.models.accounts import ERASED
from partnerships.models.personal_data import (
    ACCOUNT_DAYS_KEPT,
    CONTACT_DAYS_KEPT,
    INVITATION_DAYS_KEPT,
    MEMBERSHIP_DAYS_KEPT,
    PERSONAL,
)

from .erasure import CACHE_TABLE, append_only, erase
from .people import log_of
from .subscriptions import LAPSES_AFTER

# What other apps forget: under which name, and what does it for a moment and returns how many.
FURTHER = {}


@transaction.atomic
def apply_retention(*, now, is_rehearsal=False):
    """Remove what has been kept long enough; returns how many rows of what.

    A rehearsal counts the same and writes nothing.
    """
    report = {
        "invitations": _removed(_old_invitations(now)),
        "memberships": _removed(_old_memberships(now)),
        "subscriptions": _removed(Subscription.objects.lapsed(before=now - LAPSES_AFTER)),
        "contacts": _removed(_old_contacts(now)),
        **{name: forget(now) for name, forget in FURTHER.items()},
        "accounts": _erase_closed_accounts(now),
        **_end_sessions(now),
        "cache": _forget_expired(now),
        "history": _empty_history(now),
    }
    if is_rehearsal:
        transaction.set_rollback(True)
    return report


def _removed(rows):
    count = rows.count()
    rows.delete()
    return count


def _before(now, days):
    return now - dt.timedelta(days=days)


def _old_invitations(now):
    """Return the invitations sent long ago; who accepted one has an account since."""
    return Invitation.objects.filter(invited_at__lt=_before(now, INVITATION_DAYS_KEPT))


def _old_memberships(now):
    return Membership.objects.filter(ended_at__lt=_before(now, MEMBERSHIP_DAYS_KEPT))


def _old_contacts(now):
    """Return the contacts that nobody changed or agreed to for long."""
    return Contact.objects.filter(
        consent_given_on=None, updated_at__lt=_before(now, CONTACT_DAYS_KEPT)
    )


def _erase_closed_accounts(now):
    closed = User.objects.filter(is_active=False).exclude(email__endswith=ERASED)
    # An account changes for the last time when it is closed.
    lasts = closed.annotate(changed_at=Max("events__pgh_created_at"))
    due = lasts.filter(changed_at__lt=_before(now, ACCOUNT_DAYS_KEPT))
    emails = list(due.values_list("email", flat=True))
    for email in emails:
        erase(email=email)
    return len(emails)


def _end_sessions(now):
    """Remove what expired, and what is known of the devices of sessions that are gone."""
    sessions = _removed(Session.objects.filter(expire_date__lt=now))
    living = Session.objects.values("session_key")
    devices = _removed(UserSession.objects.exclude(session_key__in=living))
    return {"sessions": sessions, "devices": devices}


def _forget_expired(now):
    """Drop what the cache would no longer answer, such as counts of attempts to sign in."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {CACHE_TABLE} WHERE expires < %s", [now])  # noqa: S608
        return cursor.rowcount


def _empty_history(now):
    """Empty former values of personal fields; that something changed stays in the log."""
    count = 0
    with pgtrigger.ignore(*append_only()):
        for label, declared in PERSONAL.items():
            log = log_of(apps.get_model(label))
            if log and declared.history_days:
                count += _emptied(log, declared, _before(now, declared.history_days))
    return count


def _emptied(log, declared, before):
    """Empty the old lines of one log, except the last line of each record: it is the present."""
    names = [
        column.name
        for column in log._meta.concrete_fields
        if column.name in declared.fields and isinstance(column, CharField | TextField)
    ]
    living = log.pgh_tracked_model.objects.values("pk")
    present = (
        log.objects.filter(id__in=living).values("id").annotate(last=Max("pgh_id")).values("last")
    )
    old = log.objects.filter(pgh_created_at__lt=before).exclude(pgh_id__in=present)
    # A second run finds nothing left to empty.
    filled = old.exclude(**dict.fromkeys(names, ""))
    return filled.update(**dict.fromkeys(names, ""))
