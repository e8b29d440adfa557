"""The way of an exchange: planned, joined, told to the post, held, reported, published."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.mails import address_at_desk, mail_on_commit
from partnerships.base.workflow import Publication, checked_questions
from partnerships.models import ExchangeMessage, ExchangePreparation, Membership, PostNotice
from partnerships.models.exchange_choices import ExchangeState, Preparation, PreparationState

NOT_HELD = _("Only an exchange that was held can be published.")


@transaction.atomic
def join(*, exchange, authority, text, by, site, on):
    """Say to the authority that plans an exchange that another wants to join, or go on talking.

    Its coordinators are mailed, and staff where it has none. Raises ValidationError when it is
    no longer open and nothing was said before.
    """
    is_known = exchange.messages.filter(authority=authority).exists()
    if not (is_known or exchange.is_open(on=on)):
        raise ValidationError(
            _("This exchange is no longer open to others. Ask VNG International to bring you up."),
            code="closed",
        )
    message = _said(exchange, authority, text, by)
    for address in coordinators_of(exchange.authority_id) or [settings.STAFF_EMAIL]:
        _mail("emails/exchanges/joining.txt", address, message, site)
    return message


@transaction.atomic
def answer(*, exchange, authority, text, by, site):
    """Answer an authority that wants to join; who asked is mailed, or else its coordinators.

    Raises ValidationError when that authority did not ask.
    """
    asked = exchange.messages.filter(authority=authority, is_answer=False).last()
    if asked is None:
        raise ValidationError(
            _("This authority did not ask to join. Answer one that did."), code="unasked"
        )
    message = _said(exchange, authority, text, by, is_answer=True)
    still_there = Membership.objects.current().filter(user=asked.written_by, authority=authority)
    own = [asked.written_by.email] if still_there.exists() else coordinators_of(authority.pk)
    for address in own or [settings.STAFF_EMAIL]:
        _mail("emails/exchanges/answered.txt", address, message, site)
    return message


def _said(exchange, authority, text, by, *, is_answer=False):
    message = ExchangeMessage(
        exchange=exchange,
        authority=authority,
        is_answer=is_answer,
        text=text.strip(),
        written_by=by,
        written_at=timezone.now(),
    )
    message.full_clean()
    message.save()
    return message


def _mail(template, address, message, site):
    mail_on_commit(
        template,
        to=address,
        message=message,
        exchange=message.exchange,
        address=site + reverse("my-exchange", args=[message.exchange_id]),
    )


def coordinators_of(authority):
    """Return the addresses of those who coordinate an authority."""
    coordinators = Membership.objects.coordinators_of(authority)
    return list(coordinators.values_list("user__email", flat=True))


def addresses_of_posts(exchange):
    """Return where the Dutch posts of the places are told of an exchange, as far as configured."""
    posts = {
        place.post or (place.province.post if place.province else "")
        for place in exchange.divisions.select_related("province")
    }
    found = {settings.POST_EMAILS.get(post, settings.POST_EMAIL) for post in posts}
    return sorted(filter(None, found))


@transaction.atomic
def inform_post(*, exchange, text, by):
    """Mail the competent Dutch posts what is planned, and note that it was done.

    Raises ValidationError when no address is configured, or no place is known.
    """
    addresses = addresses_of_posts(exchange)
    if not addresses:
        raise ValidationError(
            _("No address of the post is configured. Copy the text and send it yourself."),
            code="address",
        )
    for address in addresses:
        PostNotice.objects.create(
            exchange=exchange, addressee=address, text=text, sent_by=by, sent_at=timezone.now()
        )
        mail_on_commit("emails/exchanges/post.txt", to=address, exchange=exchange, text=text)
    ExchangePreparation.objects.update_or_create(
        exchange=exchange, item=Preparation.POST, defaults={"state": PreparationState.DONE}
    )
    return addresses


@transaction.atomic
def submit(*, exchange, by):
    """Hand what came of an exchange to staff, to be published.

    Raises ValidationError when it was not held, or when no results are written.
    """
    check_publishable(exchange)
    exchange.move(to=Publication.SUBMITTED, by=by)
    mail_on_commit(
        "emails/exchanges/submitted.txt",
        to=settings.STAFF_EMAIL,
        exchange=exchange,
        address=address_at_desk(exchange),
    )
    return exchange


@transaction.atomic
def return_(*, exchange, by, questions):
    """Give a submitted exchange back to its authority, with what should be answered or changed."""
    exchange.questions = checked_questions(questions)
    exchange.move(to=Publication.RETURNED, by=by)
    exchange.save(update_fields=["questions", "updated_at"])
    _mail_authority(exchange, "emails/exchanges/returned.txt")
    return exchange


@transaction.atomic
def publish(*, exchange, by):
    """Show an exchange that was held to everybody."""
    if exchange.state != ExchangeState.HELD:
        raise ValidationError(NOT_HELD, code="held")
    exchange.move(to=Publication.PUBLISHED, by=by)
    _mail_authority(exchange, "emails/exchanges/published.txt")
    return exchange


def check_publishable(exchange):
    reasons = []
    if exchange.state != ExchangeState.HELD:
        reasons.append(ValidationError(NOT_HELD, code="held"))
    if not exchange.results_nl:
        reasons.append(
            ValidationError(_("Write the results first: they are published."), code="results")
        )
    if reasons:
        raise ValidationError(reasons)


def _mail_authority(exchange, template):
    for address in coordinators_of(exchange.authority_id):
        mail_on_commit(template, to=address, exchange=exchange)
