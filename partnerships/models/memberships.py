"""Who acts for which authority, and who is invited to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of, person, who_and_when

from .histories import tracked


class Role(models.TextChoices):
    """What a person may do for the own authority; each may do all that the next may."""

    COORDINATOR = "coordinator", _("coordinator")
    EDITOR = "editor", _("editor")
    READER = "reader", _("reader")


class InvitedAs(models.TextChoices):
    """What somebody is invited as: in a role for an authority, or as one who has none."""

    COORDINATOR = "coordinator", _("coordinator")
    EDITOR = "editor", _("editor")
    READER = "reader", _("reader")
    LIAISON = "liaison", _("liaison of national government")
    STAFF = "staff", _("colleague at VNG International")


# Who may change what the portal says about the own authority.
WRITERS = (Role.COORDINATOR, Role.EDITOR)


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Return the memberships that have not ended, of people who may still sign in."""
        return self.filter(ended_at__isnull=True, user__is_active=True)

    def writing(self):
        """Return those whose people may propose changes."""
        return self.filter(role__in=WRITERS)

    def coordinating(self):
        return self.filter(role=Role.COORDINATOR)

    def coordinators_of(self, authority):
        """Return who coordinates an authority now, in a fixed order."""
        current = self.current().coordinating().filter(authority=authority)
        return current.select_related("user").order_by("pk")


@tracked()
class Membership(Timestamped):
    """A person who acts for an authority in the portal, for as long as that lasts.

    An ended membership stays as the trail of who could do what, until retention removes it.
    """

    user = models.ForeignKey(
        "User", on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("authority"),
    )
    role = models.CharField(_("role"), max_length=11, choices=Role)
    is_deputy = models.BooleanField(
        _("stands in for the coordinator"),
        default=False,
        help_text=_("Gets the reminders that the coordinator did not act on."),
    )
    ended_by = person(_("ended by"), editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["authority", "user", "pk"]
        constraints = [
            is_one_of("role", Role),
            who_and_when("ended_by", "ended_at"),
            models.UniqueConstraint(
                fields=["user", "authority"],
                condition=Q(ended_at__isnull=True),
                name="%(app_label)s_%(class)s_once_at_a_time",
                violation_error_message=_("This person acts for this authority already."),
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.authority} ({self.get_role_display()})"


class InvitationQuerySet(models.QuerySet):
    def open(self, *, at):
        """Return the invitations whose link still works at a moment."""
        first = at - timezone.timedelta(days=settings.INVITATION_DAYS)
        return self.filter(accepted_at=None, withdrawn_at=None, invited_at__gt=first)


@tracked()
class Invitation(Timestamped):
    """A mailbox whose owner is asked to act for an authority; the only way to an account.

    Staff invites anyone, a coordinator the colleagues of the own authority.
    """

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("authority"),
    )
    role = models.CharField(_("role"), max_length=11, choices=InvitedAs)
    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default="nl"
    )
    invited_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    # The link carries this moment: to invite again makes the former link void.
    invited_at = models.DateTimeField(_("invited at"))
    accepted_by = person(_("accepted by"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_by = person(_("withdrawn by"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "pk"]
        constraints = [
            is_one_of("role", InvitedAs),
            models.CheckConstraint(
                condition=Q(authority__isnull=False, role__in=Role.values)
                | Q(authority__isnull=True) & ~Q(role__in=Role.values),
                name="%(app_label)s_%(class)s_authority_by_role",
                violation_error_message=_(
                    "Name the authority of a coordinator, editor or reader; others have none."
                ),
            ),
            who_and_when("accepted_by", "accepted_at"),
            who_and_when("withdrawn_by", "withdrawn_at"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_accepted_or_withdrawn",
                violation_error_message=_("What was accepted cannot be withdrawn."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                "authority",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="%(app_label)s_%(class)s_once_open",
                violation_error_message=_(
                    "This person is invited already. Send that invitation again instead."
                ),
            ),
        ]

    def __str__(self):
        return self.email

    def is_open(self, *, at):
        """Return whether the link of this invitation still works at a moment."""
        lasts_until = self.invited_at + timezone.timedelta(days=settings.INVITATION_DAYS)
        return self.accepted_at is None and self.withdrawn_at is None and at < lasts_until
