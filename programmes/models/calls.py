"""Calls: until when authorities can enrol in a programme, who may, and what they are asked."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, WebAddressField, is_one_of
from partnerships.base.translation import fits, in_reader_language, translated
from partnerships.base.workflow import Publication, Published
from partnerships.models import FaqEntry, LocalAuthority
from partnerships.models.histories import tracked

from . import deadlines
from .programmes import Programme

# A call that closes within these days says so.
CLOSING_SOON = dt.timedelta(days=14)
LENGTHS = {"summary": 600, "focus": 1500, "costs_covered": 1000, "result": 1500}


class CallState(models.TextChoices):
    """Where a call stands; follows from its dates and from whether its result is written."""

    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    CLOSING_SOON = "closing_soon", _("closing soon")
    CLOSED = "closed", _("closed")
    DECIDED = "decided", _("decided")


class CallQuerySet(models.QuerySet):
    """Calls; ``public()`` decides, once, which of them everybody may see."""

    def public(self):
        """Return the published calls of published programmes."""
        shown = Publication.PUBLISHED
        return self.filter(publication=shown, programme__publication=shown)

    def open(self, *, at):
        """Return the calls in which an enrolment can be handed in at a moment."""
        begun = Q(opens_at__isnull=True) | Q(opens_at__lte=at)
        return self.filter(begun, closes_at__gt=at)


def _text(name, label, **options):
    field = models.TextField(label, max_length=LENGTHS[name], **options)
    return translated(field, required=False)


@tracked()
class Call(Published, Timestamped):
    """A round in which authorities can enrol in a programme until a deadline.

    ``closes_at`` is the first instant that no longer counts: the second before it still does.
    """

    State = CallState

    # Identity
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="calls", verbose_name=_("programme")
    )
    round = models.CharField(_("round"), max_length=40, blank=True)
    title = translated(models.CharField(_("title"), max_length=160))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    summary = _text("summary", _("summary"))

    # Term
    opens_at = models.DateTimeField(
        _("opens at"), null=True, blank=True, help_text=_("Empty: since when is not established.")
    )
    closes_at = models.DateTimeField(
        _("closes at"), help_text=_("The first moment that no longer counts.")
    )
    decision_on = models.DateField(_("decision on"), null=True, blank=True)
    internal_deadline_on = models.DateField(
        _("deadline of VNG International"),
        null=True,
        blank=True,
        help_text=_("Until when it helps with an enrolment; signed-in authorities see it."),
    )

    # Who may enrol
    kinds = ArrayField(
        models.CharField(max_length=15, choices=LocalAuthority.Kind.choices),
        verbose_name=_("kinds of authority"),
        default=list,
        blank=True,
        help_text=_("None chosen: every kind may enrol."),
    )
    minimum_population = models.PositiveIntegerField(_("fewest inhabitants"), null=True, blank=True)
    provinces = models.ManyToManyField(
        LocalAuthority,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": LocalAuthority.Kind.PROVINCE},
        verbose_name=_("provinces"),
        help_text=_("None chosen: authorities of every province may enrol."),
    )
    is_open_to_groups = models.BooleanField(
        _("open to groups"),
        default=False,
        help_text=_("Authorities may enrol together; their inhabitants are added up."),
    )

    # What it offers
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    focus = _text("focus", _("focus areas"), help_text=_("One on each line."))
    costs_covered = _text("costs_covered", _("costs covered"))
    website = WebAddressField(_("website"), blank=True, max_length=500)
    faq = models.ManyToManyField(
        FaqEntry, blank=True, related_name="+", verbose_name=_("questions and answers")
    )
    result = _text(
        "result", _("result"), help_text=_("Once it is written, the call stands as decided.")
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-closes_at", "pk"]
        constraints = [
            *Published.Meta.constraints,
            *(fits(name, most) for name, most in LENGTHS.items()),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="%(app_label)s_%(class)s_closes_after_opening",
                violation_error_message=_("A call cannot close before it opens."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("call", args=[self.slug])

    def state(self, *, at):
        """Return where the call stands at a moment."""
        if not self.has_begun(at=at):
            return CallState.ANNOUNCED
        if self.is_open(at=at):
            is_near = self.closes_at - at <= CLOSING_SOON
            return CallState.CLOSING_SOON if is_near else CallState.OPEN
        return CallState.DECIDED if self.result_nl else CallState.CLOSED

    def is_open(self, *, at):
        """Return whether what is handed in at a moment counts."""
        return self.has_begun(at=at) and at < self.closes_at

    def has_begun(self, *, at):
        """Return whether it has opened; of a call of the past the sources may not tell when."""
        return self.opens_at is None or self.opens_at <= at

    @property
    def deadline(self):
        """Return the deadline in words."""
        return deadlines.in_words(self.closes_at)

    @property
    def focus_areas(self):
        """Return the focus areas in the reader's language, in the order of the call."""
        return _lines(in_reader_language(self, "focus").text)


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@tracked()
class CallExtension(Timestamped):
    """A call that was given a later deadline: from when to when, why and by whom."""

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("call")
    )
    from_at = models.DateTimeField(_("closed at"))
    to_at = models.DateTimeField(_("closes at"))
    reason = models.CharField(_("reason"), max_length=300)
    extended_by = models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("extended by"),
    )
    extended_at = models.DateTimeField(_("extended at"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["extended_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at__gt=F("from_at")),
                name="%(app_label)s_%(class)s_is_later",
                violation_error_message=_("An extension leads to a later moment."),
            )
        ]

    def __str__(self):
        return f"{self.call}: {deadlines.last_day(self.from_at)} → {deadlines.last_day(self.to_at)}"


class CallQuestionKind(models.TextChoices):
    """What an answer looks like."""

    TEXT = "text", _("text")
    CHOICE = "choice", _("one of some answers")
    SEVERAL = "several", _("several of some answers")
    NUMBER = "number", _("number")
    FILE = "file", _("file")


@tracked()
class CallQuestion(Timestamped):
    """Something a call asks of who enrols; staff writes it, no developer is needed."""

    Kind = CallQuestionKind

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, related_name="questions", verbose_name=_("call")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    kind = models.CharField(
        _("kind"), max_length=7, choices=CallQuestionKind, default=CallQuestionKind.TEXT
    )
    label = translated(models.CharField(_("question"), max_length=300))
    help = translated(models.CharField(_("explanation"), max_length=400), required=False)
    is_required = models.BooleanField(_("needs an answer"), default=True)
    most = models.PositiveIntegerField(
        _("most characters"), null=True, blank=True, help_text=_("For a text; empty: 3000.")
    )
    choices = translated(
        models.TextField(_("answers to choose from"), max_length=1500, help_text=_("One a line.")),
        required=False,
    )

    class Meta:
        verbose_name = _("question of a call")
        verbose_name_plural = _("questions of a call")
        ordering = ["call", "position", "pk"]
        constraints = [
            is_one_of("kind", CallQuestionKind),
            models.CheckConstraint(
                condition=~Q(kind__in=["choice", "several"]) | ~Q(choices_nl=""),
                name="%(app_label)s_%(class)s_choice_has_answers",
                violation_error_message=_("Write the answers to choose from, one on each line."),
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__range=(1, 10_000)),
                name="%(app_label)s_%(class)s_most_in_range",
                violation_error_message=_("An answer has at most 1 to 10000 characters."),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def options(self):
        """Return what is stored and what is shown of each answer to choose from.

        Stored is the Dutch line, so that an answer means the same in every language.
        """
        stored, shown = _lines(self.choices_nl), _lines(in_reader_language(self, "choices").text)
        return list(zip(stored, shown if len(shown) == len(stored) else stored, strict=True))


@tracked()
class Criterion(Timestamped):
    """What an enrolment is judged by, and how much that weighs beside the others."""

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("call")
    )
    name = translated(models.CharField(_("name"), max_length=200))
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "-weight", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__range=(1, 100)),
                name="%(app_label)s_%(class)s_weight_in_range",
                violation_error_message=_("A weight is a number from 1 to 100."),
            )
        ]

    def __str__(self):
        return self.name
