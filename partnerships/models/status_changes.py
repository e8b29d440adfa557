"""The life of an agreement, one row for every change of status."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, is_partial_date
from partnerships.base.models import Timestamped, WebAddressField, is_one_of
from partnerships.base.translation import translated

from . import triggers
from .agreement_choices import CONFIDENTIAL, WITH_REASON, Body, Reason, Status
from .agreements import Agreement
from .histories import tracked


class StatusChangeQuerySet(models.QuerySet):
    def public(self):
        """Return the rows the public may see, of agreements it may see."""
        return self.filter(is_public=True, agreement__in=Agreement.objects.public())

    def known(self):
        """Return the rows that say where a tie stands, not that nobody knows."""
        return self.exclude(status=Status.UNKNOWN)

    def decided(self):
        """Return the rows in which a tie was paused, ended or reconsidered, with a known date."""
        return self.filter(status__in=WITH_REASON).exclude(on="")

    def newest(self):
        """Return the dated rows, latest first."""
        return self.exclude(on="").order_by("-on", "-pk")


@tracked()
class StatusChange(Timestamped):
    """A moment at which the status of an agreement became another; the last row is the present.

    A change that is only known to have happened by some date has ``is_latest`` set.
    """

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="status_changes",
        verbose_name=_("agreement"),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), blank=True, help_text=_("The order in the history; empty: at the end.")
    )
    status = models.CharField(_("status"), max_length=21, choices=Status)
    on = PartialDateField(_("date"))
    is_latest = models.BooleanField(_("by that date at the latest"), default=False)
    decision_body = models.CharField(_("decided by"), max_length=20, choices=Body, blank=True)
    decision_url = WebAddressField(_("decision"), blank=True, max_length=500)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason, blank=True)
    note = translated(models.CharField(_("note"), max_length=400), required=False)
    is_public = models.BooleanField(
        _("shown to the public"),
        null=True,
        blank=True,
        help_text=_("Empty: yes, unless in preparation or under reconsideration."),
    )

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["agreement", "position"]
        constraints = [
            is_one_of("status", Status),
            is_one_of("decision_body", Body, blank=True),
            is_one_of("reason", Reason, blank=True),
            is_partial_date("on"),
            models.UniqueConstraint(
                fields=["agreement", "position"],
                name="%(app_label)s_%(class)s_one_per_position",
                violation_error_message=_("Two changes cannot have the same position."),
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(status__in=WITH_REASON),
                name="%(app_label)s_%(class)s_reason_needs_pause_or_end",
                violation_error_message=_("Only a pause or an end has a reason."),
            ),
            models.CheckConstraint(
                condition=Q(is_latest=False) | ~Q(on=""),
                name="%(app_label)s_%(class)s_latest_needs_date",
                violation_error_message=_("Give the date by which it had changed."),
            ),
            models.CheckConstraint(
                condition=Q(is_public__isnull=False),
                name="%(app_label)s_%(class)s_visibility_is_decided",
                violation_error_message=_("Say whether the public may see this change."),
            ),
        ]
        triggers = [triggers.status_follows_history()]

    def __str__(self):
        return f"{self.get_status_display()} ({self.on})" if self.on else self.get_status_display()

    def clean(self):
        self._complete()

    def save(self, **kwargs):
        self._complete()
        super().save(**kwargs)

    def _complete(self):
        if self.is_public is None:
            self.is_public = self.status not in CONFIDENTIAL
        if self.position is None and self.agreement_id:
            last = self.agreement.status_changes.aggregate(last=models.Max("position"))["last"]
            self.position = (last or 0) + 1
