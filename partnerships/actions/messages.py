"""Messages of the public to an authority: passed on by mail, counted, and stored nowhere."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from partnerships.base.limits import is_within
from partnerships.base.mails import mail_on_commit
from partnerships.models import Membership, MessageCount

HOUR, DAY = 3600, 24 * 3600
MOST_FROM_AN_ADDRESS, MOST_FROM_A_MAILBOX = 10, 3
MOST_TO_AN_AUTHORITY_A_DAY = 50


def receivers(authority):
    """Return the mailboxes that read what comes in for an authority, or else that of staff."""
    coordinators = Membership.objects.coordinators_of(authority)
    emails = coordinators.values_list("user__email", flat=True)
    return sorted(emails) or list(filter(None, [settings.STAFF_EMAIL]))


@transaction.atomic
def send_message(*, authority, name, email, subject, text, sent_from, on):
    """Mail a message to those who speak for an authority; an answer goes straight to the sender.

    ``sent_from`` is the network address of the sender. Raises ValidationError when one sender
    has written too much, or when nobody would read it.
    """
    mailboxes = receivers(authority)
    if not mailboxes:
        raise ValidationError(
            _("Nobody reads messages for this authority yet. Use the contact page."), code="nobody"
        )
    _limit(authority, email, sent_from)
    for mailbox in mailboxes:
        mail_on_commit(
            "emails/messages/to_authority.txt",
            to=mailbox,
            headers={"Reply-To": email},
            authority=authority,
            name=name,
            email=email,
            subject=subject,
            text=text,
        )
    MessageCount.objects.get_or_create(authority=authority, sent_on=on)
    today = MessageCount.objects.filter(authority=authority, sent_on=on)
    today.update(message_count=F("message_count") + 1)


def _limit(authority, email, sent_from):
    is_free = is_within(
        ("message-address", sent_from, MOST_FROM_AN_ADDRESS, HOUR),
        ("message-mailbox", email, MOST_FROM_A_MAILBOX, HOUR),
        ("message-authority", authority.code, MOST_TO_AN_AUTHORITY_A_DAY, DAY),
    )
    if not is_free:
        raise ValidationError(
            _("Too many messages were sent. Keep your text and try again in an hour."), code="often"
        )
