"""Once a year every authority says of each of its ties that the record is still right."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of

from .histories import tracked


class RoundQuerySet(models.QuerySet):
    def open(self, *, on):
        """Return the rounds in which ties can be confirmed on a date."""
        return self.filter(closes_on__gte=on)

    def current(self, *, on):
        """Return the round that is open on a date, or None between two rounds."""
        return self.open(on=on).first()


@tracked()
class ConfirmationRound(Timestamped):
    """The weeks of a year in which the authorities are asked whether their ties still stand."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        error_messages={"unique": _("There is a round of this year already.")},
    )
    closes_on = models.DateField(
        _("closes on"), help_text=_("The last day on which a tie can be confirmed.")
    )
    opened_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"))

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation round")
        verbose_name_plural = _("confirmation rounds")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__year__gte=F("year"), closes_on__year__lte=F("year") + 1),
                name="%(app_label)s_%(class)s_closes_in_time",
                violation_error_message=_("A round closes in its own year or the year after it."),
            )
        ]

    def __str__(self):
        return str(self.year)

    @property
    def opened_on(self):
        return timezone.localdate(self.opened_at)


@tracked()
class Confirmation(Timestamped):
    """One authority's word that the record of one tie is right, once for each yearly round."""

    agreement = models.ForeignKey(
        "Agreement",
        on_delete=models.CASCADE,
        related_name="confirmations",
        verbose_name=_("agreement"),
    )
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="confirmations",
        verbose_name=_("authority"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    confirmed_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"))
    is_by_mail = models.BooleanField(
        _("confirmed from the mail"),
        default=False,
        help_text=_("With the signed link, without signing in."),
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "authority", "year"],
                name="%(app_label)s_%(class)s_once_a_year",
                violation_error_message=_("This authority has confirmed this tie this year."),
            )
        ]

    def __str__(self):
        return f"{self.agreement} – {self.authority} ({self.year})"


class Step(models.TextChoices):
    """Who is reminded, in this order, as long as ties wait."""

    COORDINATOR = "coordinator", _("coordinator")
    DEPUTY = "deputy", _("deputy")
    STAFF = "staff", _("staff")


class Reminder(models.Model):
    """One step of the reminders to one authority in one round; there is no second of it.

    Kept without history: the portal alone writes it, and once.
    """

    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.CASCADE,
        related_name="reminders",
        verbose_name=_("authority"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    step = models.CharField(_("step"), max_length=11, choices=Step)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "pk"]
        constraints = [
            is_one_of("step", Step),
            models.UniqueConstraint(
                fields=["authority", "year", "step"],
                name="%(app_label)s_%(class)s_once_a_step",
                violation_error_message=_("This reminder was sent already."),
            ),
        ]

    def __str__(self):
        return f"{self.authority} – {self.get_step_display()} ({self.year})"
