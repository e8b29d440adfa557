"""Who is mailed about ties that wait for confirmation: coordinator, then deputy, then staff."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnerships.base.mails import address_for_reader, mail_on_commit
from partnerships.models import (
    Agreement,
    ConfirmationRound,
    LocalAuthority,
    Membership,
    Participant,
    Reminder,
)
from partnerships.models.confirmations import Step

from .confirmations import key_of

# From the day on which the round opened.
AFTER = {
    Step.COORDINATOR: dt.timedelta(0),
    Step.DEPUTY: dt.timedelta(days=14),
    Step.STAFF: dt.timedelta(days=28),
}


def send_reminders(*, on, site, is_dry_run=False):
    """Mail whoever should hear on a date that ties wait; returns how many mails, by step.

    Safe to run often, in parallel and after a standstill: each step of an authority is noted in
    the same transaction, once. A dry run does the same and then takes it back, mails included.
    """
    sent = dict.fromkeys(Step, 0)
    with transaction.atomic():
        present = ConfirmationRound.objects.current(on=on)
        if present is None:
            return sent
        steps = [step for step in Step if present.opened_on + AFTER[step] <= on]
        waiting = _parties(present, on).order_by().values("authority")
        authorities = list(LocalAuthority.objects.filter(pk__in=waiting).order_by("pk"))
        for step in (one for one in steps if one != Step.STAFF):
            sent[step] = sum(_remind(one, step, present, on, site) for one in authorities)
        if Step.STAFF in steps and settings.STAFF_EMAIL:
            sent[Step.STAFF] = _tell_staff(authorities, present, on, site)
        transaction.set_rollback(is_dry_run)
    return sent


def _parties(present, on):
    return Participant.objects.due_for_confirmation(year=present.year, on=on)


def _claim(authority, present, step):
    """Note that a step is taken; False when it was, also by a run that is not through yet."""
    _reminder, is_new = Reminder.objects.get_or_create(
        authority=authority, year=present.year, step=step, defaults={"sent_at": timezone.now()}
    )
    return is_new


def receivers(authority, step):
    """Return the memberships that a step is for: people who can confirm, and are still there."""
    members = Membership.objects.current().writing().filter(authority=authority)
    deputies = members.filter(is_deputy=True)
    members = members.coordinating() if step == Step.COORDINATOR else deputies
    return members.select_related("user").order_by("pk")


def _remind(authority, step, present, on, site):
    """Mail the people of one step; returns how many. A step without people stays open."""
    members = list(receivers(authority, step))
    if not members or not _claim(authority, present, step):
        return 0
    due = _parties(present, on).filter(authority=authority).values("agreement")
    agreements = list(Agreement.objects.filter(pk__in=due))
    for member in members:
        key = key_of(user=member.user, authority=authority, year=present.year)
        mail_on_commit(
            "emails/confirmations/reminder.txt",
            to=member.user.email,
            authority=authority,
            agreements=agreements,
            round=present,
            is_deputy=step == Step.DEPUTY,
            days=settings.CONFIRMATION_LINK_DAYS,
            address=address_for_reader("confirmations-by-mail", key, site=site),
            workspace=address_for_reader("confirmations", site=site),
        )
    return len(members)


def _tell_staff(authorities, present, on, site):
    """Mail one summary of the authorities that nobody answered for; returns 1 or 0."""
    late = [one for one in authorities if _claim(one, present, Step.STAFF)]
    if not late:
        return 0
    told = Reminder.objects.filter(year=present.year).exclude(step=Step.STAFF)
    reminded = set(told.values_list("authority", flat=True))
    parties = list(_parties(present, on).values_list("authority", flat=True))
    mail_on_commit(
        "emails/confirmations/staff.txt",
        to=settings.STAFF_EMAIL,
        round=present,
        late=[
            {"authority": one, "count": parties.count(one.pk), "is_reminded": one.pk in reminded}
            for one in late
        ],
        address=site + reverse("admin:partnerships_agreement_changelist") + "?confirmation=due",
    )
    return 1
