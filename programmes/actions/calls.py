"""What staff does with a call: publish it, give it a later deadline, remind of drafts."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.base.mails import address_for_reader, mail_on_commit
from partnerships.base.workflow import Publication
from partnerships.models import Membership
from programmes.models import Call, CallExtension, Enrolment, EnrolmentReminder
from programmes.models.deadlines import end_of

# A draft is reminded of when the call closes within so many days, each once.
REMINDED_DAYS = (7, 1)


@transaction.atomic
def publish(*, call, by):
    """Show a call to everybody; it opens by itself."""
    if call.programme.publication != Publication.PUBLISHED:
        raise ValidationError(_("Publish the programme first."), code="programme")
    call.move(to=Publication.PUBLISHED, by=by)
    return call


@transaction.atomic
def extend(*, call, last_on, reason, by, at, site):
    """Let a call close later: after all of ``last_on``. Who has a draft is mailed.

    Raises ValidationError when that is no later than now.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    later = end_of(last_on)
    if later <= call.closes_at or later <= at:
        raise ValidationError(
            _("Choose a day after %(deadline)s that is still to come."),
            code="earlier",
            params={"deadline": call.deadline},
        )
    extension = CallExtension.objects.create(
        call=call,
        from_at=call.closes_at,
        to_at=later,
        reason=reason,
        extended_by=by,
        extended_at=at,
    )
    call.closes_at = later
    call.save(update_fields=["closes_at", "updated_at"])
    for draft in call.enrolments.drafts().select_related("authority"):
        _mail_writers("emails/enrolments/extended.txt", draft, call, site, extension=extension)
    return extension


def remind(*, at, site, is_dry_run=False):
    """Mail who has a draft of a call that closes within seven days, and again within one.

    Safe to run often, in parallel and after a standstill: each reminder of a draft and a
    deadline is noted in the same transaction, once. Returns how many drafts were reminded of.
    """
    count = 0
    with transaction.atomic():
        near = Call.objects.public().open(at=at)
        near = near.filter(closes_at__lte=at + dt.timedelta(days=max(REMINDED_DAYS)))
        drafts = Enrolment.objects.drafts().filter(call__in=near).for_rows().order_by("pk")
        for draft in drafts:
            count += _remind(draft, at, site)
        transaction.set_rollback(is_dry_run)
    return count


def _remind(draft, at, site):
    call = draft.call
    # After a standstill only the nearest reminder is due, not all that were missed.
    days = min(one for one in REMINDED_DAYS if call.closes_at - at <= dt.timedelta(days=one))
    _reminder, is_new = EnrolmentReminder.objects.get_or_create(
        enrolment=draft, closes_at=call.closes_at, days=days, defaults={"sent_at": at}
    )
    if is_new:
        _mail_writers("emails/enrolments/reminder.txt", draft, call, site)
    return int(is_new)


def _mail_writers(template, draft, call, site, **context):
    writers = Membership.objects.current().writing().filter(authority=draft.authority_id)
    for address in writers.order_by("user__email").values_list("user__email", flat=True):
        mail_on_commit(
            template,
            to=address,
            enrolment=draft,
            call=call,
            address=address_for_reader("my-enrolment-change", draft.pk, site=site),
            **context,
        )
