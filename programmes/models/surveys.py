"""Surveys of what authorities need, in waves, and who was reminded of one."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of
from partnerships.base.translation import fits, translated
from partnerships.base.workflow import Publication, Published
from partnerships.models import LocalAuthority
from partnerships.models.histories import tracked

from .programmes import Programme

# How much fits in each text, in every language.
LENGTHS = {"purpose": 1500, "privacy": 3000}


class SurveyQuerySet(models.QuerySet):
    """Surveys; ``public()`` decides, once, which of them everybody may see."""

    def public(self):
        return self.filter(publication=Publication.PUBLISHED)

    def open(self, *, at):
        """Return those that can be answered at a moment."""
        return self.public().filter(opens_at__lte=at, closes_at__gt=at)

    def for_authorities(self, authorities):
        """Return the surveys that are put to one of these authorities."""
        asked = self.model.targets.through.objects.filter(
            survey=OuterRef("pk"), localauthority__in=authorities
        )
        return self.filter(Exists(asked))


@tracked()
class Survey(Published, Timestamped):
    """One wave of questions to chosen authorities, open for a while, with a promise on privacy.

    Its answers can be changed until it closes. Only then are figures shown to others than staff:
    what changes from day to day would tell by its change what one authority answered.
    """

    # Identity
    title = translated(models.CharField(_("title"), max_length=160))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    wave = models.PositiveSmallIntegerField(_("wave"), default=1)
    year = models.PositiveSmallIntegerField(_("year"))
    former = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later",
        verbose_name=_("former wave"),
        help_text=_("Questions with the same code are compared and filled in beforehand."),
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("programme"),
    )

    # Promise
    purpose = translated(models.TextField(_("purpose"), max_length=LENGTHS["purpose"]))
    privacy = translated(models.TextField(_("privacy notice"), max_length=LENGTHS["privacy"]))
    retention_months = models.PositiveSmallIntegerField(
        _("months that answers are kept"),
        default=24,
        help_text=_("Counted from the closing; after that the answers are removed."),
    )

    # Round
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    targets = models.ManyToManyField(
        LocalAuthority, blank=True, related_name="surveys", verbose_name=_("put to")
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-year", "-wave", "pk"]
        constraints = [
            *Published.Meta.constraints,
            *(fits(name, most) for name, most in LENGTHS.items()),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="%(app_label)s_%(class)s_closes_after_opening",
                violation_error_message=_("A survey closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(former__isnull=True) | ~Q(former=F("pk")),
                name="%(app_label)s_%(class)s_follows_another",
                violation_error_message=_("A survey cannot be its own former wave."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("survey", args=[self.slug])

    def is_open(self, *, at):
        is_public = self.publication == Publication.PUBLISHED
        return is_public and self.opens_at <= at < self.closes_at

    def is_closed(self, *, at):
        return self.closes_at <= at

    @property
    def is_open_now(self):
        return self.is_open(at=timezone.now())

    @property
    def is_over(self):
        return self.is_closed(at=timezone.now())


class SurveyStep(models.TextChoices):
    """When an authority is mailed about a survey."""

    OPENED = "opened", _("when it opens")
    HALFWAY = "halfway", _("halfway")
    LAST = "last", _("in the last week")


class SurveyReminder(models.Model):
    """That an authority was mailed about a survey at a step; once, whoever runs the command."""

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("survey")
    )
    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.CASCADE, related_name="+", verbose_name=_("authority")
    )
    step = models.CharField(_("step"), max_length=7, choices=SurveyStep)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder of a survey")
        verbose_name_plural = _("reminders of surveys")
        ordering = ["-sent_at", "pk"]
        constraints = [
            is_one_of("step", SurveyStep),
            models.UniqueConstraint(
                fields=["survey", "authority", "step"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This step was taken already."),
            ),
        ]

    def __str__(self):
        return f"{self.authority}, {self.get_step_display()}"
