"""People at an authority whom others can reach, shown to the public with their consent alone."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, person, who_and_when

from .histories import tracked


class ContactQuerySet(models.QuerySet):
    def public(self):
        """Return those who agreed to stand on the public page of their authority."""
        return self.filter(consent_given_on__isnull=False)

    def kept_by(self, user):
        """Return the contacts of the own authorities; staff keeps them all."""
        return self.all() if user.is_staff else self.filter(authority__in=user.reads_for)

    def writable_by(self, user):
        return self.all() if user.is_staff else self.filter(authority__in=user.writes_for)


@tracked()
class Contact(Timestamped):
    """An official who speaks for an authority about China.

    Without recorded consent only colleagues and staff see the row. Who withdraws it is off the
    public page at once.
    """

    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="contacts",
        verbose_name=_("authority"),
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("office"), max_length=120)
    email = models.EmailField(_("e-mail address at work"))
    phone = models.CharField(_("telephone at work"), max_length=30, blank=True)
    consent_recorded_by = person(_("consent recorded by"), editable=False)
    consent_given_on = models.DateField(_("consent given on"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["authority", "name", "pk"]
        constraints = [
            who_and_when("consent_recorded_by", "consent_given_on"),
            models.UniqueConstraint(
                Lower("email"),
                "authority",
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This person is a contact of this authority already."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.role})"

    def record_consent(self, *, by, on):
        """Note that this person agreed to be shown to the public, and who was told so."""
        self.consent_recorded_by, self.consent_given_on = by, on
        self.save(update_fields=["consent_recorded_by", "consent_given_on", "updated_at"])

    def withdraw_consent(self):
        """Take this person off the public page at once."""
        self.consent_recorded_by = self.consent_given_on = None
        self.save(update_fields=["consent_recorded_by", "consent_given_on", "updated_at"])


class MessageCount(models.Model):
    """How many messages an authority got through the portal on a day; nothing else is kept."""

    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.CASCADE,
        related_name="message_counts",
        verbose_name=_("authority"),
    )
    sent_on = models.DateField(_("day"))
    message_count = models.PositiveIntegerField(_("number of messages"), default=0)

    class Meta:
        verbose_name = _("number of messages")
        verbose_name_plural = _("numbers of messages")
        ordering = ["-sent_on", "authority"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "sent_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This day is counted already."),
            )
        ]

    def __str__(self):
        return f"{self.authority}: {self.message_count} ({self.sent_on})"
