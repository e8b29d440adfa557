"""Registering for meetings: a place or the waiting list, and how one leads to the other.

Every write here holds the row of the event, so that people who come at the same moment are
counted one after the other.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.limits import is_within
from programmes.models import Event, Registration
from programmes.models.event_choices import RegistrationState

from . import event_mails as mails

HOUR = 3600
# A whole office may come through one address.
MOST_FROM_AN_ADDRESS, MOST_FROM_A_MAILBOX = 60, 5
# What people who registered must hear of when it changes.
TOLD_WHEN_CHANGED = {"starts_at", "ends_at", "zone", "form", "venue", "link"}


def limit(*, email, sent_from):
    """Refuse a sender who registers too often; ``sent_from`` is the network address."""
    is_free = is_within(
        ("event-address", sent_from, MOST_FROM_AN_ADDRESS, HOUR),
        ("event-mailbox", email, MOST_FROM_A_MAILBOX, HOUR),
    )
    if not is_free:
        raise ValidationError(
            _("Too many registrations came from here. Try again in an hour."), code="often"
        )


@transaction.atomic
def register(*, event, at, language, user=None, name="", email="", site=None):
    """Give a person a place, or the next number of the waiting list; returns the registration.

    An official is known by the account, anybody else by a mailbox. Who is registered already
    keeps that and gets the mail again. Raises ValidationError when registration is closed.
    """
    event = _held(event)
    if not event.accepts(at=at):
        raise ValidationError(_("You cannot register for this meeting now."), code="closed")
    present = event.registrations.active().of(user=user, email=email).first()
    if present is None:
        taken, last = _counted(event)
        taken += _fill(event, taken=taken, site=site)
        is_free = event.capacity is None or taken < event.capacity
        present = Registration.objects.create(
            event=event,
            user=user,
            name=name,
            email=email,
            language=language,
            has_consent=True,
            state=RegistrationState.PLACED if is_free else RegistrationState.WAITING,
            number=last + 1,
            registered_at=at,
        )
    mails.mail(present, mails.WAITING if present.is_waiting else mails.PLACED, site=site)
    return present


@transaction.atomic
def withdraw(*, registration, at, site=None):
    """Take a person off a meeting that has yet to begin; the place goes to who waits longest.

    A second time changes nothing.
    """
    event = _held(registration.event)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if not registration.is_active or event.starts_at <= at:
        return registration
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state", "updated_at"])
    mails.mail(registration, mails.WITHDRAWN, site=site)
    _fill(event, site=site)
    return registration


@transaction.atomic
def fill_waiting_list(*, event, at, site=None):
    """Give free places to who waits longest; returns how many got one."""
    event = _held(event)
    return 0 if event.starts_at <= at else _fill(event, site=site)


def fill_waiting_lists(*, at, site):
    """Do so for every meeting to come; safe twice and in parallel, for each place goes once."""
    waiting = Registration.objects.waiting().order_by().values("event")
    events = Event.objects.coming(at=at).filter(pk__in=waiting, cancelled_at=None)
    return sum(fill_waiting_list(event=one, at=at, site=site) for one in events.order_by("pk"))


@transaction.atomic
def cancel(*, event, by, site=None):
    """Call a meeting off and mail everybody who has a place or waits."""
    event = _held(event)
    if event.is_cancelled:
        raise ValidationError(_("This meeting is called off already."), code="cancelled")
    event.cancelled_by, event.cancelled_at = by, timezone.now()
    event.save(update_fields=["cancelled_by", "cancelled_at", "updated_at"])
    _tell(event, mails.CALLED_OFF, site)
    return event


@transaction.atomic
def tell_change(*, event, changed, at, site=None):
    """Mail who registered when the time or place has changed, and fill what has come free."""
    event = _held(event)
    if event.is_cancelled or event.ends_at <= at:
        return
    if TOLD_WHEN_CHANGED & set(changed):
        # Who was reminded of the former day is reminded of the new one.
        event.registrations.update(reminded_at=None)
        _tell(event, mails.CHANGED, site)
    if "capacity" in changed:
        _fill(event, site=site)


def send_reminders(*, at, site):
    """Remind who has a place at a meeting that begins soon; returns how many mails went out.

    Safe to run twice, in parallel and after a standstill: each is taken by one run only.
    """
    due = Registration.objects.to_remind(at=at).order_by("pk").values_list("pk", flat=True)
    return sum(_remind(pk, at, site) for pk in due)


@transaction.atomic
def _remind(pk, at, site):
    due = Registration.objects.to_remind(at=at).select_for_update(skip_locked=True, of=("self",))
    registration = due.filter(pk=pk).first()
    if registration is None:
        return 0
    registration.reminded_at = at
    registration.save(update_fields=["reminded_at", "updated_at"])
    mails.mail(registration, mails.REMINDER, site=site)
    return 1


def _held(event):
    """Return the event as it is now, held until the transaction is through."""
    return Event.objects.select_for_update(no_key=True).get(pk=event.pk)


def _counted(event):
    """Return how many places are taken, and the last number that was given out."""
    is_placed = Q(state=RegistrationState.PLACED)
    counts = event.registrations.aggregate(taken=Count("pk", filter=is_placed), last=Max("number"))
    return counts["taken"], counts["last"] or 0


def _fill(event, *, site, taken=None):
    """Give free places away in order and return how many; the event is held."""
    if event.is_cancelled:
        return 0
    waiting = event.registrations.waiting().select_related("user")
    if event.capacity is not None:
        taken = event.taken_count() if taken is None else taken
        waiting = waiting[: max(0, event.capacity - taken)]
    promoted = list(waiting)
    for registration in promoted:
        registration.event = event
        registration.state = RegistrationState.PLACED
        registration.save(update_fields=["state", "updated_at"])
        mails.mail(registration, mails.FREED, site=site)
    return len(promoted)


def _tell(event, template, site):
    for registration in event.registrations.active().select_related("user"):
        registration.event = event
        mails.mail(registration, template, site=site)
