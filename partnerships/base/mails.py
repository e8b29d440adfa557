"""Mails to people: plain text with the same in HTML beside it, sent once the change is saved."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .translation import DUTCH


def mail_on_commit(template, *, to, language=DUTCH, headers=None, attachments=(), **context):
    """Send a mail when the transaction is through; to nobody, none is sent.

    The first line of the template is the subject; ``attachments`` are parts of a mail. A mail
    server that is away is logged and undoes nothing: the change stands, and the reader finds it
    in the portal.
    """
    if not to:
        return
    with override(language):
        mail = compose(template, to, context, headers or {})
    for attachment in attachments:
        mail.attach(attachment)
    transaction.on_commit(mail.send, robust=True)


def address_for_reader(name, *args, site=None):
    """Return the address of a page for a mail, in the language in which the portal mails."""
    with override(DUTCH):
        return (settings.SITE_URL if site is None else site) + reverse(name, args=args)


def address_at_desk(record):
    """Return where staff reads and judges a record."""
    desk = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return settings.SITE_URL + reverse(desk, args=[record.pk])


def compose(template, to, context, headers):
    """Return the mail of a template, whose first line is the subject, in the language of now."""
    subject, _line, text = render_to_string(template, context).strip().partition("\n")
    mail = EmailMultiAlternatives(
        subject.strip(),
        text.strip() + "\n",
        to=[to],
        # No absence notes in return.
        headers={"Auto-Submitted": "auto-generated", **headers},
    )
    html = render_to_string("emails/message.html", {"subject": subject, "text": text.strip()})
    mail.attach_alternative(html, "text/html")
    return mail
