"""Mails to who registered: in their language, by every clock they need, with a calendar file."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from partnerships.base.mails import mail_on_commit

from .event_words import calendar_file, when_by_mail

PLACED = "emails/events/placed.txt"
WAITING = "emails/events/waiting.txt"
FREED = "emails/events/freed.txt"
WITHDRAWN = "emails/events/withdrawn.txt"
CHANGED = "emails/events/changed.txt"
CALLED_OFF = "emails/events/called_off.txt"
REMINDER = "emails/events/reminder.txt"
# Who waits need not keep the day free yet, and who withdrew no longer.
WITHOUT_FILE = (WAITING, WITHDRAWN)


def mail(registration, template, *, site=None):
    """Mail one person about a meeting once the change is saved."""
    event, language = registration.event, registration.language
    site = settings.SITE_URL if site is None else site
    with override(language):
        address = site + event.get_absolute_url()
        withdraw = site + reverse("registration", args=[registration.token])
        lines = when_by_mail(event)
    has_file = template not in WITHOUT_FILE
    files = [calendar_file(event, address=address, language=language)] if has_file else []
    mail_on_commit(
        template,
        to=registration.mailbox,
        language=language,
        attachments=files,
        event=event,
        # Who waits is told where to take part online once there is a place.
        link=event.link if registration.is_placed else "",
        when=lines,
        address=address,
        withdraw=withdraw,
    )
