"""What belongs to an enrolment: answers, points, steps, and the reminders about it."""

from pathlib import PurePath

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of
from partnerships.models.histories import tracked

from .calls import CallQuestion, Criterion
from .enrolments import Enrolment, EnrolmentState


def place_of(_answer, name):
    return f"enrolments/{PurePath(name).name}"


@tracked()
class EnrolmentAnswer(Timestamped):
    """What an authority answers to one question of a call: a value, or a file."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="answers", verbose_name=_("enrolment")
    )
    question = models.ForeignKey(
        CallQuestion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    # A text, a number, or a list of the chosen lines.
    value = models.JSONField(_("answer"), default=str, blank=True)
    # Only ever what base/attachments.py returns.
    file = models.FileField(_("file"), upload_to=place_of, blank=True)
    file_title = models.CharField(_("name of the file"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to a call")
        ordering = ["enrolment", "question__position", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "question"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This question is answered already."),
            )
        ]

    def __str__(self):
        return self.shown

    @property
    def shown(self):
        """Return the answer in the reader's language."""
        if self.file:
            return self.file_title
        labels = dict(self.question.options)
        values = self.value if isinstance(self.value, list) else [self.value]
        return ", ".join(labels.get(str(one), str(one)) for one in values)

    @property
    def is_empty(self):
        return self.value in ("", [], None) and not self.file


@tracked()
class Score(Timestamped):
    """What one colleague thinks of an enrolment by one criterion; for staff alone."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="scores", verbose_name=_("enrolment")
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="scores", verbose_name=_("criterion")
    )
    points = models.PositiveSmallIntegerField(_("points"))
    scored_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("scored by")
    )

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["enrolment", "criterion", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__range=(0, 10)),
                name="%(app_label)s_%(class)s_points_in_range",
                violation_error_message=_("Points are a number from 0 to 10."),
            ),
            models.UniqueConstraint(
                fields=["enrolment", "criterion", "scored_by"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This colleague has scored it already."),
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.points}"


@tracked()
class EnrolmentMove(Timestamped):
    """One step of an enrolment, with what was said; nobody writes it but the step itself."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="moves", verbose_name=_("enrolment")
    )
    from_state = models.CharField(_("from"), max_length=9, choices=EnrolmentState)
    to_state = models.CharField(_("to"), max_length=9, choices=EnrolmentState)
    moved_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("moved by")
    )
    moved_at = models.DateTimeField(_("moved at"))
    message = models.TextField(_("message"), max_length=3000, blank=True)

    class Meta:
        verbose_name = _("step of an enrolment")
        verbose_name_plural = _("steps of an enrolment")
        ordering = ["enrolment", "pk"]
        constraints = [
            is_one_of("from_state", EnrolmentState),
            is_one_of("to_state", EnrolmentState),
        ]

    def __str__(self):
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class EnrolmentReminder(models.Model):
    """One mail that a draft waits while its call closes; there is no second of it.

    Kept without history: the portal alone writes it, and once. A call that is extended has
    another deadline, and reminds again.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("enrolment")
    )
    closes_at = models.DateTimeField(_("closes at"))
    days = models.PositiveSmallIntegerField(_("days before"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder of an enrolment")
        verbose_name_plural = _("reminders of enrolments")
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "closes_at", "days"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This reminder was sent already."),
            )
        ]

    def __str__(self):
        return f"{self.enrolment} ({self.days})"
