"""The yearly round: staff opens it, authorities confirm their ties, at the desk or from a mail."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from partnerships.base.workflow import Publication
from partnerships.models import (
    Confirmation,
    ConfirmationRound,
    LocalAuthority,
    Membership,
    Participant,
    User,
)
from partnerships.models.agreement_choices import CLOSED

SALT = "confirmations"
NO_PARTY = _(
    "%(authority)s takes part in “%(agreement)s” no longer, so there is nothing to confirm. "
    "Is that wrong? Tell VNG International."
)
ENDED = _(
    "“%(agreement)s” has ended meanwhile, and what is over need not be confirmed. Is that wrong? "
    "Tell VNG International."
)
NOT_PUBLIC = _(
    "“%(agreement)s” is not published now. You can confirm it when it is published again."
)
FORGED = _(
    "The link is damaged or not ours. Copy the whole link from the mail, or sign in to confirm "
    "your agreements."
)
LEFT = _(
    "The mail was for somebody who may no longer confirm for this authority. Do you act for it? "
    "Sign in with your own account."
)


@dataclass(frozen=True)
class Addressee:
    """For whom the link in a mail is: this person, for this authority, in one round."""

    user: User
    authority: LocalAuthority
    year: int


@transaction.atomic
def open_round(*, year, closes_on, by, on):
    """Ask all authorities from now on to confirm their ties.

    Raises ValidationError when another round is open, or the dates do not fit.
    """
    refuse_second_round(on=on)
    if closes_on < on:
        raise ValidationError(_("The round would be over already. Choose a later last day."))
    opened = ConfirmationRound(
        year=year, closes_on=closes_on, opened_by=by, opened_at=timezone.now()
    )
    opened.full_clean()
    opened.save()
    return opened


def refuse_second_round(*, on):
    """Refuse to open a round while another one is open: people would not know which one counts."""
    if present := ConfirmationRound.objects.current(on=on):
        raise ValidationError(
            _("The round of %(year)s is open until %(date)s. Let it close first."),
            code="open",
            params={"year": present.year, "date": date_format(present.closes_on)},
        )


@transaction.atomic
def confirm(*, agreement, authority, year, by, on, is_by_mail=False):
    """Note that an authority says its tie is right; returns the confirmation and if it is new.

    A second time changes nothing. Raises ValidationError when there is nothing to confirm: no
    round is open, the tie has ended, or the authority takes part no longer.
    """
    # Whoever ends the tie or takes the party from it meanwhile waits, or we wait for them.
    party = (
        Participant.objects.select_for_update(of=("self", "agreement"))
        .select_related("agreement")
        .filter(agreement=agreement, authority=authority)
        .first()
    )
    former = Confirmation.objects.filter(agreement=agreement, authority=authority, year=year)
    if present := former.first():
        return present, False
    open_round_of(year=year, on=on)
    _refuse_changed(agreement, authority, party, on)
    confirmation = Confirmation.objects.create(
        agreement=party.agreement,
        authority=authority,
        year=year,
        confirmed_by=by,
        confirmed_at=timezone.now(),
        is_by_mail=is_by_mail,
    )
    party.agreement.confirmed_on, party.agreement.confirmed_by = on, by
    party.agreement.save(update_fields=["confirmed_on", "confirmed_by", "updated_at"])
    return confirmation, True


def open_round_of(*, year, on):
    """Return the round of a year; raises ValidationError before it opens and after its last day."""
    former = ConfirmationRound.objects.filter(year=year).first()
    if former and former.closes_on >= on:
        return former
    if former is None:
        raise ValidationError(
            _("No round is open now. You get a mail when the next one opens."), code="round"
        )
    raise ValidationError(
        _("The round of %(year)s closed on %(date)s. You get a mail when the next one opens."),
        code="round",
        params={"year": year, "date": date_format(former.closes_on)},
    )


def _refuse_changed(agreement, authority, party, on):
    """Refuse a tie that its reader saw as it was a moment ago."""
    names = {"agreement": str(agreement), "authority": str(authority)}
    present = party and Participant.objects.present(on=on).filter(pk=party.pk).exists()
    if not present:
        raise ValidationError(NO_PARTY, code="party", params=names)
    if party.agreement.status in CLOSED:
        raise ValidationError(ENDED, code="ended", params=names)
    if party.agreement.publication != Publication.PUBLISHED:
        raise ValidationError(NOT_PUBLIC, code="publication", params=names)


def key_of(*, user, authority, year):
    """Return what stands in the link of a mail, signed by the portal."""
    return signing.dumps([user.pk, authority.pk, year], salt=SALT)


def addressee_of(key):
    """Return for whom a link is; raises ValidationError, with its code, when it works no longer."""
    lasts = settings.CONFIRMATION_LINK_DAYS * 24 * 3600
    try:
        user, authority, year = signing.loads(key, salt=SALT, max_age=lasts)
    except signing.SignatureExpired as error:
        raise ValidationError(
            _("This link worked for %(days)s days. Sign in to confirm your agreements."),
            code="expired",
            params={"days": settings.CONFIRMATION_LINK_DAYS},
        ) from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(FORGED, code="forged") from error
    # Asked anew each time: who has left, or only reads now, confirms nothing with an old mail.
    members = Membership.objects.current().writing().select_related("user", "authority")
    member = members.filter(user=user, authority=authority).first()
    if member is None:
        raise ValidationError(LEFT, code="left")
    return Addressee(member.user, member.authority, year)
