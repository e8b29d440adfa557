"""The way into the portal and out of it: invitation, membership, leaving."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from partnerships.base.mails import mail_on_commit
from partnerships.models import Invitation, InvitedAs, Membership, User

SALT = "invitation"
NO_LONGER = _("This invitation no longer works. Ask who invited you to send it again.")


@transaction.atomic
def invite(*, email, role, by, site, authority=None, name="", language="nl"):
    """Ask somebody to act for an authority, or to work with the register, and mail the link.

    Raises ValidationError when this person has an open invitation or acts for it already.
    """
    email = User.objects.normalize_email(email.strip())
    if Membership.objects.current().filter(user__email__iexact=email, authority=authority).exists():
        raise ValidationError(_("This person acts for this authority already."), code="member")
    # An invitation that has lapsed makes way for the new one.
    now = timezone.now()
    _same(email, authority).exclude(pk__in=Invitation.objects.open(at=now)).update(
        withdrawn_by=by, withdrawn_at=now
    )
    invitation = Invitation(
        email=email,
        role=role,
        authority=authority,
        name=name,
        language=language,
        invited_by=by,
        invited_at=now,
    )
    invitation.full_clean()
    invitation.save()
    mail_invitation(invitation=invitation, site=site)
    return invitation


def _same(email, authority):
    return Invitation.objects.filter(
        email__iexact=email, authority=authority, accepted_at=None, withdrawn_at=None
    )


@transaction.atomic
def invite_again(*, invitation, by, site):
    """Send a new link; the former one stops working."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise ValidationError(_("This invitation is accepted or withdrawn."), code="closed")
    invitation.invited_by, invitation.invited_at = by, timezone.now()
    invitation.save(update_fields=["invited_by", "invited_at", "updated_at"])
    mail_invitation(invitation=invitation, site=site)
    return invitation


@transaction.atomic
def withdraw(*, invitation, by):
    """Make the link of an invitation void."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise ValidationError(_("This invitation is accepted already."), code="closed")
    invitation.withdrawn_by, invitation.withdrawn_at = by, timezone.now()
    invitation.save(update_fields=["withdrawn_by", "withdrawn_at", "updated_at"])
    return invitation


def key_of(invitation):
    """Return what stands in the link: which invitation, sent when, signed by the portal."""
    moment = invitation.invited_at.timestamp()
    return signing.dumps([invitation.pk, moment], salt=SALT)


def invitation_of(key):
    """Return the invitation of a link; raises ValidationError when it no longer works."""
    try:
        pk, moment = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(NO_LONGER, code="key") from error
    invitation = Invitation.objects.select_related("authority").filter(pk=pk).first()
    sent_then = invitation and invitation.invited_at.timestamp() == moment
    if not sent_then or not invitation.is_open(at=timezone.now()):
        raise ValidationError(NO_LONGER, code="key")
    return invitation


@transaction.atomic
def accept(*, invitation, user=None, name="", password=None):
    """Make the account when there is none yet, and give it what the invitation offers.

    Raises ValidationError when the invitation was used or withdrawn meanwhile.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open(at=timezone.now()):
        raise ValidationError(NO_LONGER, code="key")
    user = user or User.objects.create_user(invitation.email, password, name=name)
    if invitation.authority_id:
        Membership.objects.create(
            user=user, authority_id=invitation.authority_id, role=invitation.role
        )
    else:
        user.is_staff |= invitation.role == InvitedAs.STAFF
        user.is_liaison |= invitation.role == InvitedAs.LIAISON
        user.save(update_fields=["is_staff", "is_liaison"])
        mail_rights(user=user)
    invitation.accepted_by, invitation.accepted_at = user, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at", "updated_at"])
    return user


@transaction.atomic
def vouch_for_address(*, user):
    """Let the address of an account be the one, and the only one, with which it signs in.

    The link of an invitation has proved it, or an administrator answers for it. A new address
    that waits for its own confirmation keeps waiting.
    """
    own = EmailAddress.objects.filter(user=user)
    if own.filter(email__iexact=user.email, verified=True, primary=True).exists():
        return
    own.filter(Q(verified=True) | Q(email__iexact=user.email)).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def end_membership(*, membership, by):
    """Let a person act for an authority no longer; without any other, the account closes too."""
    membership.ended_by, membership.ended_at = by, timezone.now()
    membership.save(update_fields=["ended_by", "ended_at", "updated_at"])
    user = membership.user
    if not (user.is_staff or user.is_liaison or user.memberships.current().exists()):
        disable(user=user, by=by)
    return membership


@transaction.atomic
def disable(*, user, by):
    """Close the account of somebody who left: no sign-in, no session, no membership."""
    user.memberships.filter(ended_at=None).update(ended_by=by, ended_at=timezone.now())
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user=user)
    return user


def end_sessions(*, user):
    """Sign a person out everywhere, at once."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in UserSession.objects.filter(user=user):
        store(session.session_key).delete()
        session.delete()


def mail_rights(*, user, by=None):
    """Tell staff what somebody may do from now on, and who decided that."""
    mail_on_commit("emails/accounts/rights.txt", to=settings.STAFF_EMAIL, user=user, by=by)


def mail_invitation(*, invitation, site):
    with override(invitation.language):
        address = site + reverse("invitation", args=[key_of(invitation)])
    mail_on_commit(
        "emails/accounts/invitation.txt",
        to=invitation.email,
        language=invitation.language,
        invitation=invitation,
        address=address,
        days=settings.INVITATION_DAYS,
    )
