"""Who registered for a meeting, in the order in which they came."""

import datetime as dt

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of
from partnerships.base.translation import LANGUAGES
from partnerships.models.subscriptions import new_token

from .event_choices import RegistrationState
from .event_triggers import fits_capacity
from .events import Event

# So long before the start a reminder goes out; whoever registered lately knows.
REMINDED_BEFORE = dt.timedelta(days=2)
KNOWS_FOR = dt.timedelta(days=1)


class RegistrationQuerySet(models.QuerySet):
    def active(self):
        return self.exclude(state=RegistrationState.CANCELLED)

    def placed(self):
        return self.filter(state=RegistrationState.PLACED)

    def waiting(self):
        """Return the waiting list, who came first before all others."""
        return self.filter(state=RegistrationState.WAITING).order_by("number")

    def of(self, *, user=None, email=""):
        """Return those of one person: by account or by mailbox, in whatever capitals."""
        mailbox = user.email if user else email
        same = Q(email__iexact=mailbox) | Q(user__email__iexact=mailbox)
        return self.filter(same)

    def to_remind(self, *, at):
        """Return who has a place at a meeting that begins soon, and was not reminded."""
        return self.placed().filter(
            reminded_at=None,
            registered_at__lte=at - KNOWS_FOR,
            event__cancelled_at=None,
            event__publication="published",
            event__starts_at__gt=at,
            event__starts_at__lte=at + REMINDED_BEFORE,
        )


class Registration(Timestamped):
    """A person at a meeting: an official by account, anybody else by name and mailbox.

    Kept without history: what is removed is gone at once. Some time after the meeting the person
    is taken out, and the row goes on counting.
    """

    State = RegistrationState

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("event")
    )
    number = models.PositiveIntegerField(_("number in order"), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("official"),
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default="nl"
    )
    has_consent = models.BooleanField(_("agreed to be mailed about it"), default=False)
    state = models.CharField(_("state"), max_length=9, choices=RegistrationState)
    registered_at = models.DateTimeField(_("registered at"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True, editable=False)
    attendance = models.CharField(
        _("attendance"),
        max_length=6,
        choices=[("came", _("came")), ("absent", _("did not come"))],
        blank=True,
    )
    token = models.CharField(
        max_length=40,
        unique=True,
        default=new_token,
        editable=False,
        validators=[RegexValidator(r"^[\w-]+$")],
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["event", "number"]
        triggers = [fits_capacity()]
        constraints = [
            is_one_of("state", RegistrationState),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES),
                name="%(app_label)s_%(class)s_language_is_known",
                violation_error_message=_("The portal does not speak this language."),
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=("", "came", "absent")),
                name="%(app_label)s_%(class)s_attendance_is_known",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(name="", email=""),
                name="%(app_label)s_%(class)s_official_by_account",
                violation_error_message=_("An official is known by the account alone."),
            ),
            models.UniqueConstraint(
                fields=["event", "number"],
                name="%(app_label)s_%(class)s_one_per_number",
                violation_error_message=_("Somebody else has this number."),
            ),
            models.UniqueConstraint(
                fields=["event", "user"],
                condition=~Q(state=RegistrationState.CANCELLED),
                name="%(app_label)s_%(class)s_official_once",
                violation_error_message=_("This person is registered already."),
            ),
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=~Q(state=RegistrationState.CANCELLED) & ~Q(email=""),
                name="%(app_label)s_%(class)s_mailbox_once",
                violation_error_message=_("This address is registered already."),
            ),
        ]

    def __str__(self):
        """Say which, and never who: under the Chatham House Rule nobody is named."""
        return f"{self.event} – {self.number}"

    @property
    def mailbox(self):
        return self.user.email if self.user else self.email

    @property
    def is_waiting(self):
        return self.state == RegistrationState.WAITING

    @property
    def is_placed(self):
        return self.state == RegistrationState.PLACED

    @property
    def is_active(self):
        return self.state != RegistrationState.CANCELLED
